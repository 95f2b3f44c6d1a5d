import type { ExecutionOptions, Instant, State } from '@/lib/asl'
import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { jsonText } from './json-text'
import { invalid, invalidInOurWords } from './request'

/** What a context object of the caller's own may hold. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  Execution: ['Id', 'Input', 'Name', 'RoleArn', 'StartTime', 'RedriveCount', 'RedriveTime'],
  State: ['EnteredTime', 'Name', 'RetryCount'],
  StateMachine: ['Id', 'Name'],
  Task: ['Token'],
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

function checkField(name: string, value: JsonValue): void {
  if (name === 'Map') throw wrong("'Map' field is not supported when mocking a Context object")
  const allowed = Object.hasOwn(ALLOWED, name) ? ALLOWED[name] : undefined
  if (!allowed) throw wrong(`Field '${name}' is not allowed`)
  if (!isJsonObject(value)) throw invalidInOurWords(`The field '${name}' of the context object is no object.`)
  const stranger = Object.keys(value).find((member) => !allowed.includes(member))
  if (stranger !== undefined) throw wrong(`Field '${stranger}' is not allowed`)
}

/** The context object where the caller gives none. Its execution has no RedriveCount (recorded). */
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
      ...(roleArn !== undefined && { RoleArn: roleArn }),
      StartTime: time,
    },
    StateMachine: { Id: arn(`stateMachine:${stateMachineName}`), Name: stateMachineName },
    State: { Name: state.name, EnteredTime: time, ...('retriers' in state && { RetryCount: 0 }) },
    ...(hasTaskToken(state) && { Task: { Token: `token-${seed}` } }),
  }
}

/** The context object has a task token only where somebody outside may send it back. */
export function hasTaskToken(state: State): boolean {
  return (
    state.type === 'Task' &&
    state.resource.kind === 'Integration' &&
    state.resource.pattern !== 'requestResponse'
  )
}

function wrong(why: string) {
  return invalid(`Invalid Context object provided: ${why}`)
}
