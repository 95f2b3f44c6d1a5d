import type { Failure, ScheduledTask, StateName } from '@/lib/asl'
import { isJsonObject, type JsonObject, type JsonValue, jsonEquals } from '@/lib/json'
import type { Result } from '@/lib/result'

/**
 * What one invocation of a task answers. `Return` and `Throw` are those of the mock file of AWS Step Functions
 * Local; the other fields are ours.
 */
export interface MockedResponse {
  outcome: { kind: 'Return'; output: JsonValue } | { kind: 'Throw'; failure: Failure } | { kind: 'Never' }
  /** What the service said when it took the job (`.sync`) or the message (`.waitForTaskToken`). */
  submitted: JsonValue | undefined
  /** Who took an activity's task. */
  workerName: string | undefined
  /** The parameters of the invocation that it is for; any unless given. */
  when: JsonValue | undefined
}

interface Invocations {
  from: number
  to: number
  response: MockedResponse
}

/** By state, then by invocation. Retries and loops count on, and so do the iterations of a Map. */
export type MockedResponses = ReadonlyMap<StateName, readonly Invocations[]>

/**
 * Reads a mock file: that of Step Functions Local (`StateMachines`, their `TestCases`, `MockedResponses`), or only
 * `{ "State": { "0": { "Return": … }, "1-2": { "Throw": … } } }`. Of a file with several test cases one has to be
 * chosen, as `Happy` or, where machines share the name, as `Machine#Happy`. An error is a sentence for the reader.
 */
export function readMockedResponses(file: JsonValue, testCase?: string): Result<MockedResponses, string> {
  try {
    if (!isJsonObject(file)) throw new Unreadable('A mock file is a JSON object.')
    const isOfLocal = isJsonObject(file.StateMachines)
    if (testCase !== undefined && !isOfLocal) {
      throw new Unreadable(`There is no test case "${testCase}": the file has no "StateMachines".`)
    }
    return { ok: true, value: isOfLocal ? fromTestCase(file, testCase) : byState(file) }
  } catch (problem) {
    if (problem instanceof Unreadable) return { ok: false, error: problem.message }
    throw problem
  }
}

class Unreadable extends Error {}

function fromTestCase(file: JsonObject, name: string | undefined): MockedResponses {
  const responses = objectAt(file, 'MockedResponses')
  const chosen = chosenTestCase(file, name)
  const mocked = new Map<StateName, readonly Invocations[]>()
  for (const [state, response] of Object.entries(chosen)) {
    if (typeof response !== 'string') {
      throw new Unreadable(`The state "${state}" of a test case has to name one of "MockedResponses".`)
    }
    if (!Object.hasOwn(responses, response)) {
      throw new Unreadable(`The state "${state}" names the response "${response}", which is not there.`)
    }
    mocked.set(state, invocations(responses[response] ?? null, response))
  }
  return mocked
}

function chosenTestCase(file: JsonObject, name: string | undefined): JsonObject {
  const all = Object.entries(objectAt(file, 'StateMachines')).flatMap(([machine, of]) =>
    Object.entries(objectAt(of, 'TestCases')).map(([title, states]) => ({ machine, title, states })),
  )
  const fitting = all.filter(
    ({ machine, title }) => name === undefined || title === name || `${machine}#${title}` === name,
  )
  const [first, second] = fitting
  if (!first || second) {
    const names = all.map(({ machine, title }) => `"${machine}#${title}"`).join(', ')
    const wanted =
      name === undefined ? 'Several test cases fit' : `The test case "${name}" is not there, or twice`
    throw new Unreadable(
      all.length === 0 ? 'The mock file has no test case.' : `${wanted}; there are ${names}.`,
    )
  }
  if (!isJsonObject(first.states)) throw new Unreadable(`The test case "${first.title}" has to be an object.`)
  return first.states
}

function objectAt(value: JsonValue, field: string): JsonObject {
  const found = isJsonObject(value) ? value[field] : undefined
  return isJsonObject(found) ? found : {}
}

function byState(file: JsonObject): MockedResponses {
  return new Map(Object.entries(file).map(([state, responses]) => [state, invocations(responses, state)]))
}

function invocations(value: JsonValue, where: string): Invocations[] {
  if (!isJsonObject(value)) throw new Unreadable(`"${where}" has to be an object with "0", "1-2" … as keys.`)
  return Object.entries(value).map(([key, response]) => {
    const range = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(key)
    const from = Number(range?.[1])
    const to = Number(range?.[2] ?? from)
    if (!range || to < from) {
      throw new Unreadable(`"${key}" in "${where}" is no number of an invocation, such as "0" or "1-2".`)
    }
    return { from, to, response: readResponse(response, `"${key}" in "${where}"`) }
  })
}

function readResponse(value: JsonValue, where: string): MockedResponse {
  if (!isJsonObject(value)) throw new Unreadable(`${where} has to be an object with "Return" or "Throw".`)
  const { Submitted: submitted, WorkerName: workerName, When: when } = value
  return {
    outcome: outcomeOf(value, where),
    submitted,
    workerName: typeof workerName === 'string' ? workerName : undefined,
    when,
  }
}

function outcomeOf(value: JsonObject, where: string): MockedResponse['outcome'] {
  const { Return: output, Throw: thrown, Never: never, Event: event } = value
  // A time-out comes from the clock, like every other: the task just never answers.
  if (never === true || (typeof event === 'string' && event.endsWith('TimedOut'))) return { kind: 'Never' }
  if (thrown !== undefined) {
    if (output !== undefined) throw new Unreadable(`${where} has both "Return" and "Throw".`)
    if (!isJsonObject(thrown)) throw new Unreadable(`"Throw" of ${where} has to be an object.`)
    const { Error: error, Cause: cause } = thrown
    const failure = {
      ...(typeof error === 'string' && { error }),
      ...(typeof cause === 'string' && { cause }),
    }
    return { kind: 'Throw', failure }
  }
  if (output === undefined && !Object.hasOwn(value, 'Submitted')) {
    throw new Unreadable(`${where} has neither "Return" nor "Throw".`)
  }
  return output === undefined ? { kind: 'Never' } : { kind: 'Return', output }
}

/** Hands the responses out, to each invocation its own. */
export class MockedTasks {
  readonly #invoked = new Map<StateName, number>()
  readonly #given = new Set<Invocations>()

  constructor(private readonly responses: MockedResponses) {}

  /** What this invocation answers: by its parameters where a response says which it is for, else by its number. */
  next({ stateName, payload }: ScheduledTask): MockedResponse | undefined {
    const number = this.#invoked.get(stateName) ?? 0
    this.#invoked.set(stateName, number + 1)
    const ofState = this.responses.get(stateName) ?? []
    const fitting =
      ofState.find((one) => !this.#given.has(one) && jsonEquals(one.response.when, payload)) ??
      ofState.find(({ from, to }) => from <= number && number <= to)
    if (fitting) this.#given.add(fitting)
    return fitting?.response
  }
}
