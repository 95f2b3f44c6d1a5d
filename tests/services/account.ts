import type { Instant, Resource } from '@/lib/asl'
import type { HandlerOutcome, HandlerRequest } from '@/lib/handlers'
import type { JsonValue } from '@/lib/json'
import {
  type Account,
  type AccountSetup,
  type Answer,
  createAccount,
  type Happening,
  perform,
  type World,
} from '@/lib/services'

export const AT: Instant = Date.UTC(2026, 11, 1, 12)

/** Services are tested without QuickJS: the "source" of a function is the outcome of its handler, as JSON. */
function scriptedHandler({ source, event }: HandlerRequest): HandlerOutcome {
  const ending = source === 'echo' ? { kind: 'Returned', payload: event } : JSON.parse(source)
  return { billedMs: 20, ...ending, logs: [{ level: 'log', text: `called with ${JSON.stringify(event)}` }] }
}

export function account(setup: AccountSetup, seed = 1): Account {
  return createAccount(setup, { seed })
}

/** Nothing comes of what is put on the agenda, unless the test looks. */
export function worldAt(at: Instant, agenda: [Instant, Happening][] = []): World {
  return {
    at,
    runHandler: scriptedHandler,
    agenda: { at: (due, happening) => agenda.push([due, happening]) },
  }
}

/** The resource of `arn:aws:states:::WORDS`, such as `dynamodb:putItem` or `aws-sdk:dynamodb:putItem`. */
export function integration(words: string): Extract<Resource, { kind: 'Integration' }> {
  const parts = words.split(':')
  const isSdk = parts[0] === 'aws-sdk'
  const [service = '', rest = ''] = isSdk ? parts.slice(1) : parts
  const [action = '', pattern] = rest.split('.')
  return {
    kind: 'Integration',
    integration: isSdk ? 'aws-sdk' : 'optimized',
    service,
    action,
    pattern: pattern === 'waitForTaskToken' || pattern === 'sync' ? pattern : 'requestResponse',
    resourceType: isSdk ? `aws-sdk:${service}` : service,
    resource: rest,
  }
}

export async function call(owner: Account, words: string, payload: JsonValue, at = AT): Promise<Answer> {
  return perform(
    owner,
    { resource: integration(words), resourceArn: `arn:aws:states:::${words}`, payload },
    worldAt(at),
  )
}

/** An answer without what AWS makes up: request ids, trace ids, dates and checksums read `…`. */
export function steady(answer: Answer): JsonValue {
  const madeUp = new Set([
    'x-amzn-RequestId',
    'x-amzn-requestid',
    'RequestId',
    'Date',
    'X-Amzn-Trace-Id',
    'x-amz-crc32',
    'MessageId',
  ])
  const text = JSON.stringify(answer, (key, value: unknown) =>
    madeUp.has(key) ? (Array.isArray(value) ? ['…'] : '…') : value,
  )
  return JSON.parse(text.replace(/Request ID: [\w-]+/g, 'Request ID: …')) as JsonValue
}
