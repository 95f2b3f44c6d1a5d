import { type ComponentType, useCallback, useEffect, useState } from 'react'
import type { ExerciseForLearner } from '@/lib/exercises'
import { Button } from '../../_ui/button'
import type { AwsRunPaneProps } from '../aws-run/aws-run-pane'
import { Stale } from '../results/stale'
import type { Bench } from '../use-workbench'
import type { ComparePaneProps } from './compare-pane'

/** Kept for the next time that the tab is chosen. */
let loaded: { Pane: ComponentType<ComparePaneProps>; AwsRun: ComponentType<AwsRunPaneProps> } | undefined

/** A history from AWS beside the run; what reads and aligns it is loaded when it is first asked for. */
export function CompareTab({
  bench,
  exercise,
  ...pasted
}: { bench: Bench; exercise: ExerciseForLearner | undefined } & Pick<ComparePaneProps, 'text' | 'onText'>) {
  const [panes, setPanes] = useState(() => loaded)
  const [isLost, setLost] = useState(false)
  const load = useCallback(async () => {
    setLost(false)
    try {
      loaded ??= await loadPanes()
      setPanes(loaded)
    } catch {
      setLost(true)
    }
  }, [])
  useEffect(() => void load(), [load])

  if (isLost) {
    return (
      <div role="alert" className="p-4 text-sm">
        <p className="m-0 mb-2">The comparison could not be loaded. Check the connection and try again.</p>
        <Button size="sm" onClick={() => void load()}>
          Try again
        </Button>
      </div>
    )
  }
  if (!panes) return <p className="m-0 p-4 text-sm text-ink-soft">Loading…</p>
  const { Pane, AwsRun } = panes
  return (
    <div className="flex flex-col">
      {exercise && exercise.kind !== 'predict' && <AwsRun exerciseId={exercise.id} bench={bench} />}
      <Stale run={bench.state.run} bench={bench} />
      <Pane run={bench.state.run} {...pasted} />
    </div>
  )
}

async function loadPanes(): Promise<NonNullable<typeof loaded>> {
  const [{ default: Pane }, { AwsRunPane }] = await Promise.all([
    import('./compare-pane'),
    import('../aws-run/aws-run-pane'),
  ])
  return { Pane, AwsRun: AwsRunPane }
}
