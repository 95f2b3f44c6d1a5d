import { isJsonArray, isJsonObject, type JsonObject } from '@/lib/json'
import type { Reply } from '@/lib/services'
import type { Call } from '../operations/operation'
import type { SandboxSession } from '../sandbox'
import { frameworkError, notSimulated, type WireAnswer, type WireService } from './answer'

/** SQS: the operations that the simulated service has. Its requests are the same in both of its protocols. */
export const sqs: WireService = async (sandbox, body, call) => {
  if (!isJsonObject(body)) return frameworkError('SerializationException')
  const { operation } = call
  const reply =
    operation === 'ReceiveMessage'
      ? await receive(sandbox, body, call)
      : await sandbox.callService('sqs', `${operation.charAt(0).toLowerCase()}${operation.slice(1)}`, body)
  if (reply.ok) return { ok: true, response: reply.response }
  if ('notSimulated' in reply) return notSimulated(reply.notSimulated)
  const { code, message, status } = reply.error
  return refusal(code, message, status)
}

/** A long poll looks again whenever something happened in the account, and a last time when the wait is over. */
async function receive(sandbox: SandboxSession, request: JsonObject, { abandoned }: Call): Promise<Reply> {
  const look = () => sandbox.callService('sqs', 'receiveMessage', request)
  const waitMs = Number(request.WaitTimeSeconds ?? 0) * 1000
  const begun = { here: Date.now(), there: await sandbox.now() }
  for (let reply = await look(); ; reply = await look()) {
    // The sandbox's clock may run ahead of ours.
    const waited = Math.max(Date.now() - begun.here, (await sandbox.now()) - begun.there)
    if (!reply.ok || isJsonArray(reply.response.Messages) || !(waited < waitMs) || abandoned?.aborted)
      return reply
    await sandbox.accountChanges({ waitMs: waitMs - waited, ...(abandoned && { abandoned }) })
  }
}

/** Shapes of the API's model by the codes of the older protocol, which the simulated service uses. */
const shapes: ReadonlyMap<string, string> = new Map([
  ['AWS.SimpleQueueService.NonExistentQueue', 'QueueDoesNotExist'],
  ['AWS.SimpleQueueService.EmptyBatchRequest', 'EmptyBatchRequest'],
  ['AWS.SimpleQueueService.TooManyEntriesInBatchRequest', 'TooManyEntriesInBatchRequest'],
  ['AWS.SimpleQueueService.InvalidBatchEntryId', 'InvalidBatchEntryId'],
  ['AWS.SimpleQueueService.BatchEntryIdsNotDistinct', 'BatchEntryIdsNotDistinct'],
  ['AWS.SimpleQueueService.BatchRequestTooLong', 'BatchRequestTooLong'],
  ['AWS.SimpleQueueService.MessageNotInflight', 'MessageNotInflight'],
  ['AWS.SimpleQueueService.PurgeQueueInProgress', 'PurgeQueueInProgress'],
  ['InvalidAttributeName', 'InvalidAttributeName'],
  ['InvalidMessageContents', 'InvalidMessageContents'],
  ['ReceiptHandleIsInvalid', 'ReceiptHandleIsInvalid'],
])

/** Codes without a shape come from AWS's framework in the JSON protocol. */
const framework: ReadonlyMap<string, string> = new Map([
  ['InvalidParameterValue', 'InvalidParameterValueException'],
  ['MissingParameter', 'MissingRequiredParameterException'],
])

function refusal(code: string, message: string, status: number): WireAnswer {
  const shape = shapes.get(code)
  const type = shape
    ? `com.amazonaws.sqs#${shape}`
    : `com.amazon.coral.service#${framework.get(code) ?? code}`
  return { ok: false, error: { type, message, status, queryCode: code } }
}
