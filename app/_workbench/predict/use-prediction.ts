'use client'

import { useState } from 'react'
import type { Report } from '@/lib/exercises'
import type { Subject } from '../subject'
import type { Bench } from '../use-workbench'
import { askToRun } from '../workers/workers'
import { type Choices, isComplete, scoreSentence } from './prediction'

/** Choose first, then run: once the machine has run, the choices are fixed until the learner begins anew. */
export function usePrediction(subject: Subject, bench: Bench) {
  const [choices, setChoices] = useState<Choices>({})
  const [preview, setPreview] = useState<Report>()
  const prompts = subject.kind === 'predict' ? subject.prompts : []
  const { state } = bench.checker
  const report = state.phase === 'shown' && state.report.results.length > 0 ? state.report : preview
  return {
    prompts,
    choices,
    report,
    isReady: isComplete(prompts, choices),
    isLocked: preview !== undefined,
    choose: (promptId: string, optionId: string) => setChoices({ ...choices, [promptId]: optionId }),
    /** Runs the machine and shows what became of each prediction; stored nowhere. */
    reveal: async () => {
      const ran = await bench.run()
      if (!ran || subject.kind !== 'predict') return
      const end = await askToRun({ job: 'grade', exercise: subject, answer: { kind: 'prediction', choices } })
        .ended
      if (end.kind !== 'answered' || end.answer.job !== 'grade') return
      setPreview(end.answer.report)
      bench.say(scoreSentence(end.answer.report))
    },
    startOver: () => {
      setChoices({})
      setPreview(undefined)
      bench.checker.clear()
      bench.say('Choose again.')
    },
  }
}

export type Prediction = ReturnType<typeof usePrediction>
