import { isJsonObject, type JsonObject, type JsonValue, jsonOrText } from '@/lib/json'
import type { FaultSetup } from '../account'
import type { Surroundings } from '../answer'
import { faultOn } from '../faults'
import { type Message, type Queue, queueArn } from './queue'

/** What the exercise orders to go wrong when a function receives these messages from its queue. */
export interface DeliveryFaults {
  /** They come once more, although the function did its work. */
  duplicated: ReadonlySet<Message>
  /** The function cannot do them, however often it tries. */
  poisoned: ReadonlyMap<Message, FaultSetup>
  /** Lambda starts no instance; the messages come again when they are visible again. */
  isThrottled: boolean
  /** The function takes so much longer. */
  slowMs: number
}

const SLOW_SECONDS = 5

/** @throws when the exercise orders a fault that no delivery can have. */
export function deliveryFaults(
  queue: Queue,
  batch: readonly Message[],
  around: Surroundings,
): DeliveryFaults {
  const duplicated = new Set<Message>()
  const poisoned = new Map<Message, FaultSetup>()
  let isThrottled = false
  let slowMs = 0
  const on = queueArn(queue.name, around.account.accountId)
  for (const message of batch) {
    const fault = faultOn(on, (where) => recordOf(message, where), around)
    if (!fault) continue
    switch (fault.fault) {
      case 'Duplicate':
        // What comes again has come twice then: it is not doubled without an end.
        if (message.receiveCount === 1) duplicated.add(message)
        break
      case 'Poison':
        poisoned.set(message, fault)
        break
      case 'Throttle':
        isThrottled = true
        break
      case 'Slow':
        slowMs = Math.max(slowMs, (fault.seconds ?? SLOW_SECONDS) * 1000)
        break
      default:
        throw new Error(`What a function receives from a queue cannot have the fault "${fault.fault}".`)
    }
  }
  return { duplicated, poisoned, isThrottled, slowMs }
}

/** A message as `where` of a fault sees it: where that asks for a body that is no text, the body is read as JSON. */
function recordOf({ body, groupId }: Message, where: JsonValue | undefined): JsonObject {
  const asks = isJsonObject(where) ? where.body : undefined
  return {
    body: asks === undefined || typeof asks === 'string' ? body : jsonOrText(body),
    ...(groupId !== undefined && { groupId }),
  }
}
