import { childPointer } from '@/lib/json'
import { aws } from '../parse/aws-messages'
import type { Problem } from '../parse/problem'
import type { State, StateMachine, StateName } from '../parse/state-machine'
import { type Rule, scopes } from './rule'
import { targetsOf } from './targets'

/**
 * A workflow has a state that ends it, and every state but the first is led to from another. AWS asks for an end
 * only of the workflow as a whole, not of a branch or Map, and says nothing of unreachable states where there is
 * no end (both reported in floci-io/floci#2786). A state counts as reachable as soon as anything leads to it: with a
 * `StartAt` that names nothing, only the first state of the chain was reported (aws-cloudformation/cfn-lint#4074).
 */
export const reachability: Rule = function* (machine, { isWellFormed }) {
  const isUnread = machine.states.size === 0 && machine.startAt === ''
  if (!isUnread && ![...machine.states.values()].some(isTerminal)) {
    yield noEnd(machine)
    return
  }
  if (!isWellFormed) return
  for (const scope of scopes(machine)) yield* unreachable(scope)
}

function isTerminal(state: State): boolean {
  if (state.type === 'Succeed' || state.type === 'Fail') return true
  return state.type !== 'Choice' && state.then.to === 'End'
}

function noEnd(machine: StateMachine): Problem {
  return {
    ...aws('noEndState'),
    path: machine.at,
    mark: { kind: 'Key', at: childPointer(machine.at, 'States') },
    hint: 'Give one state `"End": true`, or add a Succeed or Fail state.',
  }
}

function* unreachable(scope: StateMachine): Generator<Problem> {
  const ledTo = new Set<StateName>([scope.startAt])
  for (const state of scope.states.values()) {
    for (const { name } of targetsOf(state)) if (name !== state.name) ledTo.add(name)
  }
  const reached = reachedFrom(scope)
  for (const [name, state] of scope.states) {
    if (!ledTo.has(name)) yield notReachable(scope, state)
    else if (!reached.has(name) && scope.states.has(scope.startAt)) yield neverReached(scope, state)
  }
}

function notReachable({ startAt, states }: StateMachine, { name, at }: State): Problem {
  return {
    ...aws('notReachable', { name }),
    path: at,
    mark: { kind: 'Key', at },
    hint: states.has(startAt)
      ? `No way leads here from \`${startAt}\`. Lead a \`Next\` to it, or remove the state.`
      : `\`StartAt\` names no state, and nothing leads to this one.`,
  }
}

/** States that lead only to each other, or are led to only from unreachable ones. AWS accepts the first. */
function neverReached({ startAt }: StateMachine, { name, at }: State): Problem {
  return {
    code: 'NEVER_REACHED',
    severity: 'WARNING',
    path: at,
    mark: { kind: 'Key', at },
    message: `The state "${name}" never runs: what leads to it cannot be reached itself.`,
    hint: `No way leads here from \`${startAt}\`.`,
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
