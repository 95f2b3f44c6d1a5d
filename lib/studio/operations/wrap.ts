import type { JsonObject, JsonPointer } from '@/lib/json'
import { type Change, change, refuse } from '../change'
import { exitOf, leadTo } from '../places'
import { allNames, freeName, machineOf, nameOf, referencesIn, stateAround, stateAt } from '../structure'

/** Puts a Parallel or a Map around a state. Whatever led to the state leads to what is around it. */
export function wrapState(source: string, state: JsonPointer, type: 'Parallel' | 'Map'): Change {
  return change(source, (draft) => {
    if (!draft.has(state)) refuse(`The state ${nameOf(state)} is no longer there.`)
    const [machine, name] = [machineOf(state), nameOf(state)]
    if (draft.string(`${state}/Type`) === 'Choice') {
      refuse(`${name} is a Choice: its rules lead to states outside, and no transition may cross a border.`)
    }
    const wrapper = freeName(type, allNames(draft.value('')))
    const next = exitOf(draft, state)
    const catchers = draft.array(`${state}/Catch`)
    for (const { at, to, kind } of referencesIn(draft, machine)) {
      if (to === name && (kind === 'Start' || stateAround(at) !== state)) draft.replace(at, wrapper)
    }
    // Catchers lead to states outside, so they go with the border.
    if (catchers.length > 0) draft.remove(`${state}/Catch`)
    leadTo(draft, state, undefined)
    const around = stateAt(machine, wrapper)
    const states = `${machine}/States`
    draft.addMember(states, wrapper, holder(type, name, catchers.length > 0 ? { Catch: catchers } : {}), {
      after: name,
    })
    leadTo(draft, around, next)
    draft.addWritten(`${around}/${INSIDE[type]}/States`, name, draft.written(state))
    draft.remove(state)
    return { says: `Put ${wrapper} around ${name}.`, select: around }
  })
}

const INSIDE = { Parallel: 'Branches/0', Map: 'ItemProcessor' } as const

function holder(type: 'Parallel' | 'Map', name: string, more: JsonObject): JsonObject {
  const machine = { StartAt: name, States: {} }
  return type === 'Parallel'
    ? { Type: type, Branches: [machine], ...more }
    : { Type: type, ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...machine }, ...more }
}
