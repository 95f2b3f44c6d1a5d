import type { StateMachine } from '../parse/state-machine'
import type { ChildOf } from './child-executions'
import type { Counts, ExecutionLimits, ExecutionOptions, RunningExecution } from './execution'
import { rootFrame } from './frame'
import { identityOf } from './identity'
import type { Watch } from './inspect'
import { PayloadSizes } from './payload'
import { draw, sequenceOf } from './random'
import { ReadyQueue } from './ready-queue'
import { Timers } from './timers'

const UNLIMITED = Number.MAX_SAFE_INTEGER

const LIMITS: ExecutionLimits = {
  payloadBytes: 262_144,
  variableBytes: 10 * 2 ** 20,
  historyEvents: 25_000,
  executionSeconds: 31_536_000,
  keptEvents: 250_000,
  transitions: 100_000,
  frames: 10_000,
  queryUnits: 3_000_000,
  memoryBytes: 64 * 2 ** 20,
  history: 'kept',
}

/** An execution that waits for the signal `Started`. */
export function begin(machine: StateMachine, options: ExecutionOptions): RunningExecution {
  return newExecution(machine, {
    identity: identityOf(options),
    limits: { ...limitsOfType(options.type ?? 'STANDARD', LIMITS), ...options.limits },
    refuse: options.refuse,
    watch: options.watch,
  })
}

/** Express executions have no limit of events, but one of five minutes. */
export function limitsOfType(type: 'STANDARD' | 'EXPRESS', limits: ExecutionLimits): ExecutionLimits {
  return type === 'EXPRESS' ? { ...limits, historyEvents: UNLIMITED, executionSeconds: 300 } : limits
}

/** An execution, or a child of a map run, which counts against the same limits as its parent. */
export function newExecution(
  machine: StateMachine,
  given: Pick<RunningExecution, 'identity' | 'limits' | 'refuse'> & { watch?: Watch | undefined },
  childOf?: ChildOf,
): RunningExecution {
  const { counts, sizes } = childOf?.parent ?? { counts: noCounts(), sizes: new PayloadSizes() }
  const execution: RunningExecution = {
    status: 'RUNNING',
    machine,
    ...given,
    watch: given.watch,
    childOf,
    offspring: undefined,
    lastEventId: 0,
    overrides: undefined,
    variableBytes: 0,
    redriveCount: 0,
    redrivenAt: undefined,
    now: 0,
    startedAt: 0,
    input: null,
    root: rootFrame(machine),
    ready: new ReadyQueue(),
    timers: new Timers(),
    tasks: new Map(),
    ...sequenceOf(given.identity.seed, 'chance', childOf?.number),
    random: () => draw(execution),
    sizes,
    counts,
    events: [],
    effects: [],
    ended: undefined,
  }
  return execution
}

function noCounts(): Counts {
  return {
    events: 0,
    transitions: 0,
    framesMade: 0,
    framesAlive: 1,
    tasks: 0,
    timers: 0,
    mapRuns: 0,
    children: 0,
    storageRequests: 0,
    queryUnits: 0,
    memoryBytes: 0,
    countAgainAt: 0,
  }
}
