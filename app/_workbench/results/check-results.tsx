'use client'

import { ArrowRight, CloudOff, Trophy } from 'lucide-react'
import type { ExerciseForLearner } from '@/lib/exercises'
import { ButtonLink } from '../../_ui/button'
import { type CheckState, checkSentence } from '../check-flow'
import type { Bench } from '../use-workbench'
import type { NextStep } from '../workbench'
import { PlannedChecks } from './planned-checks'
import { VerdictList } from './verdict-list'

/** What Check found, whose verdict it is, and on passing what it proves. */
export function CheckResults({
  exercise,
  bench,
  next,
}: {
  exercise: ExerciseForLearner
  bench: Bench
  next: NextStep | undefined
}) {
  const check = bench.checker.state
  if (check.phase !== 'shown') {
    const title = check.phase === 'checking' ? 'Checking…' : undefined
    return <PlannedChecks checks={exercise.checks} {...(title && { title })} />
  }
  return (
    <>
      {!bench.isPrediction && check.source !== bench.state.source && (
        <p className="m-0 border-b border-line bg-caught-wash px-3 py-1.5 text-sm">
          The text has changed since this check.
        </p>
      )}
      <WhoseVerdict check={check} />
      {check.report.outcome === 'passed' && <Passed exercise={exercise} bench={bench} next={next} />}
      {check.report.results.length === 0 && <p className="m-0 p-4 text-sm">{checkSentence(check)}</p>}
      <VerdictList
        key={check.attemptId}
        report={check.report}
        actions={{
          onShowEvent: (scenario, id) => void bench.showEvent(scenario, id),
          onShowPlace: bench.showPlace,
          onHints: (checkId) => {
            bench.setHintsFor(checkId)
            bench.setTab('hints')
          },
        }}
      />
    </>
  )
}

function WhoseVerdict({ check }: { check: Extract<CheckState, { phase: 'shown' }> }) {
  const kept = check.sending === 'kept' || check.sending === 'refused'
  return (
    <p className="m-0 flex min-h-9 items-center gap-2 border-b border-line px-3 py-1.5 text-sm text-ink-soft">
      {kept && <CloudOff aria-hidden className="size-4 shrink-0 text-caught" />}
      {check.sending === 'recorded'
        ? `Checked by the server and recorded${check.assisted ? ', with help from the solution' : ''}.`
        : check.sending === 'sending'
          ? 'Checked in your browser; the server is checking too.'
          : check.note}
    </p>
  )
}

function Passed({
  exercise,
  bench,
  next,
}: {
  exercise: ExerciseForLearner
  bench: Bench
  next: NextStep | undefined
}) {
  const run = bench.state.run?.source === bench.state.source ? bench.state.run : undefined
  const transitions = run?.timeline.billedTransitions(run.run.history.length)
  const ideas = [...new Set(exercise.checks.map((check) => check.teaching))]
  return (
    <div className="border-b border-line bg-succeeded-wash px-4 py-3 text-sm">
      <p className="m-0 flex items-center gap-2 text-base font-bold">
        <Trophy aria-hidden className="size-5 text-succeeded" /> What you just proved
      </p>
      <ul className="m-0 mt-1 list-disc pl-5">
        {ideas.map((idea) => (
          <li key={idea} className="m-0">
            {idea}
          </li>
        ))}
      </ul>
      {transitions !== undefined && (
        <p className="m-0 mt-2 text-ink-soft">
          The run took {transitions} state transitions; a Standard workflow is billed by these.
        </p>
      )}
      {next && (
        <p className="m-0 mt-2">
          <ButtonLink look="primary" size="sm" href={next.href}>
            {next.title} <ArrowRight aria-hidden />
          </ButtonLink>
        </p>
      )}
    </div>
  )
}
