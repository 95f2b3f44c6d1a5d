import type { StateName } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import { type Change, change, refuse } from '../change'
import { addCatcher, addRule, goesOn, leadThere, leadTo, type Place, spotAt } from '../places'
import { machineOf, nameOf, stateAt } from '../structure'

/** How one state can lead to another. */
export type Connection = 'Next' | 'Default' | 'Rule' | 'Catch'

/** The ways in which a state of a type can lead on. */
export function connectionsOf(type: string): readonly Connection[] {
  switch (type) {
    case 'Choice':
      return ['Rule', 'Default']
    case 'Task':
    case 'Parallel':
    case 'Map':
      return ['Next', 'Catch']
    case 'Pass':
    case 'Wait':
      return ['Next']
    default:
      return []
  }
}

/** Has a state lead to another one beside it: instead of where it led, or by a new rule or catcher. */
export function connect(source: string, from: JsonPointer, by: Connection, to: StateName): Change {
  return change(source, (draft) => {
    const [machine, name] = [machineOf(from), nameOf(from)]
    if (!draft.has(from)) refuse(`The state ${name} is no longer there.`)
    if (!draft.has(stateAt(machine, to)))
      refuse(`${to} is not beside ${name}: no transition crosses a border.`)
    if (!goesOn(draft, from)) refuse(`${name} ends the execution; nothing follows it.`)
    if (!connectionsOf(draft.string(`${from}/Type`) ?? '').includes(by)) refuse(`${name} has no ${by}.`)
    if (by === 'Rule') addRule(draft, from, to)
    else if (by === 'Catch') addCatcher(draft, from, to)
    else leadTo(draft, from, to)
    return { says: `${name} leads to ${to}${HOW[by]}.`, select: from }
  })
}

/** Has a place of the picture, an arrow or the room behind a state, lead to a state that is there already. */
export function leadPlaceTo(source: string, place: Place, to: JsonPointer): Change {
  return change(source, (draft) => {
    const name = nameOf(to)
    if (!draft.has(to)) refuse(`The state ${name} is no longer there.`)
    const { machine, from, to: former } = spotAt(draft, place)
    if (place.kind === 'Empty' || place.kind === 'Missing') refuse('Nothing leads on from there yet.')
    if (machineOf(to) !== machine) {
      refuse(`${name} is not beside ${from ?? former}: no transition crosses a border.`)
    }
    if (former === name) refuse(`${from ?? 'The machine'} leads to ${name} already.`)
    leadThere(draft, place, name)
    return from === undefined
      ? { says: `The machine starts with ${name}.`, select: to }
      : { says: `${from} leads to ${name}${HOW[connectionBy(place)]}.`, select: stateAt(machine, from) }
  })
}

/** As what an arrow from the place counts. */
function connectionBy(place: Place): Connection {
  switch (place.kind) {
    case 'Default':
    case 'Rule':
    case 'Catch':
      return place.kind
    case 'Transition': {
      const [, list] = /\/(Choices|Catch)\/\d+\/Next$/.exec(place.at) ?? []
      if (list !== undefined) return list === 'Catch' ? 'Catch' : 'Rule'
      return place.at.endsWith('/Default') ? 'Default' : 'Next'
    }
    default:
      return 'Next'
  }
}

const HOW: Readonly<Record<Connection, string>> = {
  Next: '',
  Default: ' when no rule holds',
  Rule: ' by a rule',
  Catch: ' when it fails',
}

/** Says where a state goes next, in place of where it went or of its end; undefined leaves that open. */
export function setNext(source: string, state: JsonPointer, next: StateName | undefined): Change {
  return change(source, (draft) => {
    if (!draft.has(state)) refuse(`The state ${nameOf(state)} is no longer there.`)
    if (next !== undefined) leadTo(draft, state, next)
    else if (draft.has(`${state}/Next`)) draft.remove(`${state}/Next`)
    return { says: next === undefined ? 'Removed Next.' : `${nameOf(state)} leads to ${next}.` }
  })
}

/** Has a state end its machine instead of leading on. */
export function endAt(source: string, state: JsonPointer): Change {
  return change(source, (draft) => {
    if (!draft.has(state)) refuse(`The state ${nameOf(state)} is no longer there.`)
    leadTo(draft, state, undefined)
    return { says: `${nameOf(state)} ends here.`, select: state }
  })
}
