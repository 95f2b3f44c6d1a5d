import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { ACCOUNT_ID, type AccountSetup } from '@/lib/sandbox'

/** What the simulated account calls its Region. */
const SANDBOX_REGION = 'us-east-1'

/** An account as a run finds it on AWS. */
export interface RealPlace {
  /** Before every name that this run makes: `stepwise-k3f9x2ab`. */
  prefix: string
  partition: string
  region: string
  accountId: string
  /** As SQS gave them: a server that stands in has addresses of its own. By name in the exercise. */
  queueUrls: Readonly<Record<string, string>>
}

/** The name that a thing of the exercise has in the real account. */
export function realName(prefix: string, name: string): string {
  return `${prefix}-${name}`
}

/** Members of parameters that name a thing of one service without an ARN. */
const NAMING: Readonly<Record<string, keyof AccountSetup>> = {
  FunctionName: 'functions',
  TableName: 'tables',
  QueueName: 'queues',
  EventBusName: 'buses',
}

/**
 * A definition or an input of the exercise, in the words of the real account: its ARNs, its queues' addresses, and the
 * names that stand in parameters. Names that a definition computes from other data stay as they are.
 */
export function toReal(value: JsonValue, account: AccountSetup, place: RealPlace): JsonValue {
  const translate = (text: string) => realText(text, account, place)
  const walk = (part: JsonValue, key: string): JsonValue => {
    if (typeof part === 'string') {
      const kind = Object.hasOwn(NAMING, key) ? NAMING[key] : undefined
      if (kind && hasOwn(account[kind], part)) return realName(place.prefix, part)
      return translate(part)
    }
    if (isJsonArray(part)) return part.map((item) => walk(item, key))
    if (!isJsonObject(part)) return part
    return Object.fromEntries(
      Object.entries(part).map(([name, item]): [string, JsonValue] => {
        // The tables of a batch stand as members.
        const isTable = key === 'RequestItems' && hasOwn(account.tables, name)
        return [isTable ? realName(place.prefix, name) : name, walk(item, name)]
      }),
    )
  }
  return walk(value, '')
}

/** Of an ARN of the sandbox: service, kind with its separator, name, rest. */
const SANDBOX_ARN = new RegExp(
  `arn:aws:([a-z0-9-]+):(${SANDBOX_REGION})?:${ACCOUNT_ID}:((?:function|stateMachine|execution|activity|table|event-bus|role)[:/])?([\\w*?-]+(?:\\.[\\w*?-]+)*)`,
  'g',
)
const SANDBOX_QUEUE = new RegExp(
  `https://sqs\\.${SANDBOX_REGION}\\.amazonaws\\.com/${ACCOUNT_ID}/([\\w-]+(?:\\.[\\w-]+)*)`,
  'g',
)

function realText(text: string, account: AccountSetup, place: RealPlace): string {
  const { prefix, partition, region, accountId, queueUrls } = place
  return text
    .replace(
      SANDBOX_QUEUE,
      (_, name: string) =>
        (Object.hasOwn(queueUrls, name) ? queueUrls[name] : undefined) ??
        `https://sqs.${region}.amazonaws.com/${accountId}/${realName(prefix, name)}`,
    )
    .replace(
      SANDBOX_ARN,
      (_, service: string, inRegion: string | undefined, kind: string | undefined, name: string) => {
        const real = isOurs(name, account) || isPattern(name) ? realName(prefix, name) : name
        return `arn:${partition}:${service}:${inRegion ? region : ''}:${accountId}:${kind ?? ''}${real}`
      },
    )
}

/** Of a policy: a name with a wildcard in it means names of the exercise; a wildcard alone means all. */
function isPattern(name: string): boolean {
  return /[*?]/.test(name) && /[^*?]/.test(name)
}

function isOurs(name: string, account: AccountSetup): boolean {
  const { functions, tables, queues, topics, buses, machines, activities } = account
  return [functions, tables, queues, topics, buses, machines, activities].some((things) =>
    hasOwn(things, name),
  )
}

/**
 * What AWS said, in the words of the exercise: so that a check about `arn:…:111122223333:function:price-order` holds
 * for a function that has another name, account and Region there.
 */
export function fromReal(value: JsonValue, place: RealPlace): JsonValue {
  const { prefix, accountId } = place
  const ownPrefix = `${prefix}-`
  const arn = new RegExp(`arn:aws[\\w-]*:([a-z0-9-]+):([a-z0-9-]*):${accountId || '\\d{12}'}:`, 'g')
  const urls = Object.entries(place.queueUrls)
  const text = (from: string): string => {
    let made = from
    for (const [name, url] of urls) {
      made = made.replaceAll(url, `https://sqs.${SANDBOX_REGION}.amazonaws.com/${ACCOUNT_ID}/${name}`)
    }
    return made
      .replace(
        arn,
        (_, service: string, region: string) =>
          `arn:aws:${service}:${region === '' ? '' : SANDBOX_REGION}:${ACCOUNT_ID}:`,
      )
      .replaceAll(ownPrefix, '')
  }
  const walk = (part: JsonValue): JsonValue => {
    if (typeof part === 'string') return text(part)
    if (isJsonArray(part)) return part.map(walk)
    if (!isJsonObject(part)) return part
    return Object.fromEntries(
      Object.entries(part).map(([name, item]) => [text(name), walk(item)]),
    ) as JsonObject
  }
  return walk(value)
}

function hasOwn(things: object | undefined, name: string): boolean {
  return things !== undefined && Object.hasOwn(things, name)
}
