import type { JsonValue } from '@/lib/json'
import { identifier } from './machine'

/** What stands for what: `PriceOrderFunctionArn` for `arn:aws:lambda:…:function:price-order`. */
export type Substitutions = ReadonlyMap<string, string>

/** A whole text that names something in an account, by ARN or as the address of a queue. */
const NAMING =
  /^(?:arn:aws[a-z-]*:([a-z0-9-]+):[a-z0-9-]*:\d{12}:(.+)|https:\/\/(sqs)\.[a-z0-9-]+\.amazonaws\.com\/\d{12}\/(.+))$/

/**
 * The definition with a placeholder such as `${PriceOrderFunctionArn}` wherever a text as a whole names something in
 * an account, because it is called otherwise in the account it goes to. ARNs within expressions stay as they are.
 */
export function substituted(definition: JsonValue): { definition: JsonValue; substitutions: Substitutions } {
  const named = new Map<string, string>()
  const taken = new Map<string, string>()
  const placeholder = (text: string): string => {
    const known = named.get(text)
    if (known !== undefined) return known
    const base = nameFor(text)
    let name = base
    for (let count = 2; taken.has(name); count++) name = `${base}${count}`
    taken.set(name, text)
    named.set(text, name)
    return name
  }
  const walk = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') return NAMING.test(value) ? `\${${placeholder(value)}}` : value
    if (Array.isArray(value)) return value.map(walk)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, walk(member)]))
  }
  return { definition: walk(definition), substitutions: taken }
}

const KINDS: Readonly<Record<string, string>> = {
  lambda: 'Function',
  sqs: 'Queue',
  sns: 'Topic',
  states: '',
  events: '',
  dynamodb: '',
}

function nameFor(text: string): string {
  const [, service = '', rest = '', queueService, queue = ''] = NAMING.exec(text) ?? []
  if (queueService !== undefined) return `${identifier(queue)}QueueUrl`
  const words = rest.split(/[:/]/).filter((word) => !['function', 'stateMachine', 'activity'].includes(word))
  const kind = rest.startsWith('stateMachine')
    ? 'StateMachine'
    : rest.startsWith('activity')
      ? 'Activity'
      : ''
  return `${identifier(words.slice(0, 3).join(' '))}${kind || (KINDS[service] ?? identifier(service))}Arn`
}
