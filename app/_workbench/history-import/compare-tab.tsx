import { type ComponentType, useCallback, useEffect, useState } from 'react'
import { Button } from '../../_ui/button'
import { Stale } from '../results/stale'
import type { Bench } from '../use-workbench'
import type { ComparePaneProps } from './compare-pane'

/** Kept for the next time that the tab is chosen. */
let loaded: ComponentType<ComparePaneProps> | undefined

/** A history from AWS beside the run; what reads and aligns it is loaded when it is first asked for. */
export function CompareTab({
  bench,
  ...pasted
}: { bench: Bench } & Pick<ComparePaneProps, 'text' | 'onText'>) {
  const [Pane, setPane] = useState(() => loaded)
  const [isLost, setLost] = useState(false)
  const load = useCallback(async () => {
    setLost(false)
    try {
      loaded ??= (await import('./compare-pane')).default
      setPane(() => loaded)
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
  if (!Pane) return <p className="m-0 p-4 text-sm text-ink-soft">Loading…</p>
  return (
    <>
      <Stale run={bench.state.run} bench={bench} />
      <Pane run={bench.state.run?.run} {...pasted} />
    </>
  )
}
