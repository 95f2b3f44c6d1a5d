import type { StateName } from '@/lib/asl'
import {
  childPointer,
  isJsonArray,
  isJsonObject,
  type JsonPointer,
  type JsonValue,
  ownMember,
  pointerKeys,
} from '@/lib/json'
import type { Draft } from './text/draft'

/** The machine, branch or processor that a state stands in: `''` for `/States/Ship`. */
export function machineOf(state: JsonPointer): JsonPointer {
  return parentOf(parentOf(state))
}

export function nameOf(state: JsonPointer): StateName {
  return pointerKeys(state).at(-1) ?? ''
}

export function parentOf(at: JsonPointer): JsonPointer {
  return at.slice(0, Math.max(0, at.lastIndexOf('/')))
}

export function stateAt(machine: JsonPointer, name: StateName): JsonPointer {
  return childPointer(`${machine}/States`, name)
}

/** The innermost state that a place lies in, itself included; undefined outside of all states. */
export function stateAround(at: JsonPointer): JsonPointer | undefined {
  const keys = pointerKeys(at)
  for (let length = keys.length; length >= 2; length -= 1) {
    if (keys[length - 2] === 'States' && isMachine(keys.slice(0, length - 2)))
      return pointerTo(keys.slice(0, length))
  }
  return undefined
}

function isMachine(keys: readonly string[]): boolean {
  const last = keys.at(-1)
  return keys.length === 0 || last === 'ItemProcessor' || last === 'Iterator' || keys.at(-2) === 'Branches'
}

function pointerTo(keys: readonly string[]): JsonPointer {
  return keys.reduce<JsonPointer>(childPointer, '')
}

/** The names of the states of one machine, in written order. */
export function statesOf(draft: Draft, machine: JsonPointer): readonly StateName[] {
  return draft.keys(`${machine}/States`)
}

/** Every name of a state in the whole definition: no two states may share one, however deep they lie. */
export function allNames(definition: JsonValue | undefined): Set<StateName> {
  const names = new Set<StateName>()
  const visit = (machine: JsonValue | undefined) => {
    const states = isJsonObject(machine) ? ownMember(machine, 'States') : undefined
    if (!isJsonObject(states)) return
    for (const [name, state] of Object.entries(states)) {
      names.add(name)
      if (!isJsonObject(state)) continue
      const branches = ownMember(state, 'Branches')
      if (isJsonArray(branches)) branches.forEach(visit)
      visit(ownMember(state, 'ItemProcessor'))
      visit(ownMember(state, 'Iterator'))
    }
  }
  visit(definition)
  return names
}

/** `wanted`, or with the first number behind it that makes it the only one of its kind. */
export function freeName(wanted: StateName, taken: ReadonlySet<StateName>): StateName {
  if (!taken.has(wanted)) return wanted
  const stem = wanted.replace(/ \(\d+\)$/, '')
  for (let number = 2; ; number++) {
    const name = `${stem} (${number})`
    if (!taken.has(name)) return name
  }
}

/** A transition as written: the pointer of the name, and whose it is. */
export interface Reference {
  at: JsonPointer
  kind: 'Start' | 'Next' | 'Default' | 'Rule' | 'Catch'
  to: StateName
}

/** Every place of one machine that names a state: `StartAt`, then what the states say, in written order. */
export function referencesIn(draft: Draft, machine: JsonPointer): Reference[] {
  const start = draft.string(`${machine}/StartAt`)
  const states = draft.object(`${machine}/States`) ?? {}
  return [
    ...(start === undefined ? [] : [{ at: `${machine}/StartAt`, kind: 'Start' as const, to: start }]),
    ...Object.entries(states).flatMap(([name, state]) => referencesOf(state, stateAt(machine, name))),
  ]
}

/** The transitions that one state asks for: `Next`, rules, `Default`, catchers. */
export function referencesOf(state: JsonValue | undefined, at: JsonPointer): Reference[] {
  if (!isJsonObject(state)) return []
  const one = (kind: Reference['kind'], holder: JsonValue, key: string, pointer: JsonPointer) => {
    const to = isJsonObject(holder) ? ownMember(holder, key) : undefined
    return typeof to === 'string' ? [{ at: `${pointer}/${key}`, kind, to }] : []
  }
  const each = (kind: Reference['kind'], list: string) => {
    const items = ownMember(state, list)
    return isJsonArray(items)
      ? items.flatMap((item, index) => one(kind, item, 'Next', `${at}/${list}/${index}`))
      : []
  }
  return [
    ...one('Next', state, 'Next', at),
    ...each('Rule', 'Choices'),
    ...one('Default', state, 'Default', at),
    ...each('Catch', 'Catch'),
  ]
}

/** The language that a state is in: its own, that of the definition, or JSONPath. */
export function languageAt(draft: Draft, state: JsonPointer): 'JSONPath' | 'JSONata' {
  const language = draft.string(`${state}/QueryLanguage`) ?? draft.string('/QueryLanguage')
  return language === 'JSONata' ? 'JSONata' : 'JSONPath'
}
