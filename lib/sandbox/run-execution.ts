import type { EventId, ExecutionLimits, HistoryEvent, Instant, StateMachine, Watch } from '@/lib/asl'
import type { RunHandler } from '@/lib/handlers'
import type { JsonValue } from '@/lib/json'
import { type AccountSetup, createAccount, viewOf } from '@/lib/services'
import { CallLedger } from './call-ledger'
import { endingOf } from './ending'
import type { Interventions, RefusedAct } from './interventions'
import { type BilledExecution, Meter } from './meter'
import type { OtherExecution, Run } from './run'
import { type Member, Sandbox } from './sandbox'

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
  /** Called with every batch of events as it happens. With `limits.history` streamed, they are kept nowhere else. */
  onProgress?: (events: readonly HistoryEvent[]) => void
  /** Asked before every step; true leaves the run as it is then, RUNNING. */
  mustStop?: () => boolean
  interventions?: Interventions
  /** Told of every value on its way through a state. */
  watch?: Watch
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

/** What an execution set going may go on for so long after its end. */
const AFTERMATH_MS = 86_400_000

/**
 * Runs a state machine on the virtual clock and a fresh simulated account, to its end or to a limit of ours, and
 * then what it set going for a day more: messages under way, executions that nobody waits for. A machine that
 * waits for a callback that nobody sends is left RUNNING.
 */
export async function runExecution(request: RunRequest): Promise<Run> {
  const { machine, input, seed, startAt, runHandler, type = 'STANDARD', interventions = {}, watch } = request
  const { overrides, mocks, until } = interventions
  const { mustStop, onProgress } = until === undefined ? request : upTo(until, request)
  const { invocations, calls: callsAtMost, ...limits } = { ...LIMITS, ...request.limits }
  const account = createAccount(request.account, { seed })
  const accountBefore = viewOf(account)
  const calls = new CallLedger({ invocations, calls: callsAtMost })
  const meter = new Meter(request.account)
  const sandbox = new Sandbox({
    account,
    startAt,
    seed,
    runHandler: meter.watch(runHandler),
    calls,
    limits,
    ...(mustStop && { mustStop }),
    ...(mocks && { mocks }),
  })
  const more = {
    ...(onProgress && { onProgress }),
    ...(overrides && { overrides }),
    ...(watch && { watch }),
  }
  const member = await sandbox.start(machine, input, { type }, more)
  const goOn = () => member.current.status === 'RUNNING' && !mustStop?.()
  const { isHeld, refusedActs } = await goAhead(sandbox, interventions, goOn)
  const ending = endingOf(member.current, sandbox.clock.now, sandbox.stoppedBy)
  if (member.current.status !== 'RUNNING') await sandbox.run(ending.stopDate + AFTERMATH_MS)
  const others = sandbox.members.slice(1).map(otherExecution)
  return {
    ...ending,
    startDate: startAt,
    input,
    history: member.history,
    ...member.children.all(),
    calls: calls.all(),
    accountBefore,
    account: viewOf(account),
    accountAt: sandbox.clock.now,
    meter: meter.read(
      sandbox.members.map((one) => billed(one, sandbox.clock.now)),
      calls.all(),
    ),
    ...(others.length > 0 && { otherExecutions: others }),
    ...(isHeld && { waiting: sandbox.otherSide.waitingAt(sandbox.clock.now, sandbox.clock.nextDue) }),
    ...(refusedActs.length > 0 && { refusedActs }),
  }
}

/** Lets happen what happens by itself, and does one act after the other where nothing more does. */
async function goAhead(
  sandbox: Sandbox,
  { byHand = false, acts = [] }: Interventions,
  goOn: () => boolean,
): Promise<{ isHeld: boolean; refusedActs: readonly RefusedAct[] }> {
  const refusedActs: RefusedAct[] = []
  let place = 0
  while (goOn()) {
    if (!byHand || !mustWait(sandbox)) {
      const isMore = sandbox.runNext()
      if (isMore instanceof Promise ? await isMore : isMore) continue
    }
    const act = acts[place]
    if (!act) return { isHeld: !sandbox.stoppedBy, refusedActs }
    const message = await sandbox.otherSide.perform(act, sandbox)
    if (message !== undefined) refusedActs.push({ place, message })
    place += 1
  }
  return { isHeld: false, refusedActs }
}

/** Whether the clock would go on past a task that waits for an answer by hand. */
function mustWait(sandbox: Sandbox): boolean {
  const { nextDue, now } = sandbox.clock
  if (nextDue === undefined || nextDue <= now) return false
  return sandbox.otherSide.forgotten.some(({ taskToken }) => !sandbox.isAnswering(taskToken))
}

/** Stops behind the event. */
function upTo(
  until: EventId,
  { mustStop, onProgress }: RunRequest,
): Required<Pick<RunRequest, 'mustStop' | 'onProgress'>> {
  let isReached = false
  return {
    mustStop: () => isReached || mustStop?.() === true,
    onProgress(events) {
      isReached ||= events.some(({ id }) => id >= until)
      onProgress?.(events)
    },
  }
}

/** The start counts as a transition too. */
function billed({ identity, counts, current, startDate }: Member, now: Instant): BilledExecution {
  const stopDate = current.status === 'RUNNING' ? now : current.stopDate
  return { type: identity.type, transitions: counts.transitions + 1, durationMs: stopDate - startDate }
}

function otherExecution({ identity, input, startDate, current, history }: Member): OtherExecution {
  const { status, stopDate, output, failure } = endingOf(current, startDate)
  return {
    executionArn: identity.executionArn,
    stateMachineName: identity.stateMachineName,
    status,
    startDate,
    ...(current.status !== 'RUNNING' && { stopDate }),
    input,
    ...(output !== undefined && { output }),
    ...(failure && { failure }),
    history,
  }
}
