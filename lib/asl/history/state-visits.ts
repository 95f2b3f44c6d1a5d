import type { JsonObject, JsonValue } from '@/lib/json'
import type { Failure, Instant } from '../interpret/signal'
import type { StateName, StateType } from '../parse/state-machine'
import type { EventId, HistoryEvent } from './history-event'

/**
 * - `running`: entered and at work; `retrying`: its latest try failed and nothing followed yet;
 * - `caught`: left by a catcher; `failed`: its failure went on to whoever encloses it;
 * - `aborted`: stopped because another branch failed or the execution ended.
 */
export type VisitStatus = 'running' | 'retrying' | 'succeeded' | 'caught' | 'failed' | 'aborted'

/** One step down the tree of branches and iterations. The history names a branch only by its first state. */
export type PathStep =
  | { of: 'Branch'; state: StateName; startsWith: StateName }
  | { of: 'Iteration'; state: StateName; index: number }

/** One stay in a state, from `…StateEntered` to `…StateExited` or to whatever ended it. */
export interface StateVisit {
  name: StateName
  type: StateType
  /** The branches and iterations around it, outermost first; empty at the top. */
  path: readonly PathStep[]
  status: VisitStatus
  input: JsonValue
  output?: JsonValue
  assigned?: JsonObject
  enteredAt: Instant
  endedAt?: Instant
  enteredEvent: EventId
  exitedEvent?: EventId
  /** Tries after the first. */
  retries: number
  /** Of the latest try that failed, as far as the history tells. */
  failure?: Failure
  /** Every event that belongs to this stay, children's apart. */
  events: EventId[]
}

/** Every stay in every state, in the order of entry. */
export function stateVisits(history: readonly HistoryEvent[]): StateVisit[] {
  return trackedVisits(history).visits.map(({ visit }) => visit)
}

/** From this event on the stay has this status. */
export interface StatusChange {
  event: EventId
  status: VisitStatus
}

/** A stay, and how it came to stand as it does at the end. */
export interface TrackedVisit {
  readonly visit: StateVisit
  /** In order; the first is its entry. */
  readonly changes: readonly StatusChange[]
  readonly line: TrackedLine
}

/** One line of control: the execution, or one try of a branch or an iteration. */
export interface TrackedLine {
  /** The stay in the Parallel or Map that started it; nothing for the execution itself. */
  readonly owner: TrackedVisit | undefined
  readonly path: readonly PathStep[]
}

/** The same with every change of status, and the stay that each event happened in, by event id. */
export function trackedVisits(history: readonly HistoryEvent[]): {
  visits: readonly TrackedVisit[]
  visitOf: ReadonlyMap<EventId, TrackedVisit>
} {
  const fold = new VisitsFold()
  for (const event of history) fold.add(event)
  return { visits: fold.visits, visitOf: fold.visitOf }
}

/** Where an event happened: in which branch or iteration, and in which stay. */
interface Place {
  line: Line
  stay: Stay | undefined
}

/** At most one of its stays is open. */
interface Line extends TrackedLine {
  owner: Stay | undefined
  path: readonly PathStep[]
  open: Stay | undefined
  /** The stay that was open last. */
  latest: Stay | undefined
}

interface Stay extends TrackedVisit {
  changes: StatusChange[]
  line: Line
  /** Of a Parallel or Map: the lines that this try started. */
  lines: Line[]
  tries: number
  lastTryFailed: boolean
}

class VisitsFold {
  readonly visits: Stay[] = []
  readonly visitOf = new Map<EventId, Stay>()
  readonly #top: Line = { owner: undefined, path: [], open: undefined, latest: undefined }
  readonly #places = new Map<EventId, Place>()

  add(event: HistoryEvent): void {
    const before = this.#places.get(event.previousEventId) ?? { line: this.#top, stay: undefined }
    const place = this.#placeOf(event, before)
    this.#places.set(event.id, place)
    if (!place.stay) return
    place.stay.visit.events.push(event.id)
    this.visitOf.set(event.id, place.stay)
  }

