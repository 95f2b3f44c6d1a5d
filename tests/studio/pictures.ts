import { looseValue } from '@/lib/asl'
import { layOut, outlineOf, stateGraph } from '@/lib/graph'
import { applyEdits, type Change, type DropTarget, dropTargets } from '@/lib/studio'

/** The places of a text's picture. */
export function targetsOf(source: string): readonly DropTarget[] {
  const graph = stateGraph(looseValue(source))
  return dropTargets(layOut(graph), outlineOf(graph))
}

/** The text after a change that was not refused. */
export function applied(source: string, made: Change): string {
  if (!made.ok) throw new Error(made.because)
  return applyEdits(source, made.edits)
}
