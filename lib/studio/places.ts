import type { StateName } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import { refuse } from './change'
import {
  languageAt,
  machineOf,
  nameOf,
  parentOf,
  referencesOf,
  stateAround,
  stateAt,
  statesOf,
} from './structure'
import type { Draft } from './text/draft'

/** Where a state can be put. */
export type Place =
  /** Between what names a state and that state; `at` is the pointer of the name, such as `/States/Pay/Next`. */
  | { kind: 'Transition'; at: JsonPointer }
  /** Behind a state that ends its machine, or that does not say yet where it leads. */
  | { kind: 'End'; of: JsonPointer }
  /** Into a machine, branch or processor without states. */
  | { kind: 'Empty'; machine: JsonPointer }
  /** As the state that is asked for and not there. */
  | { kind: 'Missing'; machine: JsonPointer; name: StateName }
  /** Where a Choice goes when no rule holds, and does not say yet. */
  | { kind: 'Default'; of: JsonPointer }
  /** Behind a new rule of a Choice. */
  | { kind: 'Rule'; of: JsonPointer }
  /** Behind a new catcher of a Task, Parallel or Map. */
  | { kind: 'Catch'; of: JsonPointer }

/** A name for the place that no other place has. */
export function placeKey(place: Place): string {
  switch (place.kind) {
    case 'Transition':
      return `Transition ${place.at}`
    case 'Empty':
      return `Empty ${place.machine}`
    case 'Missing':
      return `Missing ${place.machine} ${place.name}`
    default:
      return `${place.kind} ${place.of}`
  }
}

/** A place as an operation sees it. */
export interface Spot {
  machine: JsonPointer
  /** The state that leads there; absent at the start of a machine. */
  from?: StateName
  /** What follows there; absent where the machine ends. */
  to?: StateName
}

/** Looks a place up in the text as it is now, and refuses where the text has moved on. */
export function spotAt(draft: Draft, place: Place): Spot {
  switch (place.kind) {
    case 'Transition':
      return transitionSpot(draft, place.at)
    case 'Empty':
      if (statesOf(draft, place.machine).length > 0)
        refuse('There are states by now. Choose a place among them.')
      return { machine: place.machine }
    case 'Missing':
      if (draft.has(stateAt(place.machine, place.name))) refuse(`There is a state ${place.name} by now.`)
      return { machine: place.machine }
    default:
      if (!draft.has(place.of)) refuse(`The state ${nameOf(place.of)} is no longer there.`)
      return { machine: machineOf(place.of), from: nameOf(place.of) }
  }
}

function transitionSpot(draft: Draft, at: JsonPointer): Spot {
  const to = draft.string(at)
  if (to === undefined) refuse('That arrow is no longer there.')
  const machine = parentOf(at)
  if (at.endsWith('/StartAt') && draft.has(`${machine}/States`)) return { machine, to }
  const from = stateAround(at) ?? refuse('That arrow belongs to no state.')
  return { machine: machineOf(from), from: nameOf(from), to }
}

/** Has the place lead to `name`. */
export function leadThere(draft: Draft, place: Place, name: StateName): void {
  switch (place.kind) {
    case 'Transition':
      draft.replace(place.at, name)
      return
    case 'Empty':
      startWith(draft, place.machine, name)
      return
    case 'Missing':
      return
    case 'Default':
    case 'End':
      leadTo(draft, place.of, name)
      return
    case 'Rule':
      addRule(draft, place.of, name)
      return
    case 'Catch':
      addCatcher(draft, place.of, name)
  }
}

function startWith(draft: Draft, machine: JsonPointer, name: StateName): void {
  const at = `${machine}/StartAt`
  if (draft.has(at)) draft.replace(at, name)
  else
    draft.addMember(
      machine,
      'StartAt',
      name,
      draft.keys(machine).includes('Comment') ? { after: 'Comment' } : 'first',
    )
}

/** Where a state leads when all goes as planned: `Next`, or a Choice's `Default`, or else its first rule. */
export function exitOf(draft: Draft, state: JsonPointer): StateName | undefined {
  const references = referencesOf(draft.value(state), state).filter(
    ({ kind, to }) => kind !== 'Catch' && to !== nameOf(state),
  )
  const planned = references.find(({ kind }) => kind === 'Next' || kind === 'Default') ?? references[0]
  return planned?.to
}

/** Whether another state can follow this one at all. */
export function goesOn(draft: Draft, state: JsonPointer): boolean {
  const type = draft.string(`${state}/Type`)
  return type !== 'Succeed' && type !== 'Fail'
}

/** Has a state lead to `name`, or end when there is none. In the text one member takes the place of the other. */
export function leadTo(draft: Draft, state: JsonPointer, name: StateName | undefined): void {
  if (!goesOn(draft, state)) return
  if (draft.string(`${state}/Type`) === 'Choice') {
    leadChoiceTo(draft, state, name)
    return
  }
  const [key, value] = name === undefined ? (['End', true] as const) : (['Next', name] as const)
  const other = key === 'End' ? 'Next' : 'End'
  if (draft.has(`${state}/${key}`)) {
    draft.replace(`${state}/${key}`, value)
    if (draft.has(`${state}/${other}`)) draft.remove(`${state}/${other}`)
  } else if (draft.has(`${state}/${other}`)) {
    draft.replace(`${state}/${other}`, value)
    draft.renameKey(`${state}/${other}`, key)
  } else {
    draft.addMember(state, key, value)
  }
}

function leadChoiceTo(draft: Draft, state: JsonPointer, name: StateName | undefined): void {
  const at = `${state}/Default`
  if (name === undefined) {
    if (draft.has(at)) draft.remove(at)
  } else if (draft.has(at)) {
    draft.replace(at, name)
  } else {
    draft.addMember(state, 'Default', name, draft.has(`${state}/Choices`) ? { after: 'Choices' } : 'last')
  }
}

/** A new last rule; what it compares is to be written by the learner, in the language of the state. */
export function addRule(draft: Draft, state: JsonPointer, name: StateName): void {
  const isJsonata = languageAt(draft, state) === 'JSONata'
  const rule = isJsonata
    ? { Condition: '{% false %}', Next: name }
    : { Variable: '$', IsPresent: false, Next: name }
  if (!draft.has(`${state}/Choices`)) draft.addMember(state, 'Choices', [], { after: 'Type' })
  draft.addElement(`${state}/Choices`, draft.array(`${state}/Choices`).length, rule)
}

/** A new catcher: for every error, or, where one for every error is last already, for failed tasks in front of it. */
export function addCatcher(draft: Draft, state: JsonPointer, name: StateName): void {
  if (!draft.has(`${state}/Catch`)) {
    draft.addMember(state, 'Catch', [], catchPlace(draft, state))
  }
  const catchers = draft.array(`${state}/Catch`)
  const last = catchers.length - 1
  const takesAll = JSON.stringify(draft.value(`${state}/Catch/${last}/ErrorEquals`) ?? []).includes(
    '"States.ALL"',
  )
  draft.addElement(`${state}/Catch`, takesAll ? last : last + 1, {
    ErrorEquals: [takesAll ? 'States.TaskFailed' : 'States.ALL'],
    Next: name,
  })
}

function catchPlace(draft: Draft, state: JsonPointer) {
  const keys = draft.keys(state)
  const before = keys.findIndex((key) => key === 'Next' || key === 'End')
  const after = keys[(before < 0 ? keys.length : before) - 1]
  return after === undefined ? ('first' as const) : { after }
}
