import type { CheckState } from './check-flow'
import type { ShownRun } from './workbench-state'

export type Act = 'run' | 'check' | 'next'

/**
 * The one thing to do next; its button is the prominent one. Run, then Check, then on. A prediction is made once: its
 * answers are on the page after Check, so the way leads on whether it was right or not.
 */
export function nextAct(
  state: { source: string; run?: Pick<ShownRun, 'source'> },
  check: CheckState,
  isPrediction = false,
): Act {
  const isChecked = check.phase === 'shown' && check.source === state.source
  if (isChecked && (isPrediction || check.report.outcome === 'passed')) return 'next'
  if (isChecked) return 'run'
  return state.run?.source === state.source ? 'check' : 'run'
}
