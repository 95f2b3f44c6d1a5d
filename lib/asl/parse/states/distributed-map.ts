import type { JsonValue } from '@/lib/json'
import { aws } from '../aws-messages'
import {
  type Decoder,
  list,
  listed,
  notAString,
  object,
  oneOf,
  type Site,
  text,
  whole,
  wrong,
} from '../decode'
import { FieldReader } from '../field-reader'
import type { FieldOwner } from '../fields'
import { literalOr } from '../jsonata'
import { onePlaceOfDataExpression } from '../paths'
import type {
  Expression,
  ItemBatcher,
  ItemReader,
  QueryLanguage,
  ResultWriter,
  Template,
} from '../state-machine'
import { suggestion } from '../suggestion'
import { template } from '../templates'

/** The fields of a Map that only a distributed one may have. */

/** The most items and bytes that AWS takes. */
const MOST_ITEMS = 100_000_000
const MOST_BYTES = 262_144
const LONGEST_LABEL = 40

const distributedOnly = [
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'Label',
  'ToleratedFailureCount',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentage',
  'ToleratedFailurePercentagePath',
]

/** The fields of an inline Map that only count in a distributed one: AWS is not known to refuse them. */
export function warnDistributedOnly(fields: FieldReader): void {
  for (const name of distributedOnly) {
    if (!fields.has(name)) continue
    const { at } = fields.site(name)
    fields.report({
      code: 'LIKELY_MISTAKE',
      severity: 'WARNING',
      path: at,
      mark: { kind: 'Key', at },
      message: `\`${name}\` does nothing in an inline Map.`,
      hint: 'It is for a distributed Map: `"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}`.',
    })
  }
}

/** `Label`: at most 40 characters, and none that an ARN could not hold (developer guide). */
export const label: Decoder<string> = (value, site) => {
  if (typeof value !== 'string') return wrong(value, site, 'a string')
  const characters = [...value]
  const foreign = characters.find(isForeign)
  const hasLength = characters.length > 0 && characters.length <= LONGEST_LABEL
  if (hasLength && foreign === undefined) return value
  site.report({
    code: 'INVALID_LABEL_NAME',
    path: site.at,
    message: hasLength
      ? `\`Label\` cannot have ${JSON.stringify(foreign)} in it.`
      : `\`Label\` has to be 1 to ${LONGEST_LABEL} characters long; this one has ${characters.length}.`,
    hint: 'It becomes part of an ARN: blanks, control characters and `? * < > { } [ ] : ; , \\ | ^ ~ $ # % & " `` are not allowed.',
  })
  return undefined
}

export function itemReader(language: QueryLanguage): Decoder<ItemReader> {
  return (value, site) => {
    const members = object(value, site)
    if (!members) return undefined
    const fields = new FieldReader(members, site.at, site.report)
    fields.expect('ItemReader', language)
    const action = fields.readOr('Resource', readAction, 'getObject')
    const parameters = given(fields, language)
    const config = readerConfig(fields, language)
    checkReader(config, action)
    return {
      action,
      ...(parameters && { parameters }),
      ...readerSettings(config, language),
    }
  }
}

export function itemBatcher(language: QueryLanguage): Decoder<ItemBatcher> {
  return (value, site) => {
    const members = object(value, site)
    if (!members) return undefined
    const fields = new FieldReader(members, site.at, site.report)
    fields.expect('ItemBatcher', language)
    const hasLimit = ['MaxItemsPerBatch', 'MaxInputBytesPerBatch'].some(
      (name) => fields.has(name) || fields.has(`${name}Path`),
    )
    if (!hasLimit) {
      fields.report({
        code: 'SCHEMA_VALIDATION_FAILED',
        path: fields.at,
        mark: { kind: 'Key', at: fields.at },
        message: 'The ItemBatcher does not say how large a batch is.',
        hint: 'Add `MaxItemsPerBatch` or `MaxInputBytesPerBatch`.',
      })
    }
    const maxItems = numberOrPath(fields, 'MaxItemsPerBatch', whole(0), language)
    const maxBytes = numberOrPath(fields, 'MaxInputBytesPerBatch', whole(0, MOST_BYTES), language)
    const input = fields.read('BatchInput', template(language))
    return {
      ...(maxItems && { maxItems }),
      ...(maxBytes && { maxBytes }),
      ...(input && { input }),
    }
  }
}

