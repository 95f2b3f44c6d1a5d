import { windUp } from './abort'
import { advance } from './advance'
import { canMove } from './child-executions'
import type { EndedExecution, RunningExecution, Step } from './execution'
import { describeMapRun } from './map-run/description'
import { redriveRefusal } from './redrive'
import type { Effect, Signal } from './signal'

/**
 * One signal, one round: the signal is taken in, then every frame that can move makes one move. Same execution
 * and same signal, same step: it reads no clock, no chance and no outside world.
 *
 * The execution is advanced in place; use only the one that comes back. The promise is there for JSONata alone,
 * and no second step may begin before it is kept.
 */
export function step(execution: RunningExecution, signal: Signal): Step | Promise<Step> {
  if (execution.ended && !mayGoOn(execution, signal)) return nothingMore(execution.ended)
  execution.now = Math.max(execution.now, signal.at)
  const advanced = advance(execution, signal)
  return advanced instanceof Promise ? advanced.then(() => handOut(execution)) : handOut(execution)
}

/** Whatever comes too late changes nothing; only a redrive wakes what has ended. */
function mayGoOn(execution: RunningExecution, { type, at }: Signal): boolean {
  return type === 'Redriven' && redriveRefusal(execution, at) === undefined
}

function nothingMore(ended: EndedExecution): Step {
  return { execution: ended, history: [], ...NO_CHILDREN, effects: [] }
}

function handOut(execution: RunningExecution): Step {
  const { ended } = execution
  if (ended) windUp(execution)
  const history = execution.events
  const effects = effectsOf(execution)
  execution.events = []
  const { children, mapRuns } = childrenOf(execution)
  return { execution: ended ?? execution, history, children, mapRuns, effects }
}

/** Most steps ask for the next step and nothing else; that costs them no array. */
function effectsOf(execution: RunningExecution): readonly Effect[] {
  const mayContinue = canMove(execution)
  if (execution.effects.length === 0) return mayContinue ? JUST_CONTINUE : NOTHING
  const { effects } = execution
  if (mayContinue) effects.push(CONTINUE)
  execution.effects = []
  return effects
}

const CONTINUE: Effect = { type: 'Continue' }
const JUST_CONTINUE: readonly Effect[] = [CONTINUE]
const NOTHING: readonly Effect[] = []

/** What happened in the children of map runs. */
function childrenOf({ offspring }: RunningExecution): Pick<Step, 'children' | 'mapRuns'> {
  if (!offspring) return NO_CHILDREN
  const { histories: children } = offspring
  const mapRuns = [...offspring.changed].map(([run, { identity }]) =>
    describeMapRun(run, identity.executionArn),
  )
  offspring.histories = []
  offspring.changed = new Map()
  return { children, mapRuns }
}

const NO_CHILDREN: Pick<Step, 'children' | 'mapRuns'> = { children: [], mapRuns: [] }
