import type { JsonObject } from '@/lib/json'
import type { Surroundings } from '../answer'
import type { Account } from '../create-account'
import { memberOf, refuse } from '../operation'
import { parseQueueUrl, type Queue } from './queue'

/** The queue that a request names by its URL. @throws a refusal */
export function queueOf(request: JsonObject, { account }: Surroundings): Queue {
  const url = memberOf(request, 'QueueUrl')
  if (typeof url !== 'string' || url === '') missing('QueueUrl')
  const read = parseQueueUrl(url, account.accountId)
  return queueNamed(read.kind === 'Queue' ? read.name : '', account)
}

export function queueNamed(name: string, { queues }: Account): Queue {
  return (
    queues.get(name) ??
    refuse('AWS.SimpleQueueService.NonExistentQueue', 'The specified queue does not exist.')
  )
}

export function missing(parameter: string): never {
  refuse('MissingParameter', `The request must contain the parameter ${parameter}.`)
}

export function invalidValue(value: unknown, parameter: string, reason: string): never {
  refuse(
    'InvalidParameterValue',
    `Value ${String(value)} for parameter ${parameter} is invalid. Reason: ${reason}`,
  )
}

/** A whole number of seconds or things within bounds, or the preset. @throws a refusal */
export function within(
  request: JsonObject,
  name: string,
  { least, most, preset }: { least: number; most: number; preset: number },
): number {
  const value = memberOf(request, name)
  if (value === undefined) return preset
  const number = typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isInteger(number) || number < least || number > most)
    invalidValue(value, name, `Must be >= ${least} and <= ${most}, if provided.`)
  return number
}
