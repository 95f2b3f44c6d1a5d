import type { JsonPointer } from '@/lib/json'
import { type Change, change, refuse } from '../change'
import { exitOf, leadThere, leadTo, type Place, spotAt } from '../places'
import { machineOf, nameOf, referencesIn, stateAround, stateAt } from '../structure'
import { bypass } from './delete'
import { whereabouts } from './insert'

/**
 * Takes a state out of the way it stands in and puts it at a place. Within one machine its text stays where it is
 * and only the transitions change; into another one it goes as it is written.
 */
export function moveState(source: string, state: JsonPointer, place: Place): Change {
  return change(source, (draft) => {
    const name = nameOf(state)
    if (!draft.has(state)) refuse(`The state ${name} is no longer there.`)
    const target = spotAt(draft, place)
    if (isInside(target.machine, state)) refuse(`${name} cannot go into itself.`)
    const home = machineOf(state)
    if (target.machine === home && isBeside(place, state, target.from, target.to, name)) {
      refuse(`${name} is there already.`)
    }
    const next = exitOf(draft, state)
    bypass(draft, state)
    // What stood behind the place may be what the state itself led to, and was led past just now.
    const to = target.to === name ? next : target.to
    let at = state
    if (target.machine !== home) {
      const written = draft.written(state)
      draft.remove(state)
      if (!draft.has(`${target.machine}/States`)) draft.addMember(target.machine, 'States', {})
      draft.addWritten(
        `${target.machine}/States`,
        name,
        written,
        target.from === undefined ? 'first' : { after: target.from },
      )
      at = stateAt(target.machine, name)
    }
    leadTo(draft, at, to)
    leadThere(draft, place, name)
    const lost = referencesIn(draft, target.machine).filter(
      (reference) =>
        reference.kind !== 'Start' &&
        stateAround(reference.at) === at &&
        !draft.has(stateAt(target.machine, reference.to)),
    )
    const open = lost.length === 0 ? '' : ` It names ${lost[0]?.to}, which cannot be reached from there.`
    return {
      says: `Moved ${name} ${whereabouts({ ...target, ...(to !== undefined && { to }) })}.${open}`,
      select: at,
    }
  })
}

function isInside(machine: JsonPointer, state: JsonPointer): boolean {
  return machine === state || machine.startsWith(`${state}/`)
}

function isBeside(
  place: Place,
  state: JsonPointer,
  from: string | undefined,
  to: string | undefined,
  name: string,
): boolean {
  if (from === name) return true
  return place.kind === 'Transition' && to === name && stateAround(place.at) !== state
}
