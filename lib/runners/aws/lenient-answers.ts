import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { SFNClient } from '@aws-sdk/client-sfn'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'

/**
 * Lets a client read the answers of servers that stand in for AWS and write some members in other ways than AWS, which
 * the SDK refuses or passes on as they are.
 */
export function readLenientAnswers(client: SFNClient): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args)
      const response = result.response as { statusCode?: number; body?: unknown }
      if (response.statusCode === 200 && response.body instanceof Readable) {
        response.body = Readable.from([Buffer.from(asAwsWrites(await text(response.body)))])
      }
      return result
    },
    // The last one before the request goes out is the first to see the answer.
    { step: 'deserialize', priority: 'low', name: 'lenientAnswers' },
  )
}

/** Members of Step Functions' answers that are moments: on AWS seconds since 1970. */
const MOMENTS = new Set(['startDate', 'stopDate', 'creationDate', 'updateDate', 'redriveDate', 'timestamp'])
const NUMBERS = new Set(['id', 'previousEventId'])
/** On AWS a text; what is in it is the learner's, whatever its members are called. */
const TEXTS = new Set(['input', 'output', 'parameters', 'definition'])

/** Seconds since 1970 that are more than this, in the year 5138, are milliseconds. */
const MOST_SECONDS = 1e11

/** The JSON text of an answer with its members as AWS writes them; any other text as it is. */
export function asAwsWrites(body: string): string {
  let answer: JsonValue
  try {
    answer = JSON.parse(body)
  } catch {
    return body
  }
  return JSON.stringify(walked(answer))
}

function walked(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(walked)
  if (!isJsonObject(value)) return value
  const made: JsonObject = Object.fromEntries(
    Object.entries(value).map(([name, given]): [string, JsonValue] => [name, member(name, given)]),
  )
  return made
}

function member(name: string, given: JsonValue): JsonValue {
  if (MOMENTS.has(name)) return seconds(given)
  if (NUMBERS.has(name)) return isNumeric(given) ? Number(given) : given
  if (TEXTS.has(name)) return typeof given === 'string' || given === null ? given : JSON.stringify(given)
  return walked(given)
}

function seconds(given: JsonValue): JsonValue {
  if (typeof given === 'number' || isNumeric(given)) {
    const at = Number(given)
    return Math.abs(at) > MOST_SECONDS ? at / 1000 : at
  }
  const instant = typeof given === 'string' ? Date.parse(given) : Number.NaN
  return Number.isNaN(instant) ? given : instant / 1000
}

function isNumeric(given: JsonValue): given is string {
  return typeof given === 'string' && /^\d+(\.\d+)?$/.test(given)
}
