import type { ChildHistory, HistoryEvent, MapRunDescription } from '@/lib/asl'
import type { MadeChild } from './turn-data'

/** What a turn adds to the histories of children of map runs. */
export class ChildParts {
  readonly #children = new Map<string, MadeChild & { events: string[] }>()
  readonly #mapRuns = new Map<string, MapRunDescription>()
  readonly #newNumber: () => number

  constructor(newNumber: () => number) {
    this.#newNumber = newNumber
  }

  /** Answers how many bytes were added. */
  record(rootArn: string, parts: readonly ChildHistory[], mapRuns: readonly MapRunDescription[]): number {
    for (const description of mapRuns) this.#mapRuns.set(description.mapRunArn, description)
    let bytes = 0
    for (const { executionArn, mapRunArn, items, history } of parts) {
      const [first] = history
      if (!first) continue
      const child = this.#children.get(executionArn) ?? {
        executionArn,
        mapRunArn,
        rootArn,
        items,
        number: first.type === 'ExecutionStarted' ? this.#newNumber() : 0,
        events: [],
        lastEventIdBefore: first.id - 1,
      }
      for (const event of history) {
        const text = JSON.stringify(event)
        bytes += text.length
        child.events.push(text)
        Object.assign(child, partOf(event))
      }
      this.#children.set(executionArn, child)
    }
    return bytes
  }

  made(): { children: readonly MadeChild[]; mapRuns: readonly MapRunDescription[] } {
    return { children: [...this.#children.values()], mapRuns: [...this.#mapRuns.values()] }
  }
}

/** What an event says of the child as a whole. */
function partOf({ type, details, timestamp: at }: HistoryEvent): Pick<MadeChild, 'started' | 'ended'> {
  switch (type) {
    case 'ExecutionStarted':
      return { started: { at, input: JSON.stringify(details.input) } }
    case 'ExecutionSucceeded':
      return { ended: { status: 'SUCCEEDED', at, output: JSON.stringify(details.output) } }
    case 'ExecutionFailed':
      return { ended: { status: 'FAILED', at, failure: details } }
    case 'ExecutionTimedOut':
      return { ended: { status: 'TIMED_OUT', at, failure: details } }
    case 'ExecutionAborted':
      return { ended: { status: 'ABORTED', at, failure: details } }
    default:
      return {}
  }
}
