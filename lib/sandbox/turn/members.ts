import {
  begin,
  type ExecutionLimits,
  type Instant,
  parse,
  type RefuseTask,
  type RunningExecution,
  restore,
  type StateMachine,
  snapshot,
} from '@/lib/asl'
import type { StoredExecution } from '@/lib/services'
import type {
  KeptExecution,
  LoadedExecution,
  LoadedMachine,
  MadeExecution,
  RecordedSignal,
  StartCommand,
} from './turn-data'

/** An execution that has a part in this turn. */
export interface Member {
  readonly kept: KeptExecution
  /** What it was started from; of a new one only. */
  readonly startedFrom?: LoadedMachine
  /** Undefined when nothing can come of it: it succeeded, or its snapshot cannot be read. */
  readonly running: RunningExecution | undefined
  /** JSON text of each event of this turn. */
  readonly events: string[]
  readonly signals: RecordedSignal[]
  readonly lastEventIdBefore: number
}

/**
 * Histories are written out as they happen, so only what an execution itself holds is bounded here; how large its
 * history may grow, the turn counts.
 */
const LIMITS: Partial<ExecutionLimits> = { history: 'streamed', memoryBytes: 32 * 2 ** 20 }

/** Parsed definitions by type and text, those used last. */
const parsed = new Map<string, StateMachine>()
const PARSED_AT_MOST = 64

/** @throws when the definition is not valid; none is stored that was not checked. */
export function machineOf(definition: string, type: 'STANDARD' | 'EXPRESS'): StateMachine {
  const key = `${type} ${definition}`
  const known = parsed.get(key)
  const machine = known ?? parseValid(definition, type)
  parsed.delete(key)
  parsed.set(key, machine)
  const [oldest] = parsed.keys()
  if (parsed.size > PARSED_AT_MOST && oldest !== undefined) parsed.delete(oldest)
  return machine
}

function parseValid(definition: string, type: 'STANDARD' | 'EXPRESS'): StateMachine {
  const parsing = parse(definition, { type })
  if (parsing.ok) return parsing.machine
  throw new Error(`A definition was stored that is not valid: ${definition.slice(0, 200)}`)
}

export interface Surroundings {
  accountId: string
  region: string
  seed: number
  refuse: RefuseTask
}

/**
 * A new execution, before its first signal. One that a task or an event has started is `stored` already: whoever
 * started it goes on with that object.
 */
export function newMember(
  { machine, name, input, versionArn, aliasArn, traceHeader }: StartCommand,
  { number, startDate, stored }: { number: number; startDate: Instant; stored?: StoredExecution | undefined },
  { accountId, region, seed, refuse }: Surroundings,
): Member {
  const running = begin(machineOf(machine.definition, machine.type), {
    seed: seed + number * 2 ** 32,
    type: machine.type,
    region,
    accountId,
    stateMachineName: machine.name,
    name,
    roleArn: machine.roleArn,
    ...(versionArn !== undefined && { stateMachineVersionArn: versionArn }),
    ...(aliasArn !== undefined && { stateMachineAliasArn: aliasArn }),
    limits: LIMITS,
    refuse,
  })
  const begun: StoredExecution = stored ?? {
    executionArn: running.identity.executionArn,
    name,
    machine: machine.name,
    status: 'RUNNING',
    input,
    startDate,
    awaitedBy: [],
  }
  const kept: KeptExecution = Object.assign(begun, {
    number,
    type: machine.type,
    revisionId: machine.revisionId,
    ...(versionArn !== undefined && { versionArn }),
    ...(aliasArn !== undefined && { aliasArn }),
    ...(traceHeader !== undefined && { traceHeader }),
    ...(machine.isLogged && { isLogged: true as const }),
    redriveCount: 0,
    redrives: {},
    lastEventId: 0,
    historyBytes: 0,
  })
  return { kept, startedFrom: machine, running, events: [], signals: [], lastEventIdBefore: 0 }
}

/** An execution that was stored before. */
export function restoredMember(
  { kept, definition, snapshot: saved }: LoadedExecution,
  refuse: RefuseTask,
): Member {
  const running =
    saved === undefined ? undefined : restore(machineOf(definition, kept.type), JSON.parse(saved), { refuse })
  return { kept, running, events: [], signals: [], lastEventIdBefore: kept.lastEventId }
}

/** Nobody can ask for the history of an Express execution but through a log. */
export function keepsHistory({ type, isLogged }: KeptExecution): boolean {
  return type === 'STANDARD' || isLogged === true
}

/** What has to be stored of it; nothing when nothing happened to it. */
export function madeOf(member: Member, isTouched: boolean): MadeExecution | undefined {
  const { kept, startedFrom, running, events, signals, lastEventIdBefore } = member
  if (!isTouched) return undefined
  const isDone =
    kept.status === 'SUCCEEDED' || kept.isHalted || (kept.type === 'EXPRESS' && kept.status !== 'RUNNING')
  return {
    kept,
    ...(startedFrom && { startedFrom }),
    ...(running && !isDone && { snapshot: JSON.stringify(snapshot(running)) }),
    events: keepsHistory(kept) ? events : [],
    lastEventIdBefore,
    signals,
  }
}
