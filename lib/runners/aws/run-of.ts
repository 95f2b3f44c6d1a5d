import type { EventId, HistoryEvent, Instant } from '@/lib/asl'
import { type RecordedEvent, readHistory } from '@/lib/histories'
import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import type { Run, ServiceCall } from '@/lib/sandbox'
import type { EndedOnAws } from './executions'
import { fromReal, type RealPlace } from './names'

/** A run as the checks see it, whoever made it. */
export interface RunOnAws {
  run: Run
  /** In the words of the exercise, to stand beside the sandbox's. */
  history: readonly RecordedEvent[]
  /** Why there is none that could be read. */
  historyProblem?: string
}

/**
 * The `Run` of an execution on AWS. Its names are those of the exercise, and its status and output are what
 * DescribeExecution said; a server that leaves them out there tells them in the last event.
 *
 * @param events of GetExecutionHistory as the SDK has them, or of another source in the same form
 */
export function runOf(
  ended: EndedOnAws,
  given: { ok: true; events: readonly object[] } | { ok: false; because: string },
  { input, place }: { input: JsonValue; place: RealPlace },
): RunOnAws {
  const read = given.ok
    ? withData(readHistory(JSON.stringify({ events: given.events.map(completed) })))
    : { ok: false as const, error: given.because }
  const recorded = read.ok
    ? read.value.events.map((event) => ({ ...event, details: translated(event.details, place) }))
    : []
  const history = recorded.map(asHistoryEvent)
  const last = recorded.at(-1)
  const startDate = ended.startDate ?? recorded[0]?.timestamp ?? 0
  const output = ended.output === undefined ? last?.details.output : jsonValue(ended.output)
  const failure = ended.failure ?? failureIn(last)
  const run: Run = {
    status: ended.status,
    startDate,
    stopDate: ended.stopDate ?? last?.timestamp ?? startDate,
    input,
    ...(ended.status === 'SUCCEEDED' && output !== undefined && { output: fromReal(output, place) }),
    ...(ended.status !== 'SUCCEEDED' && failure && { failure: translated({ ...failure }, place) }),
    history,
    calls: callsOf(recorded),
    account: { functions: {}, tables: {}, queues: {} },
    ...(ended.stoppedAfterSeconds !== undefined && {
      stoppedBy: {
        limit: 'time' as const,
        message: `On AWS it had not ended after ${ended.stoppedAfterSeconds} s, so it was stopped.`,
      },
    }),
  }
  return { run, history: recorded, ...(!read.ok && { historyProblem: read.error }) }
}

/** Events alone cannot be judged: what went in and out would be taken for nothing. AWS always sends it when asked. */
function withData(read: ReturnType<typeof readHistory>): ReturnType<typeof readHistory> {
  if (!read.ok || read.value.events.some(({ details }) => 'input' in details || 'output' in details))
    return read
  return { ok: false, error: 'the history has none of what went into the states and came out of them' }
}

/** An event with the ids that some servers leave out: events then follow one another, and the first state nothing. */
function completed(event: { id?: number; previousEventId?: number }, index: number): object {
  const { id = index + 1 } = event
  return { ...event, id, previousEventId: event.previousEventId ?? (id === 2 ? 0 : id - 1) }
}

function translated(details: JsonObject, place: RealPlace): JsonObject {
  const made = fromReal(details, place)
  return isJsonObject(made) ? made : details
}

function failureIn(last: RecordedEvent | undefined): { error?: string; cause?: string } | undefined {
  if (!last || !/^Execution(Failed|Aborted|TimedOut)$/.test(last.type)) return undefined
  const { error, cause } = last.details
  return {
    ...(typeof error === 'string' && { error }),
    ...(typeof cause === 'string' && { cause }),
  }
}

/**
 * An event of ours. What judges read is there in any case, also where a server left it out; a type that we do not know
 * is carried along and matches nothing.
 */
function asHistoryEvent({ type, details, ...event }: RecordedEvent): HistoryEvent {
  const least: JsonObject = type.endsWith('StateEntered')
    ? { name: '', input: null }
    : type.endsWith('StateExited')
      ? { name: '', output: null }
      : /^Task(Scheduled|St|Su|F|T)/.test(type)
        ? { resourceType: '', resource: '' }
        : {}
  return { ...event, type, details: { ...least, ...details } } as HistoryEvent
}

/** What the tasks called, told from their events. */
function callsOf(history: readonly RecordedEvent[]): ServiceCall[] {
  const states = new Map<EventId, string>()
  const made = new Map<EventId, ServiceCall>()
  const calls: ServiceCall[] = []
  for (const { id, previousEventId, type, timestamp, details } of history) {
    const state = /State(Entered|Exited)$/.test(type)
      ? text(details.name)
      : (states.get(previousEventId) ?? '')
    states.set(id, state)
    if (/^(Task|LambdaFunction|Activity)Scheduled$/.test(type)) {
      const call: ServiceCall = callOf(type, details, state, timestamp)
      calls.push(call)
      made.set(id, call)
      continue
    }
    // Each event of a task names the one before it.
    const call = made.get(previousEventId)
    if (!call || !/^(Task|LambdaFunction|Activity)/.test(type) || type.startsWith('TaskState')) continue
    made.set(id, call)
    const outcome = outcomeOf(type, details)
    if (outcome) call.outcome = outcome
  }
  return calls
}

function callOf(type: string, details: JsonObject, stateName: string, at: Instant): ServiceCall {
  const isIntegration = type === 'TaskScheduled'
  return {
    resource: isIntegration
      ? `${text(details.resourceType)}:${text(details.resource)}`
      : text(details.resource),
    stateName,
    at,
    payload: (isIntegration ? details.parameters : details.input) ?? null,
    outcome: type === 'ActivityScheduled' ? { kind: 'Queued' } : { kind: 'Failed', failure: {} },
  }
}

function outcomeOf(type: string, details: JsonObject): ServiceCall['outcome'] | undefined {
  if (/^(Task|LambdaFunction)Succeeded$/.test(type))
    return { kind: 'Succeeded', output: details.output ?? null }
  if (type === 'TaskSubmitted') return { kind: 'Submitted', output: details.output ?? null }
  if (!/(Failed|TimedOut)$/.test(type)) return undefined
  const { error, cause } = details
  return {
    kind: 'Failed',
    failure: { ...(typeof error === 'string' && { error }), ...(typeof cause === 'string' && { cause }) },
  }
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

function jsonValue(json: string): JsonValue {
  try {
    return JSON.parse(json)
  } catch {
    return json
  }
}
