import { childPointer } from '@/lib/json'
import { aws } from '../parse/aws-messages'
import type { Problem } from '../parse/problem'
import type { StateMachine } from '../parse/state-machine'
import { suggestion } from '../parse/suggestion'
import { type Rule, scopes } from './rule'
import { type Target, targetsOf } from './targets'

/**
 * `StartAt`, `Next` and `Default` name states of their own machine; a branch or Map cannot reach outside. AWS
 * says `Next` in its message whatever the field is called.
 */
export const transitionTargets: Rule = function* (machine) {
  const home = new Map<string, StateMachine>()
  for (const scope of scopes(machine)) for (const name of scope.states.keys()) home.set(name, scope)
  for (const scope of scopes(machine)) {
    yield* missing({ name: scope.startAt, at: childPointer(scope.at, 'StartAt') }, 'StartAt', scope, home)
    for (const state of scope.states.values()) {
      for (const target of targetsOf(state)) yield* missing(target, lastKey(target), scope, home)
    }
  }
}

function* missing(
  { name, at }: Target,
  field: string,
  scope: StateMachine,
  home: ReadonlyMap<string, StateMachine>,
): Generator<Problem> {
  // An empty name stands for a field that is absent, which was reported as such.
  if (name === '' || scope.states.has(name)) return
  yield {
    ...aws('missingTarget', { name }),
    path: at,
    hint: () => {
      if (home.has(name)) {
        return `\`${field}\` leads to \`${name}\`, which belongs to another part of the definition. A transition stays within its branch or Map.`
      }
      const near = suggestion(name, scope.states.keys())
      return near === undefined
        ? `\`${field}\` leads to \`${name}\`, but there is no such state.`
        : `\`${field}\` leads to \`${name}\`; there is \`${near}\`.`
    },
  }
}

function lastKey({ at }: Target): string {
  return at.slice(at.lastIndexOf('/') + 1)
}
