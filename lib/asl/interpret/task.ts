import { isJsonObject, type JsonValue } from '@/lib/json'
import type { Expression, JsonataExpression, Resource, TaskState } from '../parse/state-machine'
import { type Awaitable, after } from './awaitable'
import { effectiveInput, exitWithResult, workInput } from './data-flow'
import { type Entry, evaluate, fill } from './entry'
import { runtimeFailure } from './failure'
import { taskTokenFor } from './identity'
import { computedSeconds, unacceptable, unexpectedType } from './jsonata'
import type { Move } from './move'
import { pathText, valueText } from './shown'
import type { TaskToken } from './signal'

/** One call that a Task state asks for: one per try. */
export interface TaskRequest {
  taskToken: TaskToken
  resource: Resource
  resourceArn: string
  payload: JsonValue
  timeoutSeconds?: number
  heartbeatSeconds?: number
  /** The role of `Credentials`. */
  credentialsRoleArn?: string
}

/** Computes what the call needs; `perform` schedules it. Every try does this anew, with a token of its own. */
export function enterTask(state: TaskState, entry: Entry): Awaitable<Move> {
  const taskToken = nextTaskToken(entry)
  const input = effectiveInput(entry, state.flow)
  const extras = waitsForToken(state.resource) ? { taskToken } : {}
  return after(workInput(entry, state.flow, extras), (payload) =>
    after(secondsOf(entry, 'TimeoutSeconds', state.timeoutSeconds, input), (timeoutSeconds) =>
      after(secondsOf(entry, 'HeartbeatSeconds', state.heartbeatSeconds, input), (heartbeatSeconds) =>
        after(credentialsRole(state, entry, input), (credentialsRoleArn) => {
          const { resource, resourceArn } = state
          const refusal = entry.execution.refuse?.({ resource, resourceArn, payload })
          if (refusal !== undefined) throw runtimeFailure(entry.visit, refusal)
          const task: TaskRequest = {
            taskToken,
            resource,
            resourceArn,
            payload,
            ...(timeoutSeconds !== undefined && { timeoutSeconds }),
            ...(heartbeatSeconds !== undefined && { heartbeatSeconds }),
            ...(credentialsRoleArn !== undefined && { credentialsRoleArn }),
          }
          return { do: 'Schedule', task }
        }),
      ),
    ),
  )
}

/** The service has answered: ResultSelector, Assign and so on decide what is passed on. */
export function taskSucceeded(state: TaskState, entry: Entry, result: JsonValue): Awaitable<Move> {
  entry.inspect?.('result', result)
  return exitWithResult(entry, state.flow, result, state.then)
}

function nextTaskToken({ execution }: Entry): TaskToken {
  return taskTokenFor(execution.identity.seed, execution.counts.tasks++)
}

function waitsForToken(resource: Resource): boolean {
  return resource.kind === 'Integration' && resource.pattern === 'waitForTaskToken'
}

function secondsOf(
  entry: Entry,
  field: 'TimeoutSeconds' | 'HeartbeatSeconds',
  expression: Expression<number> | undefined,
  input: JsonValue,
): Awaitable<number | undefined> {
  if (!expression) return undefined
  return after(evaluate(entry, expression, input), (value) => {
    if (expression.kind === 'JSONata') return timeLimit(entry, field, expression, value)
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value
    const shown = `${pathText(expression)} == ${valueText(value)}`
    throw runtimeFailure(entry.visit, `The time-out is not a positive integer: ${shown}`)
  })
}

/** An expression may come to 0, which a definition cannot say (tried for tiny-asl-machine, words included). */
function timeLimit(entry: Entry, field: string, expression: JsonataExpression, value: JsonValue): number {
  if (typeof value !== 'number') throw unexpectedType(entry, expression, 'number', value)
  if (Number.isInteger(value)) return computedSeconds(entry, field, expression, value)
  throw unacceptable(entry, expression, `The ${field} field cannot be parsed as an integer: ${value}`)
}

function credentialsRole(state: TaskState, entry: Entry, input: JsonValue): Awaitable<string | undefined> {
  if (!state.credentials) return undefined
  return after(fill(entry, state.credentials, input), (credentials) => {
    const roleArn = isJsonObject(credentials) ? credentials.RoleArn : undefined
    if (typeof roleArn === 'string') return roleArn
    throw runtimeFailure(entry.visit, "The value of the field 'RoleArn' in Credentials is not a string.")
  })
}
