'use client'

import { Button } from '../../_ui/button'
import { useLoaded } from '../use-loaded'
import type { Bench } from '../use-workbench'

const load = () => import('./waiting-cards')

/** Whoever this run waits for, to be answered by hand; or the offer to do so, where it waited in vain. */
export function Waiting({ bench }: { bench: Bench }) {
  const run = bench.state.run?.run
  const waiting = run?.waiting
  const { Part, isLost, tryAgain } = useLoaded(load, waiting !== undefined)
  if (!run) return null
  if (waiting) {
    if (Part) return <Part bench={bench} waiting={waiting} />
    if (!isLost) return null
    return (
      <p role="alert" className="m-0 border-b border-line p-2 text-sm">
        What the run waits for could not be loaded.{' '}
        <Button size="sm" onClick={tryAgain}>
          Try again
        </Button>
      </p>
    )
  }
  const inVain = run.account.pendingTasks?.find(({ status }) => status === 'GivenUp')
  if (!inVain || bench.byHand) return null
  return (
    <p className="m-0 flex shrink-0 flex-wrap items-center gap-2 border-b border-line bg-caught-wash px-3 py-1.5 text-sm">
      <span>{inVain.stateName} waited for an answer that did not come in time.</span>
      <Button
        size="sm"
        onClick={() => {
          bench.setByHand(true)
          void bench.run(undefined, undefined, true)
        }}
      >
        Answer it yourself
      </Button>
    </p>
  )
}
