import { isJsonArray, isJsonObject, type JsonValue } from '@/lib/json'
import { javaText } from '../text'
import type { Work } from '../work'
import { callFunction } from './call-function'
import { isDefiniteSegment, type JsonPath, type Segment } from './json-path'
import { passes } from './passes'
import { pathText } from './path-text'

/** What a path found. A definite path finds one value or fails with Jayway's words. */
export type Selected =
  | { found: true; value: JsonValue }
  | {
      found: false
      reason: Miss['reason']
      message: string
    }

export interface Selection {
  /** What `$` means inside filters. */
  root: JsonValue
  work: Work
  /** Inside a test for existence, a property missing on the way fails the path even behind a wildcard. */
  requiresProperties: boolean
}

/** Applies a path to a value. */
export function select(path: JsonPath, value: JsonValue, selection: Selection): Selected {
  if (value === null && path.segments.length > 0) {
    return { found: false, reason: 'Missing', message: 'root can not be null' }
  }
  const found: JsonValue[] = []
  const miss = walk({ path, selection, found }, 0, value)
  if (miss) return { found: false, reason: miss.reason, message: miss.message() }
  if (!path.isDefinite) return { found: true, value: found }
  const last = found.at(-1)
  return last === undefined
    ? { found: false, reason: 'Missing', message: `No results for path: ${pathText(path.segments)}` }
    : { found: true, value: last }
}

interface Walk {
  path: JsonPath
  selection: Selection
  found: JsonValue[]
}

/** Why a path cannot be applied. A function's refusal passes through wildcards, which swallow the others. */
interface Miss {
  reason: 'Missing' | 'NotAnArray' | 'RefusedByFunction'
  message: () => string
}

/** Applies the segments from `index` on to `value`, and collects what the last one names. */
function walk(on: Walk, index: number, value: JsonValue): Miss | undefined {
  const segment = on.path.segments[index]
  on.selection.work.spend(segment ? cost(segment) : 1)
  if (!segment) {
    on.found.push(value)
    return undefined
  }
  switch (segment.kind) {
    case 'Names':
      return walkNames(on, index, segment, value)
    case 'Indexes':
    case 'Slice':
      return walkElements(on, index, segment, value)
    case 'Wildcard':
      return walkEach(on, index, children(value))
    case 'Descendants':
      return walkDescendants(on, index + 1, value)
    case 'Filter':
      return walkFilter(on, index, segment, value)
    case 'Function': {
      const called = callFunction(segment, value, on.selection)
      if (!called.found) return { message: () => called.message, reason: called.reason }
      // What comes behind a function finds something else, and the function's own result stays.
      if (index < on.path.segments.length - 1) on.found.push(called.value)
      return walk(on, index + 1, called.value)
    }
  }
}

/** Each value in turn; a miss in one is no miss of the whole. */
function walkEach(on: Walk, index: number, values: Iterable<JsonValue>): Miss | undefined {
  for (const value of values) {
    const miss = walk(on, index + 1, value)
    if (miss && (miss.reason === 'RefusedByFunction' || on.selection.requiresProperties)) return miss
  }
  return undefined
}

function walkNames(on: Walk, index: number, segment: Extract<Segment, { kind: 'Names' }>, value: JsonValue) {
  const { segments } = on.path
  if (!isJsonObject(value)) {
    if (!isDefiniteBefore(on.path, index)) return undefined
    return miss(
      () =>
        `Expected to find an object with property ${pathText([segment], '')} in path ${pathText(segments.slice(0, index))} ` +
        `but found '${javaClass(value)}'. This is not a json object according to the JsonProvider: ` +
        `'com.jayway.jsonpath.spi.json.JsonSmartJsonProvider'.`,
    )
  }
  const isLast = index === segments.length - 1
  if (segment.names.length > 1 && isLast) {
    const present = segment.names.filter((name) => Object.hasOwn(value, name))
    on.found.push(Object.fromEntries(present.map((name) => [name, value[name] ?? null])))
    return undefined
  }
  for (const name of segment.names) {
    if (Object.hasOwn(value, name)) {
      const missed = walk(on, index + 1, value[name] ?? null)
      if (missed) return missed
    } else if (isMissing(on, index, segment, isLast)) {
      const here = [...segments.slice(0, index), { ...segment, names: [name], quote: "'" as const }]
      return miss(() => `${isLast ? 'No results for path:' : 'Missing property in path'} ${pathText(here)}`)
    }
  }
  return undefined
}

/** Whether an absent property fails the path: on a definite way, or where properties are required. */
function isMissing(on: Walk, index: number, segment: Segment, isLast: boolean): boolean {
  if (on.selection.requiresProperties) return true
  return !isLast && isDefiniteBefore(on.path, index) && isDefiniteSegment(segment, isLast)
}

