import { type ParseOptions, parse, type Resource, type State, type StateMachine } from '@/lib/asl'
import { toApiHistoryEvent } from '@/lib/aws-api'
import type { HandlerOutcome, RunHandler } from '@/lib/handlers'
import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { runExecution } from '@/lib/sandbox'
import { ACCOUNT_ID, type AccountSetup, isSimulated } from '@/lib/services'
import type { Answer, ExecutionCase } from './case'

/**
 * `--services`: recorded executions against the simulated services in place of the mocks. An account is made up out
 * of the case: what its tasks name is there, functions return what they were recorded to return, callback clients
 * and workers send what was sent. The services themselves have to find the words, the envelopes and the events.
 */

/** The account of the recordings. */
const RECORDED_ACCOUNT = '111111111111'

/** The folders of the recordings that run so. */
export const folders = ['activities', 'callback', 'error_handling', 'services'] as const

/** A case that the services can do, or why the mocks have to. */
export function readForServices(asked: ExecutionCase): Ready | { for: 'mocks'; because: string } {
  const mocked = (because: string) => ({ for: 'mocks', because }) as const
  const { id, workflowType = 'STANDARD' } = asked
  const [folder = ''] = id.split('/')
  if (!folders.some((one) => one === folder)) return mocked('another folder')
  const options: ParseOptions = { type: workflowType }
  const parsed = parse(asked.definition.replaceAll(RECORDED_ACCOUNT, ACCOUNT_ID), options)
  if (!parsed.ok) return mocked('a definition that AWS refuses, too')
  const tasks = [...tasksOf(parsed.machine)]
  const mocks = JSON.parse(
    JSON.stringify(asked.mocks ?? {}).replaceAll(RECORDED_ACCOUNT, ACCOUNT_ID),
  ) as JsonObject
  const recorded = tasks.flatMap(({ name, resource }) =>
    invocations(mocks, name).map((one) => ({ resource, one })),
  )
  const scripted = tasks.find(({ resource }) => !isSimulated(resource))
  if (scripted?.resource.kind === 'Integration') {
    const { resourceType, action } = scripted.resource
    return mocked(`\`${resourceType}:${action}\` is answered by scripts only`)
  }
  if (recorded.some(isFromElsewhere)) return mocked('errors of functions in Python')
  return { for: 'services', machine: parsed.machine, tasks, recorded }
}

interface Ready {
  for: 'services'
  machine: StateMachine
  tasks: readonly TaskState[]
  recorded: readonly Recorded[]
}

