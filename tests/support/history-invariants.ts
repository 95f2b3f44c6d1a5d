import type { EventId, HistoryEvent, StateName } from '@/lib/asl'

/**
 * What is wrong with a history, whatever its machine was; empty when nothing is. One pass, so that a million
 * histories can be checked:
 *
 * - ids count up from 1, time never goes back, the first event starts the execution, nothing follows its end but a
 *   redrive, or another start of an Express child; causes come before what they cause;
 * - every line of control (the execution, a branch, an iteration) has at most one open state, exits leave what is
 *   open there, and children begin and end inside their parent;
 * - iterations start in order, at most once in a try, and end at most once;
 * - a task is scheduled, started and ended in this order, once, inside its state.
 */
export function brokenInvariants(history: readonly HistoryEvent[]): string[] {
  const check = new Check()
  for (const event of history) check.add(event)
  return check.problems
}

const LAST = new Set(['ExecutionSucceeded', 'ExecutionFailed', 'ExecutionAborted', 'ExecutionTimedOut'])
const TASK_EVENT =
  /^(?:Task|LambdaFunction|Activity)(Scheduled|Started|Submitted|Succeeded|Failed|TimedOut|ScheduleFailed|StartFailed|SubmitFailed)$/

type Stage = 'none' | 'scheduled' | 'started'

/** One line of control; the outermost has no owner. */
interface Line {
  owner: Stay | undefined
  /** Of an iteration. */
  index: number | undefined
  open: Stay | undefined
  isOver: boolean
}

function theTop(): Line {
  return { owner: undefined, index: undefined, open: undefined, isOver: false }
}

/** One stay in a state. */
interface Stay {
  name: StateName
  type: string
  line: Line
  enteredBy: EventId
  task: Stage
  /** The children that the latest try started. */
  lines: Line[]
  /** The iterations of the latest try that run. */
  iterations: Map<number, Line>
  nextIteration: number
}

class Check {
  readonly problems: string[] = []
  #top: Line = theTop()
  /** By event id: the line in which it happened, and the stay that was open there. */
  readonly #places: { line: Line; stay: Stay | undefined }[] = []
  /** Of the latest `ExecutionStarted`. */
  #start = 1
  #latest: HistoryEvent | undefined
  #isOver = false
  #wasRedriven = false
  /** An event said too little to know where it happened: from then on only the order is looked at. */
  #isLost = false
  /** How many run, by index and name of the state. */
  readonly #iterations = new Map<string, number>()

  add(event: HistoryEvent): void {
    this.#order(event)
    this.#latest = event
    if (this.#isLost) return
    const before = this.#places[event.previousEventId] ?? { line: this.#top, stay: undefined }
    const line = this.#lineOf(event, before)
    this.#places[event.id] = { line, stay: line.open }
  }

  #wrong(event: HistoryEvent, what: string): void {
    this.problems.push(`event ${event.id} (${event.type}) ${what}`)
  }

