'use client'

import { useEffect, useState } from 'react'
import type { Comparison, ReadHistory, RecordedEvent } from '@/lib/histories'
import type { Result } from '@/lib/result'
import type { ShownRun } from '../workbench-state'
import { askToRun } from '../workers/workers'

/** How two histories stand to each other, found in the worker. */
export function useAlignment(
  here: readonly RecordedEvent[],
  there: readonly RecordedEvent[],
): Comparison | undefined {
  const [found, setFound] = useState<{ here: unknown; there: unknown; comparison: Comparison }>()
  useEffect(() => {
    let isCurrent = true
    const job = askToRun({ job: 'align', here, there })
    void job.ended.then((end) => {
      if (!isCurrent || end.kind !== 'answered' || end.answer.job !== 'compare') return
      setFound({ here, there, comparison: end.answer.comparison })
    })
    return () => {
      isCurrent = false
      job.withdraw()
    }
  }, [here, there])
  return found && found.here === here && found.there === there ? found.comparison : undefined
}

/** What was pasted: not read yet, or read, and how it stands to the run. */
export type Imported =
  | { phase: 'reading' }
  | { phase: 'read'; read: Result<ReadHistory, string>; comparison: Comparison | undefined }
  | { phase: 'lost'; sentence: string }

const RESTING_MS = 150

/** Reads a history and aligns it with the run, in the worker; nothing for no text. */
export function useImported(text: string, run: ShownRun | undefined): Imported | undefined {
  const [found, setFound] = useState<{ text: string; run: ShownRun | undefined; imported: Imported }>()
  const isEmpty = text.trim() === ''
  useEffect(() => {
    if (isEmpty) return
    let isCurrent = true
    let withdraw = () => {}
    const resting = setTimeout(() => {
      const job = askToRun({ job: 'import', text, ...(run && { here: run.spec }) })
      withdraw = job.withdraw
      void job.ended.then((end) => {
        if (!isCurrent) return
        const imported: Imported =
          end.kind === 'answered' && end.answer.job === 'import'
            ? { phase: 'read', read: end.answer.read, comparison: end.answer.comparison }
            : {
                phase: 'lost',
                sentence: 'The history could not be read: it took too long, or a fault of ours.',
              }
        setFound({ text, run, imported })
      })
    }, RESTING_MS)
    return () => {
      isCurrent = false
      clearTimeout(resting)
      withdraw()
    }
  }, [text, run, isEmpty])
  if (isEmpty) return undefined
  return found?.text === text && found.run === run ? found.imported : { phase: 'reading' }
}
