import type { JsonValue } from '@/lib/json'
import type { Expression, Resource, TaskState } from '../parse/state-machine'
import { evaluateExpression, fillTemplate } from '../query'
import { type Awaitable, after } from './awaitable'
import { effectiveInput, exitWithResult, workInput } from './data-flow'
import { type Entry, scopeOf, unwrap } from './entry'
import { runtimeFailure } from './failure'
import { taskTokenFor } from './identity'
import type { Move } from './move'
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

export function enterTask(state: TaskState, entry: Entry): Awaitable<Move> {
  const taskToken = nextTaskToken(entry)
  const extras = waitsForToken(state.resource) ? { taskToken } : {}
  return after(workInput(entry, state.flow, extras), (payload) =>
    after(effectiveInput(entry, state.flow), (input) => {
      const timeoutSeconds = secondsOf(entry, state.timeoutSeconds, input)
      const heartbeatSeconds = secondsOf(entry, state.heartbeatSeconds, input)
      const credentialsRoleArn = credentialsRole(state, entry, input)
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
  )
}

export function taskSucceeded(state: TaskState, entry: Entry, result: JsonValue): Awaitable<Move> {
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
  expression: Expression<number> | undefined,
  input: JsonValue,
): number | undefined {
  if (!expression) return undefined
  const value = unwrap(entry, evaluateExpression(expression, scopeOf(entry, input)))
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value
  throw runtimeFailure(
    entry.visit,
    `The time-out must be a positive integer, but was ${JSON.stringify(value)}.`,
  )
}

function credentialsRole(state: TaskState, entry: Entry, input: JsonValue): string | undefined {
  if (!state.credentials) return undefined
  const credentials = unwrap(entry, fillTemplate(state.credentials, scopeOf(entry, input)))
  const roleArn =
    typeof credentials === 'object' && credentials !== null && 'RoleArn' in credentials
      ? credentials.RoleArn
      : undefined
  if (typeof roleArn === 'string') return roleArn
  throw runtimeFailure(entry.visit, "The value of the field 'RoleArn' in Credentials is not a string.")
}
