'use client'

import { useEffect, useState } from 'react'
import type { EventId } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import type { ShownRun } from '../workbench-state'
import type { Ladder } from '../workers/messages'
import { askToRun } from '../workers/workers'

/** So long the playhead has to rest: the run is made once more to find out. */
const RESTING_MS = 250

/**
 * How data went through the stay that began with `entered`, as it was right after `upTo`. What was found last stays
 * while the next is looked for.
 */
export function useLadder(
  run: ShownRun,
  at: JsonPointer,
  entered: EventId,
  upTo: EventId,
): { ladder: Ladder | undefined; isOf: boolean } {
  const [found, setFound] = useState<{ run: ShownRun; key: string; ladder: Ladder }>()
  const key = `${at} ${entered} ${upTo}`
  useEffect(() => {
    let withdraw = () => {}
    let isCurrent = true
    const resting = setTimeout(() => {
      const interventions = { ...run.spec.interventions, until: upTo }
      const job = askToRun({ job: 'ladder', spec: { ...run.spec, interventions }, entered, at })
      withdraw = job.withdraw
      void job.ended.then((end) => {
        if (!isCurrent || end.kind !== 'answered' || end.answer.job !== 'ladder') return
        setFound({ run, key: `${at} ${entered} ${upTo}`, ladder: end.answer.ladder })
      })
    }, RESTING_MS)
    return () => {
      isCurrent = false
      clearTimeout(resting)
      withdraw()
    }
  }, [run, at, entered, upTo])
  const isOf = found?.run === run && found.key === key
  return { ladder: found?.ladder, isOf }
}
