import { writeAside } from './events'
import type { RunningExecution } from './execution'
import { Failed } from './failure'
import { type Frame, visitOf } from './frame'

/**
 * Writes `EvaluationFailed` for an expression that failed, once. AWS evaluates what a state needs before it enters
 * the state: the event has the same cause as `…StateEntered` beside it, and is itself the cause of what follows
 * (recorded). Later ones, such as those of Output, follow what the state did last.
 */
export function tellEvaluation(execution: RunningExecution, frame: Frame, failed: Failed): Failed {
  const { evaluation, failure, reach, alias } = failed
  if (!evaluation) return failed
  const visit = visitOf(frame)
  const { isLate, ...place } = evaluation
  const isBeside = frame.cursor === visit.enteredEventId && !isLate
  frame.cursor = writeAside(execution, isBeside ? visit.enteredAfter : frame.cursor, {
    type: 'EvaluationFailed',
    details: { ...failure, ...place },
  })
  return new Failed(failure, reach, alias)
}
