import type { EventId, StateName } from '@/lib/asl'
import type { RecordedEvent } from './recorded-event'

/**
 * One line of control: the execution, a branch or an iteration. Its events follow one another in one order only;
 * what runs at once stands in different lines.
 */
export interface Line {
  /** `from Pack` for the branch that begins with Pack, `item 2` for an iteration; empty for the execution. */
  label: string
  entries: Entry[]
}

export interface Entry {
  event: RecordedEvent
  /** Where its cause stands, told without ids and without which of several branches happened to be last. */
  cause: string
  /** The lines that it started. */
  children: Line[]
}

interface Place {
  line: Thread
  /** Its index in the line. */
  index: number
  stay: Stay | undefined
}

interface Thread extends Line {
  owner: Stay | undefined
}

/** One stay in a state. */
interface Stay {
  name: StateName
  kind: string
  thread: Thread
  /** What its children hang from: the entry that started them last. */
  entry: Entry
  isOpen: boolean
}

/**
 * The history as lines. Branches are told by the state they begin with, which is unique in a definition, and
 * iterations by their index; neither depends on which of them was quicker.
 */
export function linesOf(history: readonly RecordedEvent[]): Line {
  const fold = new LinesFold()
  for (const event of history) fold.add(event)
  return fold.top
}

class LinesFold {
  readonly top: Thread = { label: '', entries: [], owner: undefined }
  readonly #places = new Map<EventId, Place>()

  add(event: RecordedEvent): void {
    const before = this.#places.get(event.previousEventId)
    const { line, stay } = this.#placeOf(event, before)
    const entry: Entry = { event, cause: causeOf(event, line, before), children: [] }
    const index = line.entries.push(entry) - 1
    const at = event.type.endsWith('StateEntered') ? entered(event, line, entry) : stay
    if (at && /^(Parallel|Map)StateStarted$/.test(event.type)) at.entry = entry
    if (at && event.type.endsWith('StateExited')) at.isOpen = false
    this.#places.set(event.id, { line, index, stay: at })
  }

  #placeOf(event: RecordedEvent, before: Place | undefined): { line: Thread; stay?: Stay | undefined } {
    const { type, details } = event
    if (!before || type.startsWith('Execution')) return { line: this.top }
    if (type.endsWith('StateEntered')) {
      const { stay } = before
      if (stay?.kind !== 'Parallel' || !stay.isOpen) return { line: before.line }
      return { line: newThread(stay, `from ${String(details.name)}`) }
    }
    if (type === 'MapIterationStarted') {
      const stay = around(before, ({ name, kind }) => kind === 'Map' && name === details.name)
      return { line: stay ? newThread(stay, `item ${String(details.index)}`) : before.line }
    }
    if (type.startsWith('MapIteration')) {
      const stay = around(before, ({ name, kind }) => kind === 'Map' && name === details.name)
      const line = stay && latestThread(stay, `item ${String(details.index)}`)
      return { line: line ?? before.line, stay: undefined }
    }
    if (type.endsWith('StateExited')) {
      return at(around(before, ({ name, isOpen }) => isOpen && name === details.name)) ?? before
    }
    const kind = /^(Parallel|Map)State(Started|Succeeded|Failed|Aborted)$/.exec(type)?.[1]
    if (kind === undefined) return before
    return at(around(before, (stay) => stay.isOpen && stay.kind === kind)) ?? before
  }
}

function entered({ type, details }: RecordedEvent, thread: Thread, entry: Entry): Stay {
  const kind = type.slice(0, -'StateEntered'.length)
  return { name: String(details.name), kind, thread, entry, isOpen: true }
}

function at(stay: Stay | undefined): { line: Thread; stay: Stay } | undefined {
  return stay && { line: stay.thread, stay }
}

/** The innermost stay that is wanted, from `before` outwards. */
function around({ line, stay }: Place, isWanted: (stay: Stay) => boolean): Stay | undefined {
  for (let candidate = stay ?? line.owner; candidate; candidate = candidate.thread.owner) {
    if (isWanted(candidate)) return candidate
  }
  return undefined
}

function newThread(owner: Stay, label: string): Thread {
  const thread: Thread = { label, entries: [], owner }
  owner.entry.children.push(thread)
  return thread
}

function latestThread(owner: Stay, label: string): Thread | undefined {
  return owner.entry.children.findLast((line): line is Thread => line.label === label)
}

function causeOf({ previousEventId }: RecordedEvent, line: Thread, before: Place | undefined): string {
  if (!before) return previousEventId === 0 ? 'none' : 'unknown'
  if (line.entries.length === 0) return 'what started the line'
  if (before.line === line) {
    const back = line.entries.length - before.index
    return back === 1 ? 'the event before' : `${back} events before`
  }
  return isWithin(before.line, line) ? 'the end of a line within' : 'another line'
}

function isWithin(inner: Thread, outer: Thread): boolean {
  for (let line: Thread | undefined = inner; line; line = line.owner?.thread) {
    if (line === outer) return true
  }
  return false
}
