import {
  begin,
  type ExecutionOptions,
  type HistoryEvent,
  type Instant,
  type ScheduledTask,
  type Signal,
  type StateMachine,
} from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import { answerStorage, type BucketSetup, newBucket, refusal } from '@/lib/services'
import { ChildLedger } from './child-ledger'
import { drive } from './drive'
import { type Ending, endingOf } from './ending'
import { type MockedResponse, type MockedResponses, MockedTasks } from './mocked-responses'
import type { Run } from './run'
import { VirtualClock } from './virtual-clock'

/** An execution whose tasks answer from a mock file instead of a simulated account. */
export interface MockedRequest extends ExecutionOptions {
  machine: StateMachine
  input: JsonValue
  startAt: Instant
  mocks: MockedResponses
  /** What map runs read and write; where a bucket is missing it is made when it is first named. */
  buckets?: Readonly<Record<string, BucketSetup>>
  /** Stops behind the first event that it holds for. */
  until?: (event: HistoryEvent) => boolean
}

export interface MockedRun extends Ending {
  history: readonly HistoryEvent[]
  children?: Run['children']
  mapRuns?: Run['mapRuns']
  /** The task that no response was left for; the run went no further. */
  unanswered: ScheduledTask | undefined
  /** Whether the run came to the event that it was to stop behind. */
  isReached: boolean
}

/** Runs to the end, to `until`, to a task without a response, or until only time that never comes would help. */
export async function runMocked(request: MockedRequest): Promise<MockedRun> {
  const { machine, input, startAt, mocks, buckets = {}, until, ...options } = request
  const stored = new Map(Object.entries(buckets).map(([name, setup]) => [name, newBucket(name, setup)]))
  const children = new ChildLedger()
  const clock = new VirtualClock<Signal>(startAt)
  const tasks = new MockedTasks(mocks)
  const history: HistoryEvent[] = []
  let unanswered: ScheduledTask | undefined
  let isReached = false
  let isCut = false
  const ended = await drive(
    begin(machine, { refuse: refusal, ...options }),
    { type: 'Started', at: startAt, input },
    {
      clock,
      mustStop: () => unanswered !== undefined || isReached,
      record(events) {
        for (const event of events) {
          isCut = isReached
          if (isCut) return
          history.push(event)
          isReached = until?.(event) ?? false
        }
      },
      async schedule(task) {
        const response = tasks.next(task)
        if (!response) {
          unanswered ??= task
          return
        }
        const { now } = clock
        signalsOf(response, task).forEach((signal, index) => {
          clock.set(`answer ${index} to ${task.taskToken}`, now, { ...signal, at: now })
        })
      },
      recordChildren: (parts, mapRuns) => children.record(parts, mapRuns),
      askStorage(requestId, request) {
        const { now } = clock
        if (!stored.has(request.bucket)) stored.set(request.bucket, newBucket(request.bucket, {}))
        const answer = answerStorage(stored, request, now)
        clock.set(requestId, now, { type: 'StorageAnswered', at: now, requestId, answer })
      },
      // What the interpreter hears of a task that it has given up, it drops.
      cancel() {},
    },
  )
  const ending: Ending = isCut ? { status: 'RUNNING', stopDate: clock.now } : endingOf(ended, clock.now)
  return { ...ending, history, ...children.all(), unanswered, isReached }
}

type WithoutTime<S> = S extends Signal ? Omit<S, 'at'> : never

/** All at once: a mock says what is answered, not when. */
function signalsOf(
  { outcome, submitted, workerName }: MockedResponse,
  { taskToken, resource }: ScheduledTask,
): WithoutTime<Signal>[] {
  const signals: WithoutTime<Signal>[] = []
  if (resource.kind === 'Activity') {
    signals.push({ type: 'TaskStarted', taskToken, ...(workerName !== undefined && { workerName }) })
  }
  if (submitted !== undefined) signals.push({ type: 'TaskSubmitted', taskToken, output: submitted })
  if (outcome.kind === 'Return') signals.push({ type: 'TaskSucceeded', taskToken, output: outcome.output })
  if (outcome.kind === 'Throw') signals.push({ type: 'TaskFailed', taskToken, failure: outcome.failure })
  return signals
}
