import { AlignedTable } from '../history-import/aligned-table'
import { VerdictList } from '../results/verdict-list'
import type { Bench } from '../use-workbench'
import type { AwsReport } from './aws-run'
import { NotCheckedList } from './plan-view'

const OUTCOMES: Record<AwsReport['outcome'], string> = {
  passed: 'All that AWS could be asked holds.',
  failed: 'On AWS something does not hold.',
  'nothing-checked': 'Nothing could be checked on AWS.',
  'not-run': 'It came to no run.',
}

/** What AWS made of it: verdicts, what it was not asked, and both histories event by event. */
export function ReportView({ report, bench }: { report: AwsReport; bench: Bench }) {
  const { outcome, message, results, notChecked, runs } = report
  return (
    <div className="grid gap-3">
      <p role="status" className="m-0 font-semibold break-words">
        {OUTCOMES[outcome]} {message}
      </p>
      {results.length > 0 && (
        <VerdictList
          report={{ outcome: outcome === 'passed' ? 'passed' : 'failed', results, diagnostics: [] }}
          actions={{
            onShowEvent: (scenario, id) => void bench.showEvent(scenario, id),
            onShowPlace: bench.showPlace,
            onHints: (checkId) => {
              bench.setHintsFor(checkId)
              bench.setTab('hints')
            },
          }}
        />
      )}
      <NotCheckedList notChecked={notChecked} />
      {runs.map(({ scenarioId, title, status, seconds, areEqual, historyProblem, here, there }) => (
        <details key={scenarioId} className="@container border-t border-line pt-2">
          <summary className="cursor-pointer">
            <span className="font-semibold">{title}</span>: {status} after {seconds.toFixed(1)} s;{' '}
            {historyProblem !== undefined
              ? historyProblem
              : areEqual
                ? 'both histories are equal'
                : 'the histories differ'}
          </summary>
          {historyProblem === undefined && (
            <AlignedTable here={here} imported={{ events: there, hasMore: false }} />
          )}
        </details>
      ))}
    </div>
  )
}