  #order(event: HistoryEvent): void {
    const { id, previousEventId, type, timestamp } = event
    if (id !== (this.#latest?.id ?? 0) + 1) this.#wrong(event, 'has not the next id')
    if (timestamp < (this.#latest?.timestamp ?? 0)) this.#wrong(event, 'goes back in time')
    const startsAnew = type === 'ExecutionStarted' && this.#isOver
    if (startsAnew) this.#startAnew(id)
    else if ((type === 'ExecutionStarted') !== (this.#latest === undefined))
      this.#wrong(event, 'is no beginning')
    if (previousEventId >= id) this.#wrong(event, `is caused by ${previousEventId}`)
    const mayBeFirst = id <= this.#start + 1 || LAST.has(type) || type === 'EvaluationFailed'
    if (previousEventId === 0 && !mayBeFirst) this.#wrong(event, 'has no cause')
    if (this.#isOver !== (type === 'ExecutionRedriven' || startsAnew))
      this.#wrong(event, 'follows the end, or none')
    this.#isOver = LAST.has(type)
    this.#wasRedriven ||= type === 'ExecutionRedriven'
  }

  #startAnew(id: EventId): void {
    this.#start = id
    this.#top = theTop()
    this.#iterations.clear()
  }

  #lineOf(event: HistoryEvent, before: { line: Line; stay: Stay | undefined }): Line {
    const { type, details } = event
    if (type.endsWith('StateEntered') && 'name' in details) {
      return this.#entered(event, details.name, type.slice(0, -'StateEntered'.length), before)
    }
    if (type.endsWith('StateExited') && 'name' in details) {
      return this.#exited(event, details.name, type.slice(0, -'StateExited'.length), before)
    }
    if (type.startsWith('MapIteration') && 'index' in details) {
      return this.#iteration(event, details.name, details.index, before)
    }
    if (event.type === 'EvaluationFailed') return this.#evaluationFailed(event.details.state)
    const task = TASK_EVENT.exec(type)?.[1]
    if (task !== undefined) return this.#task(event, task, before.line)
    switch (type) {
      case 'ExecutionSucceeded':
        if (this.#top.open) this.#wrong(event, `leaves ${this.#top.open.name} open`)
        return this.#top
      case 'ExecutionStarted':
      case 'ExecutionFailed':
      case 'ExecutionAborted':
      case 'ExecutionTimedOut':
      case 'ExecutionRedriven':
        return this.#top
      case 'ParallelStateStarted':
      case 'MapStateStarted':
        return this.#started(event, type === 'MapStateStarted' ? 'Map' : 'Parallel', before.line)
      case 'ParallelStateSucceeded':
      case 'MapStateSucceeded': {
        const stay = this.#enclosing(event, type === 'MapStateSucceeded' ? 'Map' : 'Parallel', before.line)
        if (stay?.lines.some(({ isOver }) => !isOver)) this.#wrong(event, 'comes before its children end')
        return stay?.line ?? before.line
      }
      case 'ParallelStateFailed':
      case 'MapStateFailed':
        return (
          this.#enclosing(event, type === 'MapStateFailed' ? 'Map' : 'Parallel', before.line)?.line ??
          before.line
        )
      default:
        return before.line
    }
  }

  #entered(
    event: HistoryEvent,
    name: StateName,
    type: string,
    { line: from, stay }: { line: Line; stay: Stay | undefined },
  ): Line {
    const begins = stay?.type === 'Parallel' && from.open === stay
    const line: Line = begins ? { owner: stay, index: undefined, open: undefined, isOver: false } : from
    if (begins) stay.lines.push(line)
    if (line.open) this.#wrong(event, `enters ${name} while ${line.open.name} is open`)
    if (line.isOver && line.index !== undefined) this.#wrong(event, `enters ${name} after its iteration`)
    line.isOver = false
    line.open = {
      name,
      type,
      line,
      enteredBy: event.id,
      task: 'none',
      lines: [],
      iterations: new Map(),
      nextIteration: 0,
    }
    return line
  }

  #exited(event: HistoryEvent, name: StateName, type: string, { line: from }: { line: Line }): Line {
    const stay = this.#enclosing(event, type, from, name)
    if (!stay) return from
    if (stay.task !== 'none') this.#wrong(event, `leaves ${name} while its task is ${stay.task}`)
    for (const child of stay.lines) child.isOver = true
    const { line } = stay
    line.open = undefined
    // Nothing says that a branch is over; it is when it enters no further state.
    if (line.owner?.type === 'Parallel') line.isOver = true
    return line
  }

  #started(event: HistoryEvent, type: string, from: Line): Line {
    const stay = this.#enclosing(event, type, from)
    if (!stay) return from
    for (const line of stay.lines) line.isOver = true
    stay.lines = []
    stay.iterations = new Map()
    stay.nextIteration = 0
    return stay.line
  }

  #iteration(event: HistoryEvent, name: StateName, index: number, { line: from }: { line: Line }): Line {
    const key = `${index} of ${name}`
    const running = this.#iterations.get(key) ?? 0
    this.#iterations.set(key, running + (event.type === 'MapIterationStarted' ? 1 : -1))
    // A redriven iteration goes on without being started again, and ends a second time.
    if (event.type !== 'MapIterationStarted' && running <= 0 && !this.#wasRedriven) {
      this.#wrong(event, `ends no iteration ${key}`)
    }
    // What aborts an iteration may lie in another branch altogether.
    if (event.type === 'MapIterationAborted') return from
    const stay = this.#enclosing(event, 'Map', from, name)
    if (!stay) return from
    if (event.type === 'MapIterationStarted') {
      if (index !== stay.nextIteration) this.#wrong(event, `starts iteration ${index} out of order`)
      stay.nextIteration = index + 1
      const line: Line = { owner: stay, index, open: undefined, isOver: false }
      stay.lines.push(line)
      stay.iterations.set(index, line)
      return line
    }
    const line = stay.iterations.get(index)
    if (line && event.type === 'MapIterationSucceeded') {
      if (line.open) this.#wrong(event, `ends iteration ${index} while ${line.open.name} is open`)
      line.isOver = true
      stay.iterations.delete(index)
    }
    return stay.line
  }

  #task(event: HistoryEvent, what: string, line: Line): Line {
    const stay = line.open
    if (stay?.type !== 'Task') {
      this.#wrong(event, 'is not inside a Task state')
      return line
    }
    if (what === 'Started') {
      if (stay.task !== 'scheduled') this.#wrong(event, `starts a task that is ${stay.task}`)
      stay.task = 'started'
    } else if (what === 'Scheduled') {
      // A redrive schedules anew what had not ended.
      if (stay.task !== 'none' && !this.#wasRedriven) this.#wrong(event, 'schedules a task twice')
      stay.task = 'scheduled'
    } else {
      if (stay.task === 'none') this.#wrong(event, 'is of no task')
      if (what !== 'Submitted') stay.task = 'none'
    }
    return line
  }

  /** Has no cause but the name of its state, which several iterations may be in. */
  #evaluationFailed(name: StateName): Line {
    const [line, another] = openLines(this.#top).filter(({ open }) => open?.name === name)
    if (!line || another) this.#isLost = true
    return line ?? this.#top
  }

  /** The innermost open stay of that type, from `line` outwards. */
  #enclosing(event: HistoryEvent, type: string, line: Line, name?: StateName): Stay | undefined {
    for (let here: Line | undefined = line; here; here = here.owner?.line) {
      const { open } = here
      if (open?.type === type && (name === undefined || open.name === name)) return open
    }
    this.#wrong(event, `is outside of any ${type} state${name === undefined ? '' : ` ${name}`} that is open`)
    return undefined
  }
}

/** The line and all that its open state has started, down to the innermost. */
function openLines(line: Line): Line[] {
  return line.open && !line.isOver ? [line, ...line.open.lines.flatMap(openLines)] : []
}