function walkElements(
  on: Walk,
  index: number,
  segment: Extract<Segment, { kind: 'Indexes' | 'Slice' }>,
  value: JsonValue,
): Miss | undefined {
  if (!isJsonArray(value)) {
    if (!isDefiniteBefore(on.path, index)) return undefined
    if (value === null) return miss(() => `The path ${pathText(on.path.segments.slice(0, index))} is null`)
    return miss(
      () =>
        `Filter: ${pathText([segment], '')} can only be applied to arrays. Current context is: ${javaText(value, on.selection.work)}`,
      'NotAnArray',
    )
  }
  for (const position of segment.kind === 'Indexes' ? segment.indexes : sliced(segment, value.length)) {
    const element = value.at(position)
    if (element === undefined) continue
    const missed = walk(on, index + 1, element)
    if (missed) return missed
  }
  return undefined
}

/**
 * The positions that a slice names. `[-3:2]` begins behind the end and goes on from the start, as in Jayway:
 * a negative start is not turned into a position when an end is given.
 */
function* sliced({ from, to }: { from?: number; to?: number }, length: number): Generator<number> {
  if (to === undefined) {
    const start = from === undefined ? 0 : from < 0 ? Math.max(0, length + from) : from
    for (let position = start; position < length; position++) yield position
  } else if (from === undefined) {
    const end = Math.min(length, to < 0 ? length + to : to)
    for (let position = 0; position < end; position++) yield position
  } else {
    const end = Math.min(length, to)
    for (let position = Math.max(from, -length); position < end; position++) yield position
  }
}

function walkFilter(
  on: Walk,
  index: number,
  segment: Extract<Segment, { kind: 'Filter' }>,
  value: JsonValue,
): Miss | undefined {
  const accepts = (candidate: JsonValue) => passes(segment.test, candidate, on.selection)
  if (isJsonArray(value)) {
    for (const element of value) {
      if (!accepts(element)) continue
      const missed = walk(on, index + 1, element)
      if (missed) return missed
    }
    return undefined
  }
  if (isJsonObject(value)) return accepts(value) ? walk(on, index + 1, value) : undefined
  if (!isDefiniteBefore(on.path, index)) return undefined
  return miss(
    () =>
      `Filter: [?] can not be applied to primitives. Current context is: ${javaText(value, on.selection.work)}`,
  )
}

/**
 * `..`: the segment at `index`, applied to every object and array from `value` down, outermost first.
 *
 * On an array a segment that is not the last is skipped and the one after it applied to every element; a
 * property never applies to arrays. Both are Jayway's.
 */
function walkDescendants(on: Walk, index: number, value: JsonValue): Miss | undefined {
  const segment = on.path.segments[index]
  if (!segment) return undefined
  const isLast = index === on.path.segments.length - 1
  const open = [value]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    on.selection.work.spend(cost(segment))
    if (isJsonObject(next) || isJsonArray(next)) {
      if (appliesTo(segment, next, isLast, on.selection)) {
        const missed = isJsonArray(next) && !isLast ? walkEach(on, index, next) : walk(on, index, next)
        if (missed) return missed
      }
      const below = children(next)
      for (let position = below.length - 1; position >= 0; position--) open.push(below[position] ?? null)
    }
  }
  return undefined
}

function appliesTo(segment: Segment, value: JsonValue, isLast: boolean, selection: Selection): boolean {
  switch (segment.kind) {
    case 'Names':
      if (!isJsonObject(value)) return false
      if (!isDefiniteSegment(segment, isLast)) return true
      return segment.names.every((name) => Object.hasOwn(value, name))
    case 'Indexes':
    case 'Slice':
      return isJsonArray(value)
    case 'Wildcard':
      return true
    case 'Filter':
      return passes(segment.test, value, selection)
    default:
      return false
  }
}

function children(value: JsonValue): readonly JsonValue[] {
  return isJsonArray(value) ? value : isJsonObject(value) ? Object.values(value) : []
}

/** What it takes to apply a segment to one value, in steps. */
function cost(segment: Segment): number {
  if (segment.kind === 'Names') return segment.names.length
  return segment.kind === 'Indexes' ? segment.indexes.length : 1
}

/** Whether the segments before `index` name at most one thing. */
function isDefiniteBefore(path: JsonPath, index: number): boolean {
  return index <= path.definiteLength
}

function miss(message: () => string, reason: Miss['reason'] = 'Missing'): Miss {
  return { message, reason }
}

function javaClass(value: JsonValue): string {
  if (value === null) return 'null'
  if (isJsonArray(value)) return 'net.minidev.json.JSONArray'
  if (typeof value === 'string') return 'java.lang.String'
  if (typeof value === 'boolean') return 'java.lang.Boolean'
  if (typeof value !== 'number') return 'java.util.LinkedHashMap'
  if (!Number.isInteger(value)) return 'java.lang.Double'
  return Math.abs(value) < 2 ** 31 ? 'java.lang.Integer' : 'java.lang.Long'
}
