'use client'

import { ArrowRight, CheckCheck, Keyboard, Play, RotateCcw, Square } from 'lucide-react'
import { Button, ButtonLink } from '../_ui/button'
import { nextAct } from './next-act'
import type { Prediction } from './predict/use-prediction'
import type { Subject } from './subject'
import type { Bench } from './use-workbench'
import type { NextStep } from './workbench'

/** Run, Check, Next: the prominent one is what to do next. A machine of the playground can only be run. */
export function ActionButtons({
  subject,
  bench,
  prediction,
  next,
  onRun,
  onCheck,
  onKeys,
}: {
  subject: Subject
  bench: Bench
  prediction: Prediction
  next: NextStep | undefined
  onRun: () => void
  onCheck: () => void
  onKeys: () => void
}) {
  const act =
    subject.kind === 'machine' ? 'run' : nextAct(bench.state, bench.checker.state, bench.isPrediction)
  const isChecking = bench.checker.state.phase === 'checking'
  const mustPredict = bench.isPrediction && !prediction.isReady
  const mustRun = bench.isPrediction && !prediction.isLocked
  return (
    <>
      {bench.runner.isRunning ? (
        <Button look="primary" onClick={bench.runner.stop}>
          <Square aria-hidden /> Stop
        </Button>
      ) : (
        <Button
          look={act === 'run' ? 'primary' : 'secondary'}
          disabled={mustPredict}
          aria-keyshortcuts="Control+Enter"
          data-act="run"
          onClick={onRun}
        >
          <Play aria-hidden /> Run
        </Button>
      )}
      {subject.kind !== 'machine' && (
        <Button
          look={act === 'check' ? 'primary' : 'secondary'}
          disabled={isChecking || mustRun}
          aria-keyshortcuts="Control+Shift+Enter"
          data-act="check"
          onClick={onCheck}
        >
          <CheckCheck aria-hidden /> Check
        </Button>
      )}
      {act === 'next' && next && (
        <ButtonLink look="primary" href={next.href}>
          Next <ArrowRight aria-hidden />
        </ButtonLink>
      )}
      {bench.isPrediction && prediction.isLocked && (
        <Button look="quiet" onClick={prediction.startOver}>
          <RotateCcw aria-hidden /> Predict again
        </Button>
      )}
      {subject.scenarios.length > 1 && (
        <select
          aria-label="Scenario to run"
          value={bench.scenarioId}
          onChange={(event) => bench.setScenarioId(event.target.value)}
          className="min-h-10 max-w-44 min-w-0 rounded-md border border-line-strong bg-panel px-2 text-sm"
        >
          {subject.scenarios.map((scenario) => (
            <option key={scenario.id} value={scenario.id}>
              {scenario.title}
            </option>
          ))}
        </select>
      )}
      <Button look="quiet" size="sm" aria-label="Keys" aria-keyshortcuts="?" onClick={onKeys}>
        <Keyboard aria-hidden />
      </Button>
    </>
  )
}