export function resultWriter(language: QueryLanguage): Decoder<ResultWriter> {
  return (value, site) => {
    const members = object(value, site)
    if (!members) return undefined
    const fields = new FieldReader(members, site.at, site.report)
    fields.expect('ResultWriter', language)
    const name = payloadName(language)
    if (fields.has('Resource') || fields.has(name)) fields.require('Resource', name)
    else if (!fields.has('WriterConfig')) {
      wrong(value, site, `an object with \`Resource\` and \`${name}\`, or with \`WriterConfig\``)
    }
    fields.read('Resource', writeAction)
    const parameters = given(fields, language)
    const config = inner(fields, 'WriterConfig', 'WriterConfig', language)
    const transformation = config?.read('Transformation', oneOf('NONE', 'COMPACT', 'FLATTEN'))
    return {
      ...(parameters && { parameters }),
      ...(transformation && { transformation }),
      outputType: config?.readOr('OutputType', oneOf('JSON', 'JSONL'), 'JSON') ?? 'JSON',
    }
  }
}

/** A number, an expression of JSONata, or with `Path` behind the name where to find one. */
export function numberOrPath(
  fields: FieldReader,
  name: string,
  decode: Decoder<number>,
  language: QueryLanguage,
): Expression<number> | undefined {
  fields.exclusive(name, `${name}Path`)
  const literal = fields.read(name, literalOr(language, decode))
  return (
    literal ?? (language === 'JSONPath' ? fields.read(`${name}Path`, onePlaceOfDataExpression) : undefined)
  )
}

const s3 = 'arn:aws:states:::s3:'
const actions = ['getObject', 'listObjectsV2'] as const

function resourceNotAllowed(value: string, site: Site, allowed: readonly string[]): void {
  const arns = allowed.map((action) => `${s3}${action}`)
  const near = suggestion(value, arns)
  site.report({
    ...aws('resourceNotAllowed'),
    path: site.at,
    hint: near === undefined ? `Use ${listed(arns)}.` : `Did you mean \`${near}\`?`,
  })
}

const writeAction: Decoder<string> = (value, site) => {
  if (typeof value !== 'string') return notAString(value, site)
  if (value === `${s3}putObject`) return value
  resourceNotAllowed(value, site, ['putObject'])
  return undefined
}

const readAction: Decoder<ItemReader['action']> = (value, site) => {
  if (typeof value !== 'string') return notAString(value, site)
  const action = actions.find((one) => value === `${s3}${one}`)
  if (action === undefined) resourceNotAllowed(value, site, actions)
  return action
}

function payloadName(language: QueryLanguage): 'Parameters' | 'Arguments' {
  return language === 'JSONPath' ? 'Parameters' : 'Arguments'
}

function given(fields: FieldReader, language: QueryLanguage): Template | undefined {
  return fields.read(payloadName(language), template(language))
}

/** The fields of an object within; without it, those of an empty one. */
function inner(
  fields: FieldReader,
  name: string,
  owner: FieldOwner,
  language: QueryLanguage,
): FieldReader | undefined {
  const members = fields.read(name, object)
  if (!members) return undefined
  const reader = new FieldReader(members, fields.site(name).at, fields.report)
  reader.expect(owner, language)
  return reader
}

/** What is missing in an absent ReaderConfig is missing in the ItemReader. */
function readerConfig(fields: FieldReader, language: QueryLanguage): FieldReader {
  return (
    inner(fields, 'ReaderConfig', 'ReaderConfig', language) ?? new FieldReader({}, fields.at, fields.report)
  )
}

const inputType = oneOf('CSV', 'JSON', 'JSONL', 'MANIFEST', 'PARQUET')
const delimiters = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' } as const

