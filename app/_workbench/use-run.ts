'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Diagnostic } from '@/lib/asl'
import type { Run } from '@/lib/sandbox'
import type { RunSpec } from './workers/messages'
import { askToRun, RUN_LIMIT_MS } from './workers/workers'

/** What a press of Run came to. */
export type RunEnd =
  | { kind: 'ran'; run: Run }
  | { kind: 'invalid'; diagnostics: readonly Diagnostic[] }
  | { kind: 'ended'; sentence: string }

export interface Runner {
  isRunning: boolean
  run: (spec: RunSpec) => Promise<RunEnd>
  stop: () => void
}

/** Runs a scenario in the worker; a program without an end is ended from outside. */
export function useRun(): Runner {
  const [isRunning, setRunning] = useState(false)
  const stopJob = useRef<(() => void) | undefined>(undefined)
  useEffect(() => () => stopJob.current?.(), [])

  const run = useCallback(async (spec: RunSpec): Promise<RunEnd> => {
    stopJob.current?.()
    const job = askToRun({ job: 'run', ...spec })
    stopJob.current = job.stop
    setRunning(true)
    const end = await job.ended
    if (stopJob.current === job.stop) {
      stopJob.current = undefined
      setRunning(false)
    }
    if (end.kind === 'answered') {
      if (end.answer.job === 'run') {
        return end.answer.ok
          ? { kind: 'ran', run: end.answer.run }
          : { kind: 'invalid', diagnostics: end.answer.diagnostics }
      }
      if (end.answer.job === 'refused') {
        return { kind: 'ended', sentence: `The account cannot be made. ${end.answer.message}` }
      }
      const why = end.answer.job === 'fault' ? end.answer.message : 'the worker answered something else'
      return { kind: 'ended', sentence: `A fault of ours stopped the run: ${why}. Your text is kept.` }
    }
    return { kind: 'ended', sentence: sentenceFor(end) }
  }, [])
  return { isRunning, run, stop: () => stopJob.current?.() }
}

/** Why a job gave no answer, in a sentence. */
export function sentenceFor(
  end: { kind: 'took-too-long' | 'stopped' } | { kind: 'broken'; message: string },
): string {
  switch (end.kind) {
    case 'took-too-long':
      return `The run was ended after ${RUN_LIMIT_MS / 1_000} seconds: it seems to go on without end. Look for a loop that nothing leaves.`
    case 'stopped':
      return 'Stopped.'
    case 'broken':
      return `The run could not be made: ${end.message}`
  }
}
