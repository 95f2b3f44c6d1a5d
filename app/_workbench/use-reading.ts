'use client'

import { useEffect, useState } from 'react'
import type { Diagnostic } from '@/lib/asl'
import type { Runnable } from '@/lib/exercises'
import type { Picture, Reading } from './workers/messages'
import { askToRead } from './workers/workers'

const PAUSE_MS = 120

export interface ReadingView {
  /** The last good picture. */
  picture: Picture
  reading?: Reading
  diagnostics: readonly Diagnostic[]
  /** The text is not JSON at the moment: the picture is an earlier one. */
  isStale: boolean
}

/** Follows the text: read in the worker after a pause; never two readings at once, and always the last text. */
export function useReading(
  source: string,
  first: Picture,
  workflowType: Runnable['workflowType'] = 'STANDARD',
): ReadingView {
  const [view, setView] = useState<ReadingView>({ picture: first, diagnostics: [], isStale: false })
  useEffect(() => {
    let withdraw = () => {}
    let isCurrent = true
    const timer = setTimeout(async () => {
      const asked = askToRead({ job: 'read', source, workflowType })
      withdraw = asked.withdraw
      const end = await asked.ended
      if (!isCurrent || end.kind !== 'answered' || end.answer.job !== 'read') return
      const { reading } = end.answer
      setView((known) => ({
        picture: reading.isJson ? reading : known.picture,
        reading,
        diagnostics: reading.diagnostics,
        isStale: !reading.isJson,
      }))
    }, PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
      withdraw()
    }
  }, [source, workflowType])
  return view
}
