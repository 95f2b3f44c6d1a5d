import type { CheckState } from './check-flow'
import type { WorkbenchState } from './workbench-state'

export type Act = 'run' | 'check' | 'next'

/** The one thing to do next; its button is the prominent one. Run, then Check, then on. */
export function nextAct(state: Pick<WorkbenchState, 'source' | 'run'>, check: CheckState): Act {
  const isChecked = check.phase === 'shown' && check.source === state.source
  if (isChecked && check.report.outcome === 'passed') return 'next'
  if (isChecked) return 'run'
  return state.run?.source === state.source ? 'check' : 'run'
}
