import type { JsonObject } from '@/lib/json'
import { catchers } from '../catchers'
import { dataFlow, wholeInput } from '../data-flow'
import { type Decoder, number, object, oneOf, text, whole } from '../decode'
import { FieldReader } from '../field-reader'
import { jsonataSource, literalOr } from '../jsonata'
import { pathExpression } from '../paths'
import { retriers } from '../retriers'
import type { Expression, MapState, QueryLanguage, StateMachine, Template } from '../state-machine'
import { template } from '../templates'
import { transition } from '../transition'
import type { StateReading } from './read-state'

/** Fields of a distributed Map, for which the interpreter is not ready. */
const distributedFields = ['ItemReader', 'ItemBatcher', 'ResultWriter']

export function readMap({ base, fields, readMachine }: StateReading<'Map'>): MapState {
  const language = base.queryLanguage
  const isLegacy = fields.has('Iterator') && !fields.has('ItemProcessor')
  if (!fields.exclusive('ItemProcessor', 'Iterator')) fields.require('ItemProcessor')
  fields.exclusive('ItemSelector', 'Parameters')
  fields.exclusive('ItemsPath', 'Items')
  fields.read('Label', text)
  for (const name of distributedFields) if (fields.has(name)) refuse(name, fields)

  const at = fields.site(isLegacy ? 'Iterator' : 'ItemProcessor').at
  const processor = fields.read(isLegacy ? 'Iterator' : 'ItemProcessor', object) ?? {}
  const itemSelector = selector(fields, language)
  const toleratedFailureCount = limit(fields, 'ToleratedFailureCount', whole(0), language)
  const toleratedFailurePercentage = limit(fields, 'ToleratedFailurePercentage', number(0, 100), language)
  return {
    ...base,
    processor: isEmpty(processor, fields) ? emptyMachine(at) : readMachine(processor, at, 'ItemProcessor'),
    mode: mode(processor, at, fields),
    items: items(fields, language),
    maxConcurrency: limit(fields, 'MaxConcurrency', whole(0), language) ?? { kind: 'Literal', value: 0 },
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

function mode(processor: JsonObject, at: string, fields: FieldReader): MapState['mode'] {
  const inside = new FieldReader(processor, at, fields.report)
  const config = inside.read('ProcessorConfig', object)
  if (!config) return 'INLINE'
  const reader = new FieldReader(config, inside.site('ProcessorConfig').at, fields.report)
  reader.read('ExecutionType', oneOf('STANDARD', 'EXPRESS'))
  return reader.readOr('Mode', oneOf('INLINE', 'DISTRIBUTED'), 'INLINE')
}

function items(fields: FieldReader, language: QueryLanguage): Expression {
  const all: Expression = { kind: 'JSONPath', path: wholeInput }
  return language === 'JSONPath'
    ? fields.readOr('ItemsPath', pathExpression, all)
    : fields.readOr('Items', jsonataItems, all)
}

/** An array, or an expression that gives one. */
const jsonataItems: Decoder<Expression> = (value, site) => {
  const source = typeof value === 'string' ? jsonataSource(value) : undefined
  return source === undefined ? { kind: 'Literal', value } : { kind: 'JSONata', source, at: site.at }
}

/** `ItemSelector`, or `Parameters` under its old name. */
function selector(fields: FieldReader, language: QueryLanguage): Template | undefined {
  const current = fields.read('ItemSelector', template(language))
  return current ?? (language === 'JSONPath' ? fields.read('Parameters', template(language)) : undefined)
}

function limit(
  fields: FieldReader,
  name: 'MaxConcurrency' | 'ToleratedFailureCount' | 'ToleratedFailurePercentage',
  decode: Decoder<number>,
  language: QueryLanguage,
): Expression<number> | undefined {
  fields.exclusive(name, `${name}Path`)
  const literal = fields.read(name, literalOr(language, decode))
  return literal ?? (language === 'JSONPath' ? fields.read(`${name}Path`, pathExpression) : undefined)
}

function withoutParameters(flow: MapState['flow']): MapState['flow'] {
  if (flow.language === 'JSONata') return flow
  const { parameters: _, ...rest } = flow
  return rest
}

function refuse(name: string, fields: FieldReader): void {
  const { at } = fields.site(name)
  fields.report({
    code: 'NOT_SUPPORTED_YET',
    path: at,
    mark: { kind: 'Key', at },
    message: `Stepwise cannot run \`${name}\` yet. On AWS it is a field of the distributed Map.`,
    hint: 'Use an inline Map, which takes its items from the input by `ItemsPath`.',
  })
}
