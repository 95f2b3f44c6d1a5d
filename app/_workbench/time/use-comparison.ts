'use client'

import { useEffect, useState } from 'react'
import type { Comparison } from '@/lib/histories'
import type { ShownRun } from '../workbench-state'
import { askToRun } from '../workers/workers'

/** How two runs stand to each other, found in the worker; nothing until it is known, and where nobody asks. */
export function useComparison(
  run: ShownRun | undefined,
  ghost: ShownRun | undefined,
): Comparison | undefined {
  const [found, setFound] = useState<{ run: ShownRun; ghost: ShownRun; comparison: Comparison }>()
  useEffect(() => {
    if (!run || !ghost) {
      setFound(undefined)
      return
    }
    let isCurrent = true
    const job = askToRun({ job: 'compare', here: run.spec, there: ghost.spec })
    void job.ended.then((end) => {
      if (!isCurrent || end.kind !== 'answered' || end.answer.job !== 'compare') return
      setFound({ run, ghost, comparison: end.answer.comparison })
    })
    return () => {
      isCurrent = false
      job.withdraw()
    }
  }, [run, ghost])
  return found && found.run === run && found.ghost === ghost ? found.comparison : undefined
}
