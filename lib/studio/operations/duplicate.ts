import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonValue,
  ownMember,
} from '@/lib/json'
import { type Change, change, refuse } from '../change'
import { exitOf, goesOn, leadTo } from '../places'
import { allNames, freeName, machineOf, nameOf, stateAt } from '../structure'

/** Puts a copy of a state behind it. States inside the copy get names of their own. */
export function duplicateState(source: string, state: JsonPointer): Change {
  return change(source, (draft) => {
    const original = draft.object(state) ?? refuse(`The state ${nameOf(state)} is no longer there.`)
    const [machine, name] = [machineOf(state), nameOf(state)]
    const taken = allNames(draft.value(''))
    const copyName = freeName(name, taken)
    taken.add(copyName)
    draft.addMember(`${machine}/States`, copyName, withFreshNames(original, taken), { after: name })
    const at = stateAt(machine, copyName)
    if (!goesOn(draft, state)) return { says: `Added ${copyName}. Nothing leads to it yet.`, select: at }
    const next = exitOf(draft, state)
    leadTo(draft, at, next)
    leadTo(draft, state, copyName)
    return { says: `Added ${copyName} after ${name}.`, select: at }
  })
}

/** The state with every state inside it renamed, for no two states of a definition may share a name. */
function withFreshNames(state: JsonObject, taken: Set<string>): JsonObject {
  return Object.fromEntries(
    Object.entries(state).map(([key, value]) => {
      if (key === 'Branches' && isJsonArray(value))
        return [key, value.map((branch) => renamedWithin(branch, taken))]
      if (key === 'ItemProcessor' || key === 'Iterator') return [key, renamedWithin(value, taken)]
      return [key, value]
    }),
  )
}

function renamedWithin(machine: JsonValue, taken: Set<string>): JsonValue {
  const states = isJsonObject(machine) ? ownMember(machine, 'States') : undefined
  if (!isJsonObject(machine) || !isJsonObject(states)) return machine
  const names = new Map(
    Object.keys(states).map((name) => {
      const fresh = freeName(name, taken)
      taken.add(fresh)
      return [name, fresh]
    }),
  )
  const renamed = (name: JsonValue | undefined) =>
    typeof name === 'string' ? (names.get(name) ?? name) : (name ?? null)
  const inside = Object.entries(states).map(([name, state]) => [
    names.get(name) ?? name,
    isJsonObject(state) ? retargeted(withFreshNames(state, taken), renamed) : state,
  ])
  return {
    ...machine,
    ...(Object.hasOwn(machine, 'StartAt') && { StartAt: renamed(machine.StartAt) }),
    States: Object.fromEntries(inside),
  }
}

function retargeted(state: JsonObject, renamed: (name: JsonValue | undefined) => JsonValue): JsonObject {
  const inList = (items: JsonValue) =>
    isJsonArray(items)
      ? items.map((item) =>
          isJsonObject(item) && Object.hasOwn(item, 'Next') ? { ...item, Next: renamed(item.Next) } : item,
        )
      : items
  return Object.fromEntries(
    Object.entries(state).map(([key, value]) => {
      if (key === 'Next' || key === 'Default') return [key, renamed(value)]
      return [key, key === 'Choices' || key === 'Catch' ? inList(value) : value]
    }),
  )
}
