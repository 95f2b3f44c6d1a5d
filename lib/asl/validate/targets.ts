import { childPointer, type JsonPointer } from '@/lib/json'
import type { State, StateName } from '../parse/state-machine'

/** A place that names the state to go on with. */
export interface Target {
  name: StateName
  at: JsonPointer
}

/** Every state that a state can lead to: by `Next`, a choice rule, `Default` or a catcher. */
export function* targetsOf(state: State): Generator<Target> {
  if ('then' in state && state.then.to === 'State')
    yield { name: state.then.name, at: childPointer(state.at, 'Next') }
  if (state.type === 'Choice') {
    for (const [index, rule] of state.rules.entries()) {
      yield { name: rule.next, at: below(state.at, 'Choices', index) }
    }
    if (state.otherwise !== undefined) yield { name: state.otherwise, at: childPointer(state.at, 'Default') }
  }
  if ('catchers' in state) {
    for (const [index, catcher] of state.catchers.entries()) {
      yield { name: catcher.next, at: below(state.at, 'Catch', index) }
    }
  }
}

function below(at: JsonPointer, list: string, index: number): JsonPointer {
  return childPointer(childPointer(childPointer(at, list), index), 'Next')
}
