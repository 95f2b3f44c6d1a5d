import type { ExecutionOptions, Instant, State } from '@/lib/asl'
import { isJsonObject, type JsonObject, type JsonValue, ownMember } from '@/lib/json'
import { jsonText } from './json-text'
import { invalid, invalidInOurWords } from './request'
import { LONE_STATE } from './tested-state'

/** What a context object of the caller's own may hold. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, 'string' | 'integer' | 'any'>>>> = {
  Execution: {
    Id: 'string',
    Input: 'any',
    Name: 'string',
    RoleArn: 'string',
    StartTime: 'string',
    RedriveCount: 'integer',
    RedriveTime: 'string',
  },
  State: { EnteredTime: 'string', Name: 'string', RetryCount: 'integer' },
  StateMachine: { Id: 'string', Name: 'string' },
  Task: { Token: 'string' },
}

/** The caller's context object: `$$` is this and nothing else (recorded, also when it is empty). */
export function givenContext(text: string, state: State): JsonObject {
  const context = jsonText(text, 'context')
  if (!isJsonObject(context)) throw invalidInOurWords('The context object is not a JSON object.')
  for (const [name, value] of Object.entries(context)) checkField(name, value)
  if (Object.hasOwn(context, 'Task') && !hasTaskToken(state)) {
    throw wrong(
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    )
  }
  return context
}

/** What has to be of which type is said in LocalStack's words, whose tests compare TestState with AWS. */
function checkField(name: string, value: JsonValue): void {
  if (name === 'Map') throw wrong("'Map' field is not supported when mocking a Context object")
  const members = ownMember(FIELDS, name)
  if (!members) throw wrong(`Field '${name}' is not allowed`)
  if (!isJsonObject(value)) throw wrong(`${name} must be a object`)
  for (const [member, given] of Object.entries(value)) {
    const type = ownMember(members, member)
    if (!type) throw wrong(`Field '${member}' is not allowed`)
    if (!isOf(type, given)) throw wrong(`${name}.${member} must be a ${type}`)
  }
}

function isOf(type: 'string' | 'integer' | 'any', value: JsonValue): boolean {
  if (type === 'any') return true
  return type === 'integer' ? Number.isInteger(value) : typeof value === 'string'
}

/**
 * The context object where the caller gives none. Its execution has no RedriveCount, and the state is called
 * `StateName` (recorded) even when it has a name of its own; without a role there is `null` (both noted in
 * LocalStack's tests against AWS).
 */
export function ownContext({
  state,
  input,
  options: { seed, region = 'us-east-1', accountId = '111122223333', roleArn, stateMachineName = '' },
  now,
}: {
  state: State
  input: JsonValue
  options: ExecutionOptions
  now: Instant
}): JsonObject {
  const time = new Date(now).toISOString()
  const name = `test-${seed}`
  const arn = (rest: string) => `arn:aws:states:${region}:${accountId}:${rest}`
  return {
    Execution: {
      Id: arn(`express:${stateMachineName}:${name}`),
      Input: input,
      Name: name,
      RoleArn: roleArn ?? null,
      StartTime: time,
    },
    StateMachine: { Id: arn(`stateMachine:${stateMachineName}`), Name: stateMachineName },
    State: { Name: LONE_STATE, EnteredTime: time, ...('retriers' in state && { RetryCount: 0 }) },
    ...(hasTaskToken(state) && { Task: { Token: `token-${seed}` } }),
  }
}

/** The context object has a task token only where somebody outside may send it back. */
function hasTaskToken(state: State): boolean {
  return (
    state.type === 'Task' &&
    state.resource.kind === 'Integration' &&
    state.resource.pattern !== 'requestResponse'
  )
}

function wrong(why: string) {
  return invalid(`Invalid Context object provided: ${why}`)
}