  #placeOf(event: HistoryEvent, before: Place): Place {
    switch (event.type) {
      case 'ExecutionStarted':
      case 'ExecutionSucceeded':
        return { line: this.#top, stay: undefined }
      case 'ExecutionRedriven':
        reopen(this.#top, event.id)
        return { line: this.#top, stay: undefined }
      case 'ExecutionFailed':
        this.#executionFailed(event.details, before, event)
        return { line: this.#top, stay: undefined }
      case 'ExecutionAborted':
      case 'ExecutionTimedOut':
        closeLine(this.#top, 'aborted', event)
        return { line: this.#top, stay: undefined }
      case 'PassStateEntered':
      case 'TaskStateEntered':
      case 'ChoiceStateEntered':
      case 'WaitStateEntered':
      case 'SucceedStateEntered':
      case 'FailStateEntered':
      case 'ParallelStateEntered':
      case 'MapStateEntered':
        return this.#entered(event, before)
      case 'PassStateExited':
      case 'TaskStateExited':
      case 'ChoiceStateExited':
      case 'WaitStateExited':
      case 'SucceedStateExited':
      case 'ParallelStateExited':
      case 'MapStateExited':
        return exited(event, before)
      case 'MapIterationStarted': {
        const stay = enclosing(before, ({ visit }) => visit.name === event.details.name)
        const path: PathStep[] = [
          ...(stay?.visit.path ?? []),
          { of: 'Iteration', ...iteration(event.details) },
        ]
        return { line: startLine(stay, path), stay: undefined }
      }
      case 'MapIterationSucceeded':
      case 'MapIterationFailed':
      case 'MapIterationAborted': {
        const stay = enclosing(before, ({ visit }) => visit.name === event.details.name)
        return stay ? { line: stay.line, stay } : before
      }
      case 'ParallelStateStarted':
      case 'MapStateStarted':
        return startedTry(before, event.type === 'MapStateStarted' ? 'Map' : 'Parallel', event)
      case 'ParallelStateSucceeded':
      case 'MapStateSucceeded':
        return openStay(before, event.type === 'MapStateSucceeded' ? 'Map' : 'Parallel')
      case 'ParallelStateFailed':
      case 'MapStateFailed': {
        const place = openStay(before, event.type === 'MapStateFailed' ? 'Map' : 'Parallel')
        if (place.stay) tryFailed(place.stay, childFailure(before, event), event)
        return place
      }
      case 'MapRunFailed':
        if (before.stay) tryFailed(before.stay, failureOf(event.details), event)
        return before
      case 'TaskStateAborted':
      case 'WaitStateAborted':
      case 'ParallelStateAborted':
      case 'MapStateAborted':
        return before
      case 'TaskScheduled':
      case 'LambdaFunctionScheduled':
      case 'ActivityScheduled':
        if (before.stay) startTry(before.stay, event)
        return before
      case 'TaskFailed':
      case 'TaskTimedOut':
      case 'TaskStartFailed':
      case 'TaskSubmitFailed':
      case 'LambdaFunctionFailed':
      case 'LambdaFunctionTimedOut':
      case 'LambdaFunctionScheduleFailed':
      case 'LambdaFunctionStartFailed':
      case 'ActivityFailed':
      case 'ActivityTimedOut':
      case 'ActivityScheduleFailed':
      case 'EvaluationFailed':
        if (before.stay) tryFailed(before.stay, failureOf(event.details), event)
        return before
      default:
        return before
    }
  }

  #entered(event: Extract<HistoryEvent, { type: `${StateType}StateEntered` }>, before: Place): Place {
    const { name, input } = event.details
    const parallel =
      before.stay?.visit.type === 'Parallel' && before.line.open === before.stay ? before.stay : undefined
    const line = parallel
      ? startLine(parallel, [
          ...parallel.visit.path,
          { of: 'Branch', state: parallel.visit.name, startsWith: name },
        ])
      : before.line
    const visit: StateVisit = {
      name,
      type: event.type.slice(0, -'StateEntered'.length) as StateType,
      path: line.path,
      status: 'running',
      input,
      enteredAt: event.timestamp,
      enteredEvent: event.id,
      retries: 0,
      events: [],
    }
    const changes: StatusChange[] = [{ event: event.id, status: 'running' }]
    const stay: Stay = { visit, changes, line, lines: [], tries: 0, lastTryFailed: false }
    line.open = stay
    line.latest = stay
    this.visits.push(stay)
    if (visit.type === 'Fail') close(stay, 'failed', event)
    return { line, stay }
  }

  /** The failure came out of `before`; whatever encloses it failed with it, the rest was stopped. */
  #executionFailed(failure: Failure, before: Place, event: HistoryEvent): void {
    for (let stay = before.stay; stay; stay = stay.line.owner) {
      if (stay.visit.failure === undefined) stay.visit.failure = failureOf(failure)
      close(stay, 'failed', event)
    }
    closeLine(this.#top, 'aborted', event)
  }
}

function exited(
  event: Extract<HistoryEvent, { type: `${Exclude<StateType, 'Fail'>}StateExited` }>,
  before: Place,
): Place {
  const { name, output, assignedVariables } = event.details
  const stay = enclosing(before, ({ visit }) => visit.name === name && visit.exitedEvent === undefined)
  if (!stay) return before
  stay.visit.output = output
  stay.visit.exitedEvent = event.id
  if (assignedVariables) stay.visit.assigned = assignedVariables
  close(stay, stay.lastTryFailed ? 'caught' : 'succeeded', event)
  return { line: stay.line, stay }
}

/** A Parallel or Map starts its children: for the first time, or again after they failed. */
function startedTry(before: Place, type: StateType, event: HistoryEvent): Place {
  const place = openStay(before, type)
  if (!place.stay) return place
  if (place.stay.tries > 0) tryFailed(place.stay, childFailure(before, event), event)
  startTry(place.stay, event)
  return place
}

function startTry(stay: Stay, { id }: HistoryEvent): void {
  stay.visit.retries = stay.tries++
  become(stay, 'running', id)
  stay.lastTryFailed = false
  stay.lines = []
}

function tryFailed(stay: Stay, failure: Failure | undefined, event: HistoryEvent): void {
  for (const line of stay.lines) closeLine(line, 'aborted', event)
  if (failure) stay.visit.failure = failure
  stay.lastTryFailed = true
  become(stay, 'retrying', event.id)
}

/** The failure of the child that `before` was the end of. */
function childFailure({ stay }: Place, { id }: HistoryEvent): Failure | undefined {
  if (!stay) return undefined
  if (stay.lastTryFailed || stay.visit.type === 'Fail') become(stay, 'failed', id)
  return stay.visit.failure
}

function startLine(owner: Stay | undefined, path: readonly PathStep[]): Line {
  const line: Line = { owner, path, open: undefined, latest: undefined }
  owner?.lines.push(line)
  return line
}

/** The innermost stay of that type that is still open, from `before` outwards. */
function openStay(before: Place, type: StateType): Place {
  const stay = enclosing(
    before,
    (candidate) => candidate.visit.type === type && candidate.line.open === candidate,
  )
  return stay ? { line: stay.line, stay } : before
}

function enclosing({ line, stay }: Place, wanted: (stay: Stay) => boolean): Stay | undefined {
  for (let candidate = stay ?? line.owner; candidate; candidate = candidate.line.owner) {
    if (wanted(candidate)) return candidate
  }
  return undefined
}

function close(stay: Stay, status: VisitStatus, event: HistoryEvent): void {
  become(stay, status, event.id)
  stay.visit.endedAt = event.timestamp
  if (stay.line.open === stay) stay.line.open = undefined
  for (const line of stay.lines) closeLine(line, 'aborted', event)
}

function become({ visit, changes }: Stay, status: VisitStatus, event: EventId): void {
  if (visit.status === status) return
  visit.status = status
  changes.push({ event, status })
}

/** Ends whatever is open in the line; a stay whose latest try failed is the one that failed. */
function closeLine(line: Line, status: VisitStatus, event: HistoryEvent): void {
  if (line.open) close(line.open, line.open.lastTryFailed ? 'failed' : status, event)
}

/** A redrive goes on with what was open when the execution ended. */
function reopen(line: Line, event: EventId): void {
  const stay = line.latest
  if (!stay || stay.visit.exitedEvent !== undefined) return
  line.open = stay
  stay.lastTryFailed = false
  become(stay, 'running', event)
  delete stay.visit.endedAt
  for (const child of stay.lines) reopen(child, event)
}

function iteration({ name, index }: { name: StateName; index: number }): { state: StateName; index: number } {
  return { state: name, index }
}

function failureOf({ error, cause }: Failure): Failure {
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) }
}
