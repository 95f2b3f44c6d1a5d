import { childPointer } from '@/lib/json'
import type { Problem } from '../parse/problem'
import type { State, StateMachine, StateName } from '../parse/state-machine'
import { type Rule, scopes } from './rule'
import { targetsOf } from './targets'

/**
 * Every machine has a state that ends it, and its first state leads to all the others. AWS refuses both kinds
 * of definition, and is silent about what cannot be reached where nothing ends.
 */
export const reachability: Rule = function* (machine, { isWellFormed }) {
  if (!isWellFormed) return
  for (const scope of scopes(machine)) {
    if ([...scope.states.values()].some(isTerminal)) yield* unreachable(scope)
    else yield noEnd(scope)
  }
}

function isTerminal(state: State): boolean {
  if (state.type === 'Succeed' || state.type === 'Fail') return true
  return state.type !== 'Choice' && state.then.to === 'End'
}

function noEnd(scope: StateMachine): Problem {
  const at = childPointer(scope.at, 'States')
  return {
    code: 'MISSING_END_STATE',
    path: scope.at,
    mark: { kind: 'Key', at },
    ...(scope.at === ''
      ? { message: 'Workflow has no terminal state', wording: 'aws' }
      : { message: 'Nothing ends this part of the workflow: it has no terminal state.' }),
    hint: 'Give one state `"End": true`, or add a Succeed or Fail state.',
  }
}

function* unreachable(scope: StateMachine): Generator<Problem> {
  // A StartAt that names nothing is reported as such; then nothing is known of the rest.
  if (!scope.states.has(scope.startAt)) return
  const reached = reachedFrom(scope)
  for (const [name, state] of scope.states) {
    if (reached.has(name)) continue
    yield {
      code: 'MISSING_TRANSITION_TARGET',
      path: state.at,
      mark: { kind: 'Key', at: state.at },
      message: `State "${name}" is not reachable.`,
      wording: 'aws',
      hint: `No way leads here from \`${scope.startAt}\`. Lead a \`Next\` to it, or remove the state.`,
    }
  }
}

function reachedFrom(scope: StateMachine): ReadonlySet<StateName> {
  const reached = new Set<StateName>()
  const open = [scope.startAt]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = scope.states.get(name)
    if (!state || reached.has(name)) continue
    reached.add(name)
    for (const target of targetsOf(state)) open.push(target.name)
  }
  return reached
}
