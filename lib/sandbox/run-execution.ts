import {
  begin,
  type ExecutionLimits,
  type HistoryEvent,
  type Instant,
  type Signal,
  type StateMachine,
  type TaskToken,
} from '@/lib/asl'
import type { RunHandler } from '@/lib/handlers'
import type { JsonValue } from '@/lib/json'
import {
  ACCOUNT_ID,
  type AccountSetup,
  type Answer,
  answerStorage,
  createAccount,
  perform,
  REGION,
  refusal,
  viewOf,
} from '@/lib/services'
import { CallLedger } from './call-ledger'
import { ChildLedger } from './child-ledger'
import { drive } from './drive'
import { endingOf } from './ending'
import type { Run } from './run'
import { VirtualClock } from './virtual-clock'

/** One execution to be made in a sandbox of its own. Same request, same run, to the byte. */
export interface RunRequest {
  machine: StateMachine
  input: JsonValue
  account: AccountSetup
  /** The instant at which the virtual clock begins. */
  startAt: Instant
  seed: number
  /** `STANDARD` unless given. */
  type?: 'STANDARD' | 'EXPRESS'
  runHandler: RunHandler
  limits?: Partial<RunLimits>
  /** Called with every batch of events as it happens. */
  onProgress?: (events: readonly HistoryEvent[]) => void
}

/**
 * The interpreter's limits, and ours around the calls of a hostile definition; all are counted, so that every
 * computer stops at the same point.
 */
export interface RunLimits extends ExecutionLimits {
  /** Invocations of Lambda functions. */
  invocations: number
  /** Calls of services, invocations included. */
  calls: number
}

const LIMITS = { invocations: 2_000, calls: 10_000 }

/**
 * Runs a state machine on the virtual clock and a fresh simulated account, to its end or to a limit of ours.
 * A machine that waits for a callback that nobody sends is left RUNNING.
 */
export async function runExecution(request: RunRequest): Promise<Run> {
  const { machine, input, seed, startAt, runHandler, onProgress, type = 'STANDARD' } = request
  const { invocations, calls: callsAtMost, ...interpreterLimits } = { ...LIMITS, ...request.limits }
  const account = createAccount(request.account, { seed, runHandler })
  const clock = new VirtualClock<Signal>(startAt)
  const calls = new CallLedger({ invocations, calls: callsAtMost })
  const history: HistoryEvent[] = []
  const children = new ChildLedger()
  const execution = begin(machine, {
    seed,
    type,
    region: REGION,
    accountId: ACCOUNT_ID,
    refuse: refusal,
    limits: interpreterLimits,
  })
  const ended = await drive(
    execution,
    { type: 'Started', at: startAt, input },
    {
      clock,
      mustStop: () => calls.stoppedBy !== undefined,
      record(events) {
        for (const event of events) history.push(event)
        if (events.length > 0) onProgress?.(events)
      },
      recordChildren: (parts, mapRuns) => children.record(parts, mapRuns),
      async schedule(task) {
        const answer = await perform(account, task, clock.now)
        calls.record(task, clock.now, answer)
        const at = clock.now + answer.durationMs
        clock.set(answerTo(task.taskToken), at, signalOf(answer, task.taskToken, at))
      },
      askStorage(requestId, request) {
        const answer = answerStorage(account.buckets, request, clock.now)
        clock.set(requestId, clock.now, { type: 'StorageAnswered', at: clock.now, requestId, answer })
      },
      cancel: (taskToken) => clock.clear(answerTo(taskToken)),
    },
  )
  return {
    ...endingOf(ended, clock.now, calls.stoppedBy),
    startDate: startAt,
    input,
    history,
    ...children.all(),
    calls: calls.all(),
    account: viewOf(account),
  }
}

/** Under which the clock keeps a service's answer; no timer of the interpreter is called so. */
function answerTo(taskToken: TaskToken): string {
  return `answer to ${taskToken}`
}

function signalOf(answer: Answer, taskToken: TaskToken, at: Instant): Signal {
  return answer.kind === 'Succeeded'
    ? { type: 'TaskSucceeded', at, taskToken, output: answer.output }
    : { type: 'TaskFailed', at, taskToken, failure: answer.failure }
}
