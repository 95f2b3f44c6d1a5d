'use client'

import { type ComponentType, useCallback, useEffect, useState } from 'react'
import { Button } from '../../_ui/button'
import type { AccountPaneProps } from '../account/account-pane'
import type { Subject } from '../subject'
import { useRunThen } from '../time/use-run-then'
import type { Bench } from '../use-workbench'
import { Stale } from './stale'

/** Kept for the next time that the tab is chosen. */
let loaded: ComponentType<AccountPaneProps> | undefined

/** The account of the run, or of the scenario chosen; what shows it is loaded when it is first asked for. */
export function AccountTab({
  subject,
  bench,
  ...rest
}: { subject: Subject; bench: Bench } & Pick<AccountPaneProps, 'toggled' | 'focus' | 'onToggle'>) {
  const [Pane, setPane] = useState(() => loaded)
  const [isLost, setLost] = useState(false)
  const load = useCallback(async () => {
    setLost(false)
    try {
      loaded ??= (await import('../account/account-pane')).default
      setPane(() => loaded)
    } catch {
      setLost(true)
    }
  }, [])
  useEffect(() => void load(), [load])

  const shown = bench.state.run
  const then = useRunThen(shown, bench.state.playhead)
  const scenarioId = shown?.scenarioId ?? bench.scenarioId
  const scenario = subject.scenarios.find(({ id }) => id === scenarioId)
  if (!scenario) return null
  if (isLost) {
    return (
      <div role="alert" className="p-4 text-sm">
        <p className="m-0 mb-2">The account could not be loaded. Check the connection and try again.</p>
        <Button size="sm" onClick={() => void load()}>
          Try again
        </Button>
      </div>
    )
  }
  if (!Pane) return <p className="m-0 p-4 text-sm text-ink-soft">Loading…</p>
  return (
    <>
      <Stale run={shown} bench={bench} />
      {shown && bench.state.playhead < shown.run.history.length && (
        <p role="status" className="m-0 border-b border-line bg-sunken px-4 py-1.5 text-sm">
          {then
            ? `As it was right after event ${bench.state.playhead} of ${shown.run.history.length}.`
            : 'Looking at the account at this moment …'}
        </p>
      )}
      <Pane scenario={scenario} run={then ?? shown?.run} {...rest} />
    </>
  )
}
