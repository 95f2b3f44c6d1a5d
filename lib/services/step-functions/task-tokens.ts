import type { Failure, Instant, TaskToken } from '@/lib/asl'
import { type JsonObject, type JsonValue, parsedJson } from '@/lib/json'
import type { Outcome } from '../agenda'
import type { Surroundings } from '../answer'
import type { Operation, Reply } from '../service'

/** A task that somebody outside has to answer, and what became of it. */
export interface PendingTask {
  taskToken: TaskToken
  executionArn: string
  stateName: string
  /** Words of its resource, such as `sqs:sendMessage.waitForTaskToken`, or the ARN of an activity. */
  resource: string
  input: JsonValue
  status: 'Waiting' | 'Succeeded' | 'Failed' | 'GivenUp'
  createdAt: Instant
  closedAt?: Instant
  heartbeats: number
  /** When the first of them came; absent without any. No event of a history tells of a heartbeat. */
  heartbeatsAt?: Instant[]
}

/** Of so many heartbeats of a task it is remembered when they came. */
const MOST_HEARTBEATS = 200

/** Bounds of the API reference. */
const ERROR_CHARACTERS = 256
export const CAUSE_CHARACTERS = 32_768
const OUTPUT_BYTES = 262_144

/** The token is looked at first: a bad output under a bad token is an invalid token (recorded). */
export const sendTaskSuccess: Operation = ({ taskToken, output }, around) => {
  const task = openTask(taskToken, around)
  if ('ok' in task) return task
  const value = parsed(output)
  if (value === undefined) return refused('InvalidOutput', "Invalid Output: 'Invalid output'")
  return settle(task, { ok: true, output: value }, around)
}

export const sendTaskFailure: Operation = ({ taskToken, error, cause }, around) => {
  const failure: Failure = {
    ...(typeof error === 'string' && { error }),
    ...(typeof cause === 'string' && { cause }),
  }
  for (const [name, atMost] of [
    ['error', ERROR_CHARACTERS],
    ['cause', CAUSE_CHARACTERS],
  ] as const) {
    if ((failure[name]?.length ?? 0) > atMost) return tooLong(name, atMost)
  }
  const task = openTask(taskToken, around)
  return 'ok' in task ? task : settle(task, { ok: false, failure }, around)
}

export const sendTaskHeartbeat: Operation = ({ taskToken }, around) => {
  const task = openTask(taskToken, around)
  if ('ok' in task) return task
  task.heartbeats += 1
  if (task.heartbeats <= MOST_HEARTBEATS) task.heartbeatsAt = [...(task.heartbeatsAt ?? []), around.at]
  around.agenda.at(around.at, { kind: 'TaskHeartbeat', taskToken: task.taskToken })
  return { ok: true, response: {} }
}

function settle(task: PendingTask, outcome: Outcome, around: Surroundings): Reply {
  task.status = outcome.ok ? 'Succeeded' : 'Failed'
  task.closedAt = around.at
  around.agenda.at(around.at, { kind: 'TaskSettled', taskToken: task.taskToken, outcome })
  return { ok: true, response: {} }
}

/**
 * The task under this token, as long as it waits. One that was answered already, or that timed out or was aborted,
 * is refused with the same words: `TaskTimedOut` covers both (API reference of SendTaskSuccess).
 */
function openTask(taskToken: JsonValue | undefined, { account }: Surroundings): PendingTask | Reply {
  const task = typeof taskToken === 'string' ? account.pendingTasks.get(taskToken) : undefined
  if (!task) return refused('InvalidToken', "Invalid Token: 'Invalid token'")
  return task.status === 'Waiting'
    ? task
    : refused('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'")
}

/** In the service's words (irothschild/stefuna, pull request 8). */
function tooLong(name: string, atMost: number): Reply {
  const problem = `Value at '${name}' failed to satisfy constraint: Member must have length less than or equal to ${atMost}`
  return refused('ValidationException', `1 validation error detected: ${problem}`)
}

function refused(code: string, message: string): Reply {
  return { ok: false, error: { code, message, status: 400 } }
}

/** `output` is JSON text. */
function parsed(output: JsonValue | undefined): JsonValue | undefined {
  if (typeof output !== 'string' || new TextEncoder().encode(output).length > OUTPUT_BYTES) return undefined
  return parsedJson(output)
}

/** Nobody waits for the task any more: it timed out, or its branch or execution was ended. */
export function giveUpTask(tasks: ReadonlyMap<TaskToken, PendingTask>, token: TaskToken, at: Instant): void {
  const task = tasks.get(token)
  if (task?.status !== 'Waiting') return
  task.status = 'GivenUp'
  task.closedAt = at
}

/** What a request to the API holds of a value: strings as text, everything else as it is. */
export function apiOutcome(taskToken: TaskToken, outcome: Outcome): JsonObject {
  return outcome.ok
    ? { taskToken, output: JSON.stringify(outcome.output) }
    : { taskToken, ...outcome.failure }
}
