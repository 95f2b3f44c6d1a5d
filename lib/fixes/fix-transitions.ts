import { suggestion } from '@/lib/asl'
import { childPointer, isJsonObject, type JsonObject, type JsonPointer } from '@/lib/json'
import { Draft } from '@/lib/studio'
import { type Case, type Fix, fixBy, listedNames, parentOf } from './fix'

/** What leads where: transitions that lead nowhere, states without a way on, states that nothing leads to. */
export function transitionFixes(theCase: Case): Fix[] {
  const { diagnostic, said } = theCase
  switch (said?.name) {
    case 'missingTarget':
      return missingTarget(theCase, said.values.name ?? '')
    case 'oneField':
      return listedNames(said.values.fields).includes('Next') ? neitherNextNorEnd(theCase) : []
    case 'noEndState':
      return noEnd(theCase)
    case 'notReachable':
      return fixBy(`Remove the state \`${said.values.name}\``, theCase, (draft) =>
        draft.remove(diagnostic.path),
      )
    case 'duplicateState':
      return duplicate(theCase, said.values.name ?? '')
    default:
      return []
  }
}

/** The object that has `States`, around a place inside one of them or at `StartAt`. */
function machineAround(pointer: JsonPointer): JsonPointer {
  const at = pointer.lastIndexOf('/States/')
  return pointer.endsWith('/StartAt') || at < 0 ? parentOf(pointer).parent : pointer.slice(0, at)
}

function missingTarget(theCase: Case, name: string): Fix[] {
  const { path } = theCase.diagnostic
  const draft = new Draft(theCase.source)
  const states = childPointer(machineAround(path), 'States')
  const names = draft.keys(states)
  const self = path.endsWith('/StartAt') ? undefined : stateAround(path)
  const near = suggestion(name, names)
  const others = names.filter((one) => one !== near && one !== self)
  const targets = near === undefined ? (others.length === 1 ? others : []) : [near]
  return [
    ...targets.flatMap((target) =>
      fixBy(`Lead to \`${target}\``, theCase, (one) => one.replace(path, target)),
    ),
    ...fixBy(`Add a state \`${name}\``, theCase, (one) =>
      one.addMember(states, name, { Type: 'Pass', End: true }),
    ),
  ]
}

function stateAround(pointer: JsonPointer): string {
  const at = pointer.lastIndexOf('/States/')
  return parentOf(`/${pointer.slice(at + '/States/'.length).split('/')[0]}`).key
}

function neitherNextNorEnd(theCase: Case): Fix[] {
  const { path } = theCase.diagnostic
  const { parent, key } = parentOf(path)
  const names = new Draft(theCase.source).keys(parent)
  const next = names[names.indexOf(key) + 1]
  const end = fixBy('End here: add `"End": true`', theCase, (draft) => draft.addMember(path, 'End', true))
  if (next === undefined) return end
  return [...fixBy(`Go on with \`${next}\``, theCase, (draft) => draft.addMember(path, 'Next', next)), ...end]
}

/** The last state that leads on and could end. */
function noEnd(theCase: Case): Fix[] {
  const draft = new Draft(theCase.source)
  const names = draft.keys('/States')
  const last = names.findLast((name) => draft.has(`${childPointer('/States', name)}/Next`))
  const succeed = fixBy('Add a Succeed state', theCase, (one) =>
    one.addMember('/States', freeName('Done', names), { Type: 'Succeed' }),
  )
  if (last === undefined) return succeed
  const at = childPointer('/States', last)
  return [
    ...fixBy(`Let \`${last}\` be the last: \`"End": true\``, theCase, (one) => {
      one.addMember(at, 'End', true, { after: 'Next' })
      one.remove(childPointer(at, 'Next'))
    }),
    ...succeed,
  ]
}

/** Another name for this one of two, with what leads to it in its own machine. */
function duplicate(theCase: Case, name: string): Fix[] {
  const { path } = theCase.diagnostic
  const machine = machineAround(path)
  const taken = allNames(new Draft(theCase.source).object(''))
  const free = freeName(name, taken)
  return fixBy(`Call this one \`${free}\``, theCase, (draft) => {
    for (const at of transitionsTo(draft, machine, name)) draft.replace(at, free)
    draft.renameKey(path, free)
  })
}

function transitionsTo(draft: Draft, machine: JsonPointer, name: string): JsonPointer[] {
  const states = childPointer(machine, 'States')
  const places = draft.keys(states).flatMap((state) => {
    const at = childPointer(states, state)
    const lists = ['Choices', 'Catch'].flatMap((field) => {
      const list = childPointer(at, field)
      return draft.array(list).map((_, index) => `${childPointer(list, index)}/Next`)
    })
    return [`${at}/Next`, `${at}/Default`, ...lists]
  })
  return [childPointer(machine, 'StartAt'), ...places].filter((at) => draft.string(at) === name)
}

/** The names of all states, at any depth. */
function allNames(machine: JsonObject | undefined): string[] {
  const states = machine && Object.hasOwn(machine, 'States') ? machine.States : undefined
  if (!isJsonObject(states)) return []
  return Object.entries(states).flatMap(([name, state]) => {
    if (!isJsonObject(state)) return [name]
    const branches = Object.hasOwn(state, 'Branches') && Array.isArray(state.Branches) ? state.Branches : []
    const inner = [...branches, state.ItemProcessor, state.Iterator].filter(isJsonObject)
    return [name, ...inner.flatMap(allNames)]
  })
}

function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name
  let number = 2
  while (taken.includes(`${name} ${number}`)) number++
  return `${name} ${number}`
}
