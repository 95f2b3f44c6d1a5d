import { isJsonArray, type JsonObject } from '@/lib/json'
import { catchers } from '../catchers'
import { dataFlow, wholeInput } from '../data-flow'
import { type Decoder, number, object, oneOf, oneOfInAwsOrder, whole, wrong } from '../decode'
import { FieldReader } from '../field-reader'
import { jsonataSource } from '../jsonata'
import { onePlaceExpression } from '../paths'
import { retriers } from '../retriers'
import type { MapState, QueryLanguage, StateMachine, Template } from '../state-machine'
import { template } from '../templates'
import { transition } from '../transition'
import {
  itemBatcher,
  itemReader,
  label,
  numberOrPath,
  resultWriter,
  warnDistributedOnly,
} from './distributed-map'
import type { StateReading } from './read-state'

export function readMap({ base, fields, readMachine }: StateReading<'Map'>): MapState {
  const language = base.queryLanguage
  const isLegacy = fields.has('Iterator') && !fields.has('ItemProcessor')
  fields.exactlyOne(
    ['ItemProcessor', 'Iterator'],
    'Add `ItemProcessor`: the states that every item goes through.',
  )
  fields.exclusive('ItemSelector', 'Parameters')
  fields.exclusive('ItemsPath', 'Items')
  const at = fields.site(isLegacy ? 'Iterator' : 'ItemProcessor').at
  const processor = fields.read(isLegacy ? 'Iterator' : 'ItemProcessor', object) ?? {}
  const config = processorConfig(processor, at, fields)
  if (config.mode === 'INLINE') warnDistributedOnly(fields)
  const itemSelector = selector(fields, language)
  const toleratedFailureCount = numberOrPath(fields, 'ToleratedFailureCount', whole(0), language)
  const toleratedFailurePercentage = numberOrPath(
    fields,
    'ToleratedFailurePercentage',
    number(0, 100),
    language,
  )
  return {
    ...base,
    processor: isEmpty(processor, fields) ? emptyMachine(at) : readMachine(processor, at, 'ItemProcessor'),
    ...config,
    ...distributedFields(fields, language),
    ...items(fields, language),
    maxConcurrency: numberOrPath(fields, 'MaxConcurrency', whole(0), language) ?? {
      kind: 'Literal',
      value: 0,
    },
    flow: withoutParameters(dataFlow(fields, language)),
    retriers: retriers(fields, language),
    catchers: catchers(fields, language),
    ...transition(fields),
    ...(itemSelector === undefined ? {} : { itemSelector }),
    ...(toleratedFailureCount === undefined ? {} : { toleratedFailureCount }),
    ...(toleratedFailurePercentage === undefined ? {} : { toleratedFailurePercentage }),
  }
}

/** A missing processor was reported already; its missing fields need not be. */
function isEmpty(processor: JsonObject, fields: FieldReader): boolean {
  return Object.keys(processor).length === 0 && !fields.has('ItemProcessor') && !fields.has('Iterator')
}

function emptyMachine(at: string): StateMachine {
  return { at, queryLanguage: 'JSONPath', startAt: '', states: new Map() }
}

type ProcessorConfig = Pick<MapState, 'mode' | 'executionType'>

function processorConfig(processor: JsonObject, at: string, fields: FieldReader): ProcessorConfig {
  const inside = new FieldReader(processor, at, fields.report)
  const config = inside.read('ProcessorConfig', object)
  if (!config) return { mode: 'INLINE', executionType: 'STANDARD' }
  const reader = new FieldReader(config, inside.site('ProcessorConfig').at, fields.report)
  reader.expect('ProcessorConfig', 'JSONPath')
  const written = reader.read('Mode', oneOf('INLINE', 'DISTRIBUTED'))
  const mode = written ?? 'INLINE'
  if (mode === 'DISTRIBUTED') reader.require('ExecutionType')
  else if (written || !reader.has('Mode')) {
    reader.notSupported('ExecutionType', 'Only the children of a distributed Map have a type. Remove it.')
  }
  return {
    mode,
    executionType: reader.readOr('ExecutionType', oneOfInAwsOrder('STANDARD', 'EXPRESS'), 'STANDARD'),
  }
}

type DistributedFields = Pick<MapState, 'label' | 'itemReader' | 'itemBatcher' | 'resultWriter'>

function distributedFields(fields: FieldReader, language: QueryLanguage): DistributedFields {
  const name = fields.read('Label', label)
  const reader = fields.read('ItemReader', itemReader(language))
  const batcher = fields.read('ItemBatcher', itemBatcher(language))
  const writer = fields.read('ResultWriter', resultWriter(language))
  return {
    ...(name !== undefined && { label: name }),
    ...(reader && { itemReader: reader }),
    ...(batcher && { itemBatcher: batcher }),
    ...(writer && { resultWriter: writer }),
  }
}

function items(fields: FieldReader, language: QueryLanguage): { items?: Template } {
  if (language === 'JSONPath') {
    const expression = fields.readOr('ItemsPath', onePlaceExpression, { kind: 'JSONPath', path: wholeInput })
    return { items: { kind: 'Expression', expression } }
  }
  const read = fields.read('Items', arrayOrExpression)
  return read === undefined ? {} : { items: read }
}

/** `Items`: an array, in which expressions may stand, or an expression that gives one. */
const arrayOrExpression: Decoder<Template> = (value, site) =>
  isJsonArray(value) || jsonataSource(value) !== undefined
    ? template('JSONata')(value, site)
    : wrong(value, site, 'an array, or an expression that gives one')

/** `ItemSelector`, or `Parameters` under its old name. */
function selector(fields: FieldReader, language: QueryLanguage): Template | undefined {
  const current = fields.read('ItemSelector', template(language))
  return current ?? (language === 'JSONPath' ? fields.read('Parameters', template(language)) : undefined)
}

function withoutParameters(flow: MapState['flow']): MapState['flow'] {
  if (flow.language === 'JSONata') return flow
  const { parameters: _, ...rest } = flow
  return rest
}
