import type { StateMachine } from '@/lib/asl'
import { assertNever } from '@/lib/assert-never'
import type { Run } from '@/lib/sandbox'
import type { Check } from '../check'
import type { Verdict } from '../exercise'
import {
  judgeCallbackAnswered,
  judgeExecutionMade,
  judgeFunctionRan,
  judgeHttpSent,
  judgeJobEnded,
  judgeLogIncludes,
  judgeTaskAnswered,
} from './account'
import { judgeCalled, judgeNotCalled } from './calls'
import { judgeEventOccurs, judgeTakesSeconds, judgeTransitions } from './course'
import type { Finding, Subject } from './finding'
import { judgeOutput } from './output'
import {
  judgeBucketHolds,
  judgeEventsPut,
  judgePublished,
  judgeQueueHolds,
  judgeTableHolds,
} from './resources'
import { judgeRetryDelays } from './retry-delays'
import { judgeStateEntered, judgeStateNotEntered } from './states'
import { judgeStatus } from './status'
import { preview, sentence } from './words'
import { judgeResourceUsed } from './writing'

/** A loop can make thousands of events that show the same; a learner follows a few. */
const MAX_EVIDENCE = 50

/**
 * Whether a check holds for a run, with the events that show it. Looks at nothing but the run, and at the
 * machine for "where to look" and for how it is written; so a run on AWS is judged by the same function.
 */
export function judge(check: Check, run: Run, machine: StateMachine): Verdict {
  const finding = find(check, { run, machine })
  const evidence = finding.evidence.slice(0, MAX_EVIDENCE)
  if (finding.passed) return { passed: true, evidence }
  const { passed, ...rest } = finding
  return { passed, did: sentence(`Started it with ${preview(run.input)}`), ...rest, evidence }
}

function find(check: Check, subject: Subject): Finding {
  switch (check.kind) {
    case 'Status':
      return judgeStatus(check, subject)
    case 'OutputEquals':
      return judgeOutput(check.value, 'exact', subject)
    case 'OutputIncludes':
      return judgeOutput(check.value, 'included', subject)
    case 'StateEntered':
      return judgeStateEntered(check, subject)
    case 'StateNotEntered':
      return judgeStateNotEntered(check, subject)
    case 'Called':
      return judgeCalled(check, subject)
    case 'NotCalled':
      return judgeNotCalled(check, subject)
    case 'RetryDelays':
      return judgeRetryDelays(check, subject)
    case 'TableHolds':
      return judgeTableHolds(check, subject)
    case 'QueueHolds':
      return judgeQueueHolds(check, subject)
    case 'BucketHolds':
      return judgeBucketHolds(check, subject)
    case 'Published':
      return judgePublished(check, subject)
    case 'EventsPut':
      return judgeEventsPut(check, subject)
    case 'TaskAnswered':
      return judgeTaskAnswered(check, subject)
    case 'JobEnded':
      return judgeJobEnded(check, subject)
    case 'HttpSent':
      return judgeHttpSent(check, subject)
    case 'ExecutionMade':
      return judgeExecutionMade(check, subject)
    case 'CallbackAnswered':
      return judgeCallbackAnswered(check, subject)
    case 'FunctionRan':
      return judgeFunctionRan(check, subject)
    case 'LogIncludes':
      return judgeLogIncludes(check, subject)
    case 'TakesSeconds':
      return judgeTakesSeconds(check, subject)
    case 'EventOccurs':
      return judgeEventOccurs(check, subject)
    case 'TransitionsAtMost':
      return judgeTransitions(check, subject)
    case 'ResourceUsed':
      return judgeResourceUsed(check, subject)
    default:
      return assertNever(check)
  }
}