/** Undefined when the case is for the mocks. */
export async function onServices(asked: ExecutionCase): Promise<Answer | undefined> {
  const { id, workflowType = 'STANDARD', now = '2024-06-01T12:00:00.000Z' } = asked
  const ready = readForServices(asked)
  if (ready.for === 'mocks') return undefined
  const { machine, tasks, recorded } = ready
  const input = JSON.parse((asked.input ?? '{}').replaceAll(RECORDED_ACCOUNT, ACCOUNT_ID)) as JsonValue
  const run = await runExecution({
    machine,
    input,
    account: accountFor(asked, tasks, recorded),
    startAt: Date.parse(now),
    seed: 1,
    type: workflowType,
    runHandler: recordedHandler(recorded),
  })
  const { error, cause } = run.failure ?? {}
  const answer: Answer = {
    id,
    status: run.status,
    ...(run.output !== undefined && { output: JSON.stringify(run.output) }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    events: run.history.map(toApiHistoryEvent),
  }
  return JSON.parse(JSON.stringify(answer).replaceAll(ACCOUNT_ID, RECORDED_ACCOUNT)) as Answer
}

type TaskState = Extract<State, { type: 'Task' }>
type Recorded = { resource: Resource; one: JsonObject }

function* tasksOf(machine: StateMachine): Generator<TaskState> {
  for (const state of machine.states.values()) {
    if (state.type === 'Task') yield state
    if (state.type === 'Parallel') for (const branch of state.branches) yield* tasksOf(branch)
    if (state.type === 'Map') yield* tasksOf(state.processor)
  }
}

function invocations(mocks: JsonObject, state: string): JsonObject[] {
  const ofState = mocks[state]
  return isJsonObject(ofState) ? Object.values(ofState).filter(isJsonObject) : []
}

/** Functions in Python report their errors in another shape than those in JavaScript, which are simulated. */
function isFromElsewhere({ one }: Recorded): boolean {
  return JSON.stringify(one.Throw ?? null).includes('stackTrace')
}

function thrown({ one }: Recorded): { error?: string; cause?: string } | undefined {
  if (!isJsonObject(one.Throw)) return undefined
  const { Error: error, Cause: cause } = one.Throw
  return { ...(typeof error === 'string' && { error }), ...(typeof cause === 'string' && { cause }) }
}

/** Each invocation returns what was recorded next. */
function recordedHandler(recorded: readonly Recorded[]): RunHandler {
  const outputs = recorded.filter(({ resource }) => isLambda(resource)).map(handlerOutcome)
  let next = 0
  return () => outputs[next++] ?? { kind: 'Returned', payload: null, logs: [], billedMs: 1 }
}

function handlerOutcome(recorded: Recorded): HandlerOutcome {
  const { one, resource } = recorded
  const ended = { logs: [], billedMs: 1 }
  const failure = thrown(recorded)
  if (failure?.error === 'States.DataLimitExceeded')
    return { ...ended, kind: 'Returned', payload: '\u00e9'.repeat(200_000) }
  if (failure?.error === 'States.Timeout')
    return { ...ended, kind: 'Returned', payload: null, billedMs: 600_000 }
  const result = one.Return ?? null
  const payload = resource.kind === 'Integration' && isJsonObject(result) ? (result.Payload ?? null) : result
  return { ...ended, kind: 'Returned', payload }
}

function isLambda(resource: Resource): boolean {
  return (
    resource.kind === 'LambdaFunction' || (resource.kind === 'Integration' && resource.service === 'lambda')
  )
}

function accountFor(
  { absent = [], definition, input = '' }: ExecutionCase,
  tasks: readonly TaskState[],
  recorded: readonly Recorded[],
): AccountSetup {
  const text = definition + input
  const names = (pattern: RegExp) => [
    ...new Set(
      [...text.matchAll(pattern)].map(([, name = '']) => name).filter((name) => !name.startsWith('no_such')),
    ),
  ]
  const record = <Setup>(all: readonly string[], setup: Setup) =>
    Object.fromEntries(all.map((name): [string, Setup] => [name, setup]))
  return {
    functions: record(names(/(?::function:|"FunctionName"\s*:\s*")([\w-]+)/g), {
      source: '',
      timeoutSeconds: 900,
    }),
    tables: record(names(/"TableName"\s*:\s*"([\w.-]+)"/g), {
      partitionKey: { name: 'id', type: 'S' } as const,
    }),
    topics: record(names(/:sns:[\w-]+:\d{12}:([\w.-]+)/g), {}),
    buckets: record(names(/"Bucket"\s*:\s*"([\w.-]+)"/g), { objects: objectsOf(input, recorded) }),
    queues: record(names(/amazonaws\.com\/\d{12}\/([\w.-]+)/g), {}),
    activities: Object.fromEntries(
      tasks
        .flatMap(({ resource, resourceArn }) =>
          resource.kind === 'Activity' && !absent.includes(resourceArn.replace(ACCOUNT_ID, RECORDED_ACCOUNT))
            ? [resourceArn.split(':')[6] ?? '']
            : [],
        )
        .map((name) => [name, { workers: workersOf(recorded) }]),
    ),
    callbacks: recorded.flatMap(clientOf),
    endpoints: recorded.flatMap(apiOf),
    machines: Object.fromEntries(
      names(/:stateMachine:([^"\\]+)/g).map((name) => [name, { definition: childOf(recorded) }]),
    ),
  }
}

/** What was got was there. */
function objectsOf(input: string, recorded: readonly Recorded[]): Record<string, string> {
  const [, key] = /"Key"\s*:\s*"([^"]+)"/.exec(input) ?? []
  const bodies = recorded.flatMap(({ one }) => (isJsonObject(one.Return) ? [one.Return.Body] : []))
  const [body] = bodies.filter((each) => typeof each === 'string')
  return key === undefined || body === undefined ? {} : { [key]: body }
}

function workersOf(
  recorded: readonly Recorded[],
): NonNullable<NonNullable<AccountSetup['activities']>[string]['workers']> {
  return Object.fromEntries(
    recorded
      .filter(({ one }) => typeof one.WorkerName === 'string')
      .map((each) => {
        const failure = thrown(each)
        const does =
          failure === undefined ? 'Succeed' : failure.error === 'States.Timeout' ? 'Vanish' : 'Fail'
        return [
          String(each.one.WorkerName),
          { works: [{ does, output: each.one.Return ?? null, ...failure }] },
        ] as const
      }),
  )
}

/** What an API of API Gateway replied; how long that was depends on the spaces in it, which the recorder dropped. */
function apiOf(each: Recorded): NonNullable<AccountSetup['endpoints']>[number][] {
  const { resource, one } = each
  if (resource.kind !== 'Integration' || resource.service !== 'apigateway') return []
  const { error, cause } = thrown(each) ?? {}
  const { ResponseBody, Headers } = isJsonObject(one.Return) ? one.Return : {}
  const length = isJsonObject(Headers) ? Headers['Content-Length'] : undefined
  const headers = Array.isArray(length) && { headers: { 'Content-Length': String(length[0]) } }
  const status = error === undefined ? 200 : Number(error.split('.')[1])
  const body = cause ?? ResponseBody
  return [{ url: 'https://*', replies: [{ status, ...headers, ...(body !== undefined && { body }) }] }]
}

/** Whoever answered the token. */
function clientOf(each: Recorded): NonNullable<AccountSetup['callbacks']>[number][] {
  const { resource, one } = each
  if (resource.kind !== 'Integration' || resource.pattern !== 'waitForTaskToken') return []
  const failure = thrown(each)
  const act = failure ? { send: 'Failure' as const, ...failure } : { output: one.Return ?? null }
  return [{ on: `${resource.resourceType}:${resource.action}`, acts: [{ afterSeconds: 1, ...act }] }]
}

/** A machine that ends as the recorded child did. */
function childOf(recorded: readonly Recorded[]): string {
  const ended = recorded.find(
    ({ resource }) => resource.kind === 'Integration' && resource.service === 'states',
  )
  const failure = ended && thrown(ended)
  const described: JsonValue =
    failure?.cause === undefined ? (ended?.one.Return ?? {}) : JSON.parse(failure.cause)
  const { Output, Error: error, Cause: cause } = isJsonObject(described) ? described : {}
  const last =
    error === undefined
      ? { Type: 'Pass', Result: typeof Output === 'string' ? JSON.parse(Output) : (Output ?? {}), End: true }
      : { Type: 'Fail', Error: error, Cause: cause }
  return JSON.stringify({ StartAt: 'Last', States: { Last: last } })
}
