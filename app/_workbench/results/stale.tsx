import type { Bench } from '../use-workbench'
import type { ShownRun } from '../workbench-state'

/** Says that what is shown is of an earlier text. */
export function Stale({ run, bench }: { run: ShownRun | undefined; bench: Bench }) {
  if (!run || run.source === bench.state.source) return null
  return (
    <p className="m-0 border-b border-line bg-caught-wash px-3 py-1.5 text-sm">
      The text has changed since this run.
    </p>
  )
}
