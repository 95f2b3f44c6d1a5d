'use client'

import clsx from 'clsx'
import { Cloud } from 'lucide-react'
import { useCallback } from 'react'
import { Button } from '../../_ui/button'
import type { Bench } from '../use-workbench'
import { PlanView } from './plan-view'
import { Receipt } from './receipt'
import { ReportView } from './report-view'
import { useAwsRun } from './use-aws-run'

export interface AwsRunPaneProps {
  exerciseId: string
  bench: Bench
}

/** The same answer on a real AWS account: plan, price, yes, progress, verdicts, both histories, receipt. */
export function AwsRunPane({ exerciseId, bench }: AwsRunPaneProps) {
  const { textNow } = bench
  const { view, plan, start, giveUpPlan, sweep } = useAwsRun(
    exerciseId,
    useCallback(() => textNow(), [textNow]),
  )
  if (view.phase === 'asking') return null
  return (
    <section
      aria-label="Run on AWS"
      className={clsx('border-y border-line p-4 text-sm', view.phase === 'not enabled' && 'order-last')}
      data-aws-run={view.phase}
    >
      <p className="m-0 mb-1 flex items-center gap-2 font-semibold">
        <Cloud aria-hidden className="size-4" /> Run on AWS
      </p>
      {view.phase === 'not enabled' && <p className="m-0 text-ink-soft">{view.because}</p>}
      {'problem' in view && view.problem !== undefined && (
        <p role="alert" className="mt-0 mb-2 text-failed break-words">
          {view.problem}
        </p>
      )}
      {(view.phase === 'idle' || view.phase === 'planning') && (
        <>
          <p className="mt-0 mb-2 text-ink-soft">
            The same definition in a real account, judged by the same checks. First you see what would be made
            and what it may cost; nothing is made before you say yes, and all of it is taken away afterwards.
          </p>
          <Button size="sm" aria-disabled={view.phase === 'planning'} onClick={() => void plan()}>
            {view.phase === 'planning' ? 'Planning…' : 'Plan a run on AWS'}
          </Button>
        </>
      )}
      {view.phase === 'planned' && (
        <PlanView plan={view.plan} onYes={() => void start(view.plan)} onNo={giveUpPlan} />
      )}
      {view.phase === 'running' && (
        <ol role="status" className="m-0 list-none p-0">
          {view.run.progress.map(({ at, text }) => (
            <li key={`${at} ${text}`} className="m-0">
              {text}
            </li>
          ))}
          <li className="m-0 text-ink-soft">…</li>
        </ol>
      )}
      {view.phase === 'ended' && view.run.report && (
        <>
          <ReportView report={view.run.report} bench={bench} />
          <Receipt ledger={view.run.ledger} onSweep={() => void sweep(view.run.id)} />
          <Button size="sm" className="mt-3" onClick={() => void plan()}>
            Plan another run
          </Button>
        </>
      )}
    </section>
  )
}
