'use client'

import { useCallback, useEffect, useReducer, useState } from 'react'
import { ulid } from 'ulid'
import type { Answer, ExerciseForLearner, Report } from '@/lib/exercises'
import { type CheckState, checkReducer } from './check-flow'
import { onDelivery, submit, waitingFor } from './outbox/outbox'
import { sentenceFor } from './use-run'
import { askToRun } from './workers/workers'

export interface Checker {
  state: CheckState
  /** Attempts of this exercise that the server does not have yet. */
  waiting: number
  /** Grades here for the eye, and hands the attempt in for the record. */
  check: (answer: Answer, activeMs: number) => Promise<void>
  clear: () => void
}

/** Without an exercise there is nothing to check, and nothing waits. */
export function useCheck(exercise: ExerciseForLearner | undefined): Checker {
  const [state, dispatch] = useReducer(checkReducer, { phase: 'none' })
  const [waiting, setWaiting] = useState(0)

  const exerciseId = exercise?.id
  useEffect(() => {
    if (exerciseId === undefined) return
    let isCurrent = true
    const count = () => waitingFor(exerciseId).then((kept) => isCurrent && setWaiting(kept.length))
    void count()
    const stop = onDelivery((attemptId, delivery) => {
      dispatch({ type: 'Delivered', attemptId, delivery })
      void count()
    })
    return () => {
      isCurrent = false
      stop()
    }
  }, [exerciseId])

  const check = useCallback(
    async (answer: Answer, activeMs: number) => {
      if (!exercise) return
      const attemptId = ulid()
      dispatch({
        type: 'Pressed',
        attemptId,
        source: answer.kind === 'definition' ? answer.definition : definitionOf(exercise),
      })
      const { id: exerciseId, contentVersion } = exercise
      const sent = submit({ attemptId, exerciseId, contentVersion, answer, activeMs, keptAt: Date.now() })
      const report = await preview(exercise, answer)
      dispatch({ type: 'Previewed', attemptId, report })
      await sent
    },
    [exercise],
  )
  return { state, waiting, check, clear: useCallback(() => dispatch({ type: 'Cleared' }), []) }
}

/** What a prediction is about. */
function definitionOf(exercise: ExerciseForLearner): string {
  return exercise.kind === 'predict' ? exercise.definition : ''
}

async function preview(exercise: ExerciseForLearner, answer: Answer): Promise<Report> {
  const end = await askToRun({ job: 'grade', exercise, answer }).ended
  if (end.kind === 'answered' && end.answer.job === 'grade') return end.answer.report
  const message =
    end.kind === 'answered' ? 'The checks could not be run here; the server runs them.' : sentenceFor(end)
  return { outcome: 'took-too-long', results: [], diagnostics: [], message }
}
