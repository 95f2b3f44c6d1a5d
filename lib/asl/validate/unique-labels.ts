import { childPointer } from '@/lib/json'
import { aws } from '../parse/aws-messages'
import { allStates, type Rule } from './rule'

/** No two distributed Maps of a definition share a label: it tells their Map Runs apart. */
export const uniqueLabels: Rule = function* (machine) {
  const first = new Map<string, string>()
  for (const state of allStates(machine)) {
    if (state.type !== 'Map' || state.label === undefined) continue
    const other = first.get(state.label)
    if (other === undefined) {
      first.set(state.label, state.name)
      continue
    }
    yield {
      ...aws('duplicateLabel', { label: state.label }),
      path: childPointer(state.at, 'Label'),
      hint: `The Map \`${other}\` has this label, too.`,
    }
  }
}
