import type { StateName } from '@/lib/asl'
import type { JsonObject, JsonPointer } from '@/lib/json'
import { type Change, change } from '../change'
import { leadThere, leadTo, type Place, type Spot, spotAt } from '../places'
import { allNames, freeName, referencesIn, stateAt } from '../structure'
import type { Draft } from '../text/draft'

/** A state to be put somewhere: what it is called, and what it is, without saying where it leads. */
export interface NewState {
  name: StateName
  state: JsonObject
}

/** Puts a new state at a place: what led there leads to it, and it leads on to what was there. */
export function insertState(source: string, place: Place, wanted: NewState): Change {
  return change(source, (draft) => {
    const spot = spotAt(draft, place)
    const name = place.kind === 'Missing' ? place.name : freeName(wanted.name, allNames(draft.value('')))
    const at = addState(draft, spot, name, wanted.state)
    leadTo(draft, at, spot.to)
    leadThere(draft, place, name)
    return { says: `Added ${name} ${whereabouts(spot)}.${leftBehind(draft, spot)}`, select: at }
  })
}

/** Writes a state behind the one that leads to it, or first where none does. */
function addState(draft: Draft, { machine, from }: Spot, name: StateName, state: JsonObject): JsonPointer {
  if (!draft.has(`${machine}/States`)) draft.addMember(machine, 'States', {})
  draft.addMember(`${machine}/States`, name, state, from === undefined ? 'first' : { after: from })
  return stateAt(machine, name)
}

/** "after Ship", "before Pay", "as the only state": for a sentence. */
export function whereabouts({ from, to }: Spot): string {
  if (from !== undefined) return `after ${from}`
  return to === undefined ? 'as a new state' : `before ${to}`
}

/** Says so when nothing leads any more to what stood there, as behind a new Fail. */
function leftBehind(draft: Draft, { machine, to }: Spot): string {
  if (to === undefined || !draft.has(stateAt(machine, to))) return ''
  return referencesIn(draft, machine).some((reference) => reference.to === to)
    ? ''
    : ` Nothing leads to ${to} now.`
}
