import type { JsonObject, JsonValue } from '@/lib/json'
import type { Surroundings } from './answer'

/** What SNS and EventBridge send to: a queue, a function, a topic or a state machine of the account. */
export interface DeliveryTarget {
  queue?: string
  function?: string
  topic?: string
  machine?: string
  /** The group of a message in a FIFO queue. */
  groupId?: string
}

export interface DeliveryHappening {
  kind: 'Delivered'
  target: DeliveryTarget
  /** A queue and a topic get it as text. */
  body: JsonValue
  attributes?: Readonly<Record<string, JsonObject>>
}

/** It arrives. A target that is not there gets nothing, and nobody hears of it; so it is on AWS without a dead-letter queue. */
export async function delivered(
  { target, body, attributes = {} }: DeliveryHappening,
  around: Surroundings,
): Promise<void> {
  const { account, agenda, at, ids } = around
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const queue = target.queue === undefined ? undefined : account.queues.get(target.queue)
  if (queue) {
    const { deliver } = await import('./sqs/send-message')
    const { groupId } = target
    const ofGroup = queue.isFifo && { groupId: groupId ?? 'default', deduplicationId: ids.uuid() }
    deliver(queue, { body: text, attributes, ...ofGroup }, around)
  }
  if (target.function !== undefined && account.functions.has(target.function)) {
    agenda.at(at, { kind: 'FunctionRuns', function: target.function, event: body, attempt: 0 })
  }
  if (target.topic !== undefined && account.topics.has(target.topic)) {
    const { publishTo } = await import('./sns/publish')
    publishTo(target.topic, { message: text }, around)
  }
  if (target.machine !== undefined && account.machines.has(target.machine)) {
    const { machineArn, startExecution } = await import('./step-functions/executions')
    const stateMachineArn = machineArn(target.machine, account.accountId)
    await startExecution({ stateMachineArn, input: text }, around)
  }
}
