import type { StateName } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import { type Change, change, refuse } from '../change'
import { allNames, machineOf, nameOf, referencesIn, stateAt } from '../structure'

/** AWS's limit for the name of a state, in characters. */
const LONGEST_NAME = 80

/** Another name for a state, there and wherever it is named. */
export function renameState(source: string, state: JsonPointer, name: StateName): Change {
  return change(source, (draft) => {
    const former = nameOf(state)
    if (!draft.has(state)) refuse(`The state ${former} is no longer there.`)
    if (name === '') refuse('A state needs a name.')
    if ([...name].length > LONGEST_NAME) refuse(`A name has at most ${LONGEST_NAME} characters.`)
    if (name !== former && allNames(draft.value('')).has(name)) {
      refuse(`There is a state ${name} already; names are unique in the whole definition.`)
    }
    const machine = machineOf(state)
    for (const { at, to } of referencesIn(draft, machine)) if (to === former) draft.replace(at, name)
    draft.renameKey(state, name)
    return { says: `Renamed ${former} to ${name}.`, select: stateAt(machine, name) }
  })
}
