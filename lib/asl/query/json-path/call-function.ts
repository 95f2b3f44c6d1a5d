import { isJsonArray, type JsonValue } from '@/lib/json'
import { applyFunction } from './apply-function'
import type { JsonPath, Segment } from './json-path'
import { type Selected, type Selection, select } from './select'

type FunctionCall = Extract<Segment, { kind: 'Function' }>

/** Calls the function on what the path before it names. An argument that finds nothing fails the path. */
export function callFunction(call: FunctionCall, value: JsonValue, selection: Selection): Selected {
  const { root } = selection
  const given: JsonValue[] = []
  for (const argument of call.args) {
    if (argument.kind === 'Value') given.push(argument.value)
    else {
      const selected = select(argument.path, root, { ...selection, requiresProperties: false })
      if (!selected.found) return selected
      given.push(selected.value)
    }
  }
  const [first] = call.args
  if ((call.name === 'length' || call.name === 'size') && first?.kind === 'Path') {
    const length = lengthOf(first.path, value, selection)
    if (length !== undefined) return { found: true, value: length }
  }
  const result = applyFunction(call.name, value, given, selection.work)
  return result.ok
    ? { found: true, value: result.value }
    : { found: false, reason: 'RefusedByFunction', message: result.error }
}

/**
 * How many children a path has, read from the value before the function rather than from the document. Of a definite
 * path Jayway takes the last child alone, and its length; so `length($.list)` is seldom the length of the list.
 */
function lengthOf(path: JsonPath, value: JsonValue, selection: Selection): number | undefined {
  if (path.segments.at(-1)?.kind === 'Function') return undefined
  const isWhole = path.segments.length === 0
  const segments: Segment[] = isWhole ? [] : [...path.segments, { kind: 'Wildcard' }]
  const children: JsonPath = { segments, isDefinite: isWhole, definiteLength: path.definiteLength }
  const selected = select(children, value, { ...selection, requiresProperties: false })
  const found = selected.found ? selected.value : undefined
  const inner = path.isDefinite && !isWhole && isJsonArray(found) ? found.at(-1) : found
  return isJsonArray(inner) ? inner.length : undefined
}
