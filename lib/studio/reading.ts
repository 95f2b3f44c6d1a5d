import type { QueryLanguage, StateName } from '@/lib/asl'
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonValue,
  ownMember,
  parsedJson,
  pointerKeys,
} from '@/lib/json'
import { machineOf, nameOf } from './structure'

export { nameOf }

/** The query language of a definition: what it says at its top, or JSONPath. */
export function languageOf(source: string): QueryLanguage {
  const definition = parsedJson(source)
  return isJsonObject(definition) && ownMember(definition, 'QueryLanguage') === 'JSONata'
    ? 'JSONata'
    : 'JSONPath'
}

export function valueAt(definition: JsonValue | undefined, at: JsonPointer): JsonValue | undefined {
  let value = definition
  for (const key of pointerKeys(at)) {
    if (isJsonArray(value)) value = value[Number(key)]
    else if (isJsonObject(value)) value = ownMember(value, key)
    else return undefined
  }
  return value
}

/** The object at a pointer; undefined when there is none. */
export function objectAt(definition: JsonValue | undefined, at: JsonPointer): JsonObject | undefined {
  const value = valueAt(definition, at)
  return isJsonObject(value) ? value : undefined
}

/** The names of the states in the same machine, branch or processor: those that a state can lead to. */
export function statesBeside(definition: JsonValue | undefined, state: JsonPointer): readonly StateName[] {
  return Object.keys(objectAt(definition, `${machineOf(state)}/States`) ?? {})
}
