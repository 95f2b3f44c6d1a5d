import { aws } from '../parse/aws-messages'
import { type Rule, scopes } from './rule'

/** No two states of a definition share a name, not even in different branches. */
export const uniqueNames: Rule = function* (machine) {
  const first = new Map<string, string>()
  for (const scope of scopes(machine)) {
    for (const [name, state] of scope.states) {
      const other = first.get(name)
      if (other === undefined) {
        first.set(name, state.at)
        continue
      }
      yield {
        ...aws('duplicateState', { name }),
        path: state.at,
        mark: { kind: 'Key', at: state.at },
        hint: `There is a state of that name at \`${other}\`. Names are unique within the whole definition.`,
      }
    }
  }
}
