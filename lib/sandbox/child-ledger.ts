import type { ChildHistory, HistoryEvent, MapRunDescription } from '@/lib/asl'
import type { ChildRun, Run } from './run'

/** A run keeps the histories of so many children, and so many of their events; what is over is not shown. */
const MOST_CHILDREN = 200
const MOST_EVENTS = 20_000

/** The histories of the children of map runs, as far as a run keeps them. */
export class ChildLedger {
  readonly #children = new Map<string, ChildRun & { history: HistoryEvent[] }>()
  readonly #mapRuns = new Map<string, MapRunDescription>()
  #events = 0

  record(parts: readonly ChildHistory[], mapRuns: readonly MapRunDescription[]): void {
    for (const description of mapRuns) this.#mapRuns.set(description.mapRunArn, description)
    for (const { executionArn, mapRunArn, history } of parts) {
      const known = this.#children.get(executionArn)
      if (this.#events + history.length > MOST_EVENTS) continue
      if (!known && this.#children.size >= MOST_CHILDREN) continue
      const child = known ?? { executionArn, mapRunArn, history: [] }
      this.#children.set(executionArn, child)
      for (const event of history) child.history.push(event)
      this.#events += history.length
    }
  }

  all(): Pick<Run, 'children' | 'mapRuns'> {
    if (this.#mapRuns.size === 0) return {}
    return { children: [...this.#children.values()], mapRuns: [...this.#mapRuns.values()] }
  }
}
