import type { TaskToken } from '@/lib/asl'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import type { CallbackAct } from '../account'
import type { Call, Surroundings } from '../answer'
import { includes } from '../includes'
import { runNamed } from '../lambda'
import type { Operation, Reply } from '../service'
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './task-tokens'

/** A callback client does its next act. */
export interface CallbackHappening {
  kind: 'CallbackActs'
  /** Its place among `callbacks` of the account's setup, and the act's place in it. */
  client: number
  act: number
  /** The token as the client read it. */
  taskToken: TaskToken
  /** The request that it was sent in. */
  request: JsonValue
}

/** One call of a client to Step Functions and what it was answered. */
export interface CallbackCall {
  at: number
  client: string
  action: string
  answer: string
}

const DEPTH = 12

/**
 * Whoever reads the message answers the task as the exercise says. A client knows no token but the one in the
 * request: a definition that forgets to send it waits in vain, as on AWS.
 */
export function callClients(call: Call, spoken: string, around: Surroundings, readAt: number): void {
  const { taskToken, payload } = call
  const clients = around.account.setup.callbacks ?? []
  const client = clients.findIndex(
    ({ on, where }) => on === spoken && (where === undefined || includes(where, payload)),
  )
  const acts = clients[client]?.acts
  if (!acts || taskToken === undefined || !mentions(payload, taskToken, DEPTH)) return
  for (const [act, { afterSeconds }] of acts.entries()) {
    const due = readAt + afterSeconds * 1000
    around.agenda.at(due, { kind: 'CallbackActs', client, act, taskToken, request: payload })
  }
}

/** The act that was appointed. */
export async function clientActs(happening: CallbackHappening, around: Surroundings): Promise<void> {
  const client = around.account.setup.callbacks?.[happening.client]
  const act = client?.acts[happening.act]
  if (!client || !act) return
  const { action, operation, request } = await requestOf(act, happening, around)
  const reply = await operation(request, around)
  const { callbackCalls } = around.account
  if (callbackCalls.length < 1000)
    callbackCalls.push({ at: around.at, client: client.on, action, answer: spokenReply(reply) })
}

async function requestOf(
  act: CallbackAct,
  { taskToken: read, request }: CallbackHappening,
  around: Surroundings,
): Promise<{ action: string; operation: Operation; request: JsonObject }> {
  const taskToken = act.token ?? read
  if (act.function !== undefined) {
    const outcome = await runNamed(act.function, request, around)
    if (outcome.ok) {
      const output = JSON.stringify(outcome.output)
      return { action: 'SendTaskSuccess', operation: sendTaskSuccess, request: { taskToken, output } }
    }
    const failure = outcome.failure
    return { action: 'SendTaskFailure', operation: sendTaskFailure, request: { taskToken, ...failure } }
  }
  const { output = {}, error, cause } = act
  switch (act.send) {
    case 'Heartbeat':
      return { action: 'SendTaskHeartbeat', operation: sendTaskHeartbeat, request: { taskToken } }
    case 'Failure': {
      const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) }
      return { action: 'SendTaskFailure', operation: sendTaskFailure, request: { taskToken, ...failure } }
    }
    default: {
      const text = JSON.stringify(output)
      return { action: 'SendTaskSuccess', operation: sendTaskSuccess, request: { taskToken, output: text } }
    }
  }
}

function spokenReply(reply: Reply): string {
  if (reply.ok) return 'OK'
  return 'error' in reply ? `${reply.error.code}: ${reply.error.message}` : reply.notSimulated
}

/** Whether a text within has the token. */
function mentions(value: JsonValue, token: TaskToken, depth: number): boolean {
  if (typeof value === 'string') return value.includes(token)
  if (depth === 0) return false
  if (isJsonArray(value)) return value.some((member) => mentions(member, token, depth - 1))
  return isJsonObject(value) && Object.values(value).some((member) => mentions(member, token, depth - 1))
}
