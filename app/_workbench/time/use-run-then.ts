'use client'

import { useEffect, useState } from 'react'
import type { EventId } from '@/lib/asl'
import type { Run } from '@/lib/sandbox'
import type { ShownRun } from '../workbench-state'
import { askToRun } from '../workers/workers'

/** So long the playhead has to rest: the run is made once more, up to there. */
const RESTING_MS = 200

/**
 * The run with the account and the bill as they were right after the event; nothing while that is being found. At the
 * end, what the run set going is in it too.
 */
export function useRunThen(shown: ShownRun | undefined, event: EventId): Run | undefined {
  const [found, setFound] = useState<{ shown: ShownRun; event: EventId; run: Run }>()
  const isEnd = !shown || event >= shown.run.history.length
  useEffect(() => {
    if (isEnd || !shown) return
    let isCurrent = true
    let withdraw = () => {}
    const resting = setTimeout(() => {
      const job = askToRun({ job: 'account', spec: shown.spec, event: Math.max(1, event) })
      withdraw = job.withdraw
      void job.ended.then((end) => {
        if (!isCurrent || end.kind !== 'answered' || end.answer.job !== 'account') return
        setFound({ shown, event, run: end.answer.run })
      })
    }, RESTING_MS)
    return () => {
      isCurrent = false
      clearTimeout(resting)
      withdraw()
    }
  }, [shown, event, isEnd])
  if (isEnd) return shown?.run
  return found?.shown === shown && found.event === event ? found.run : undefined
}
