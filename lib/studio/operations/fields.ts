import { childPointer, type JsonPointer, type JsonValue } from '@/lib/json'
import { type Change, change, refuse } from '../change'
import { parentOf } from '../structure'
import type { Draft, MemberPlace } from '../text/draft'

/**
 * Sets a field of an object, or takes it away when the value is undefined. A field that is not there yet comes
 * behind the last of those that stand before it in `order`.
 */
export function setField(
  source: string,
  object: JsonPointer,
  field: string,
  value: JsonValue | undefined,
  order: readonly string[] = [],
): Change {
  return change(source, (draft) => {
    put(draft, object, field, value, order)
    return { says: value === undefined ? `Removed ${field}.` : `Changed ${field}.` }
  })
}

/** Puts another value at a place; what is the same in both stays as it is written. */
export function setValue(source: string, at: JsonPointer, value: JsonValue): Change {
  return change(source, (draft) => {
    if (!draft.has(at)) refuse('That part of the definition is no longer there.')
    draft.replace(at, value)
    return { says: 'Changed.' }
  })
}

/** Sets a field of an object that may itself not be there yet, such as `Mode` in `ProcessorConfig`. */
export function setFieldWithin(
  source: string,
  owner: JsonPointer,
  holder: string,
  field: string,
  value: JsonValue | undefined,
  order: readonly string[] = [],
): Change {
  return change(source, (draft) => {
    const at = childPointer(owner, holder)
    if (value !== undefined && !draft.object(at)) put(draft, owner, holder, {}, order)
    if (draft.object(at)) put(draft, at, field, value, [])
    return { says: value === undefined ? `Removed ${field}.` : `Changed ${field}.` }
  })
}

function put(
  draft: Draft,
  object: JsonPointer,
  field: string,
  value: JsonValue | undefined,
  order: readonly string[],
): void {
  if (!draft.object(object)) refuse('That part of the definition is no longer there.')
  const at = childPointer(object, field)
  if (value === undefined) {
    if (draft.has(at)) draft.remove(at)
  } else if (draft.has(at)) {
    draft.replace(at, value)
  } else {
    draft.addMember(object, field, value, placeIn(draft.keys(object), field, order))
  }
}

function placeIn(present: readonly string[], field: string, order: readonly string[]): MemberPlace {
  const place = order.indexOf(field)
  if (place < 0) return 'last'
  const after = present.findLast((key) => order.indexOf(key) < place && order.includes(key))
  return after === undefined ? 'first' : { after }
}

/** Adds an entry to a list, and the list itself where the object has none: a retrier, a catcher, a rule, a branch. */
export function addEntry(
  source: string,
  object: JsonPointer,
  list: string,
  value: JsonValue,
  order: readonly string[] = [],
): Change {
  return change(source, (draft) => {
    const at = childPointer(object, list)
    if (!draft.has(at)) put(draft, object, list, [], order)
    draft.addElement(at, draft.array(at).length, value)
    return { says: `Added an entry to ${list}.` }
  })
}

/** Takes an entry away, and with the last one the list where it may be absent. */
export function removeEntry(source: string, entry: JsonPointer, keepsEmptyList: boolean): Change {
  return change(source, (draft) => {
    if (!draft.has(entry)) refuse('That entry is no longer there.')
    const list = parentOf(entry)
    const isLast = draft.array(list).length === 1
    draft.remove(isLast && !keepsEmptyList ? list : entry)
    return { says: 'Removed the entry.' }
  })
}

/** Puts the entry at `from` where `to` is. Retriers, catchers and rules are tried in order. */
export function moveEntry(source: string, list: JsonPointer, from: number, to: number): Change {
  return change(source, (draft) => {
    const { length } = draft.array(list)
    if (from < 0 || to < 0 || from >= length || to >= length) refuse('That entry is no longer there.')
    draft.moveElement(list, from, to)
    return { says: `Moved entry ${from + 1} to place ${to + 1}.` }
  })
}