function readerSettings(
  config: FieldReader,
  language: QueryLanguage,
): Omit<ItemReader, 'action' | 'parameters'> {
  const type = config.read('InputType', inputType)
  const manifestType = config.read('ManifestType', oneOf('ATHENA_DATA', 'S3_INVENTORY'))
  const delimiter = config.readOr(
    'CSVDelimiter',
    oneOf('COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'),
    'COMMA',
  )
  const headers = config.read('CSVHeaders', headerList(language))
  const itemsPointer = config.read('ItemsPointer', pointer)
  const maxItems = numberOrPath(config, 'MaxItems', whole(0, MOST_ITEMS), language)
  return {
    ...(type && { inputType: type }),
    ...(manifestType && { manifestType }),
    transformation: config.readOr('Transformation', oneOf('NONE', 'LOAD_AND_FLATTEN'), 'NONE'),
    csv: {
      delimiter: delimiters[delimiter],
      headerLocation: config.readOr('CSVHeaderLocation', oneOf('FIRST_ROW', 'GIVEN'), 'FIRST_ROW'),
      ...(headers && { headers }),
    },
    ...(itemsPointer !== undefined && { itemsPointer }),
    ...(maxItems && { maxItems }),
  }
}

function headerList(language: QueryLanguage): Decoder<Expression> {
  return (value, site) => literalOr<JsonValue>(language, list(text, { nonEmpty: true }))(value, site)
}

const pointer: Decoder<string> = (value, site) => {
  const expected = 'a JSON pointer such as `/orders/items`'
  if (typeof value !== 'string') return notAString(value, site, expected)
  if (value === '' || value.startsWith('/')) return value
  return wrong(value, site, expected, undefined, aws('itemsPointer', { pointer: value }))
}

/** What belongs together in a ReaderConfig. */
function checkReader(config: FieldReader, action: ItemReader['action']): void {
  const type = config.raw('InputType')
  const isFlat = config.raw('Transformation') === 'LOAD_AND_FLATTEN'
  if (action === 'getObject' && type === undefined && !config.has('ManifestType')) {
    requireField(config, 'InputType', 'An ItemReader has to know what is in the object that it reads.')
  }
  if (action === 'listObjectsV2' && isFlat && type === undefined) {
    requireField(config, 'InputType', '`LOAD_AND_FLATTEN` has to know what is in the objects.')
  }
  if (action === 'listObjectsV2' && !isFlat && type !== undefined) {
    problem(
      config,
      '`InputType` says how objects are read, but the ItemReader only lists them.',
      'Remove it, or add `"Transformation": "LOAD_AND_FLATTEN"`.',
    )
  }
  if (config.raw('CSVHeaderLocation') === 'GIVEN') config.require('CSVHeaders')
  if (type === 'CSV' && !config.has('CSVHeaderLocation')) {
    requireField(config, 'CSVHeaderLocation', 'Say `"FIRST_ROW"`, or `"GIVEN"` with `CSVHeaders`.')
  }
  if (type === 'JSON' || type === 'JSONL') {
    config.notSupported('CSVHeaderLocation', 'Only CSV files have headers. Remove it.')
    config.notSupported('CSVHeaders', 'Only CSV files have headers. Remove it.')
  }
  if (type === 'JSON' && config.raw('ManifestType') === 'ATHENA_DATA') {
    config.notSupported('ManifestType', 'The files that Athena unloads are `CSV`, `PARQUET` or `JSONL`.')
  }
}

function requireField(config: FieldReader, field: string, hint: string): void {
  config.report({
    ...aws('fieldIsRequired', { field }),
    path: config.at,
    mark: { kind: 'Key', at: config.at },
    hint,
  })
}

function problem(config: FieldReader, message: string, hint: string): void {
  config.report({
    code: 'SCHEMA_VALIDATION_FAILED',
    path: config.at,
    mark: { kind: 'Key', at: config.at },
    message,
    hint,
  })
}

function isForeign(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return code <= 0x20 || (code >= 0x7f && code <= 0x9f) || '?*<>{}[]:;,\\|^~$#%&"`/'.includes(character)
}
