import type { Result } from '@/lib/result'
import { Cursor, InvalidPath } from './cursor'
import { type FunctionName, functionNames, isDefiniteSegment, type JsonPath, type Segment } from './json-path'
import { readArguments } from './read-arguments'
import { readFilter } from './read-filter'

/** Longer paths are refused; segments are evaluated by recursion. */
const MAX_PATH_LENGTH = 10_000
const MAX_SEGMENTS = 500

/**
 * Compiles the text of a path. One that does not begin with `$` or `@` is read as if `$.` stood before it, as
 * Jayway does; a definition's own paths have to begin with `$`, which `lib/asl/parse` sees to. The error is
 * Jayway's message, for example `Path must not end with a '.' or '..'`.
 */
export function readJsonPath(text: string): Result<JsonPath, string> {
  try {
    return { ok: true, value: readPath(text) }
  } catch (problem) {
    if (problem instanceof InvalidPath) return { ok: false, error: problem.message }
    throw problem
  }
}

/** As `readJsonPath`, throwing `InvalidPath`. `depth` counts filters within filters. */
export function readPath(text: string, depth = 0): JsonPath {
  const isRooted = text.startsWith('$') || text.startsWith('@')
  const trimmed = (isRooted ? text : `$.${text}`).trim()
  if (trimmed.length > MAX_PATH_LENGTH)
    throw new InvalidPath(`Path is longer than ${MAX_PATH_LENGTH} characters`)
  if (trimmed.endsWith('.')) throw new InvalidPath("Path must not end with a '.' or '..'")

  const cursor = new Cursor(trimmed)
  const segments: Segment[] = []
  if (!cursor.isAtTail) {
    cursor.position = 1
    if (cursor.current !== '.' && cursor.current !== '[') {
      throw new InvalidPath("Illegal character at position 1 expected '.' or '['")
    }
    do segments.push(...readSegment(cursor, depth))
    while (!cursor.isAtTail && segments.length <= MAX_SEGMENTS)
  }
  if (segments.length > MAX_SEGMENTS) throw new InvalidPath(`Path has more than ${MAX_SEGMENTS} segments`)
  if (segments.at(-1)?.kind === 'Descendants') throw new InvalidPath("Path must not end with a '.' or '..'")
  return pathOf(turnedRound(segments))
}

/** Of `$..price.sum()` Jayway makes `$.sum($..price)`, for a function cannot be asked of many things one by one. */
function turnedRound(segments: readonly Segment[]): readonly Segment[] {
  const index = segments.findIndex(({ kind }) => kind === 'Function')
  const call = segments[index]
  if (segments[0]?.kind !== 'Descendants' || index < 2 || call?.kind !== 'Function') return segments
  if (segments.at(-1)?.kind !== 'Function') return segments
  const path = pathOf(segments.slice(0, index))
  return [{ ...call, args: [{ kind: 'Path', path }] }, ...segments.slice(index + 1)]
}

function pathOf(segments: readonly Segment[]): JsonPath {
  const indefinite = segments.findIndex(
    (one, index) => !isDefiniteSegment(one, index === segments.length - 1),
  )
  return {
    segments,
    isDefinite: indefinite === -1,
    definiteLength: indefinite === -1 ? segments.length : indefinite,
  }
}

function readSegment(cursor: Cursor, depth: number): Segment[] {
  switch (cursor.current) {
    case '[':
      return [readBracket(cursor, depth)]
    case '.':
      return readDot(cursor, depth)
    case '*':
      cursor.position++
      return [{ kind: 'Wildcard' }]
    default:
      return [readNameOrFunction(cursor, depth)]
  }
}

/** `.` leads to the next segment; `..` is one of its own before it. */
function readDot(cursor: Cursor, depth: number): Segment[] {
  const isScan = cursor.at(cursor.position + 1) === '.'
  cursor.position += isScan ? 2 : 1
  if (cursor.current === '.')
    throw new InvalidPath(`Character '.' on position ${cursor.position} is not valid.`)
  const next = readSegment(cursor, depth)
  return isScan ? [{ kind: 'Descendants' }, ...next] : next
}

function readNameOrFunction(cursor: Cursor, depth: number): Segment {
  const start = cursor.position
  if (cursor.current === ' ') throw new InvalidPath(`Could not parse token starting at position ${start}`)
  let end = start
  while (end < cursor.text.length && !'.[('.includes(cursor.at(end))) {
    if (cursor.at(end) === ' ') {
      throw new InvalidPath(
        `Use bracket notion ['my prop'] if your property contains blank characters. position: ${start}`,
      )
    }
    end++
  }
  const name = cursor.text.slice(start, end)
  if (cursor.at(end) === '(') return readFunction(cursor, name, end, depth)
  cursor.position = end
  return { kind: 'Names', names: [name], quote: "'" }
}

/**
 * Without arguments Jayway goes on reading at the `)`, so that what follows has to do with a property of that name;
 * with arguments it goes on behind it.
 */
function readFunction(cursor: Cursor, name: string, open: number, depth: number): Segment {
  const close = cursor.closing(open, false)
  if (close === undefined) throw new InvalidPath(`Arguments to function: '${name}' are not closed properly.`)
  if (!isFunctionName(name)) throw new InvalidPath(`Function with name: ${name} does not exist.`)
  const args = readArguments(cursor.text.slice(open + 1, close), name, depth)
  cursor.position = close === open + 1 ? close : close + 1
  return { kind: 'Function', name, args }
}

function isFunctionName(name: string): name is FunctionName {
  return functionNames.some((known) => known === name)
}

function readBracket(cursor: Cursor, depth: number): Segment {
  const first = cursor.at(cursor.significantAfter())
  const segment =
    first === "'" || first === '"'
      ? readNames(cursor, first)
      : first === '*'
        ? readWildcard(cursor)
        : first === '?'
          ? readFilterBracket(cursor, depth)
          : readArrayBracket(cursor)
  if (segment) return segment
  throw new InvalidPath(
    `Could not parse token starting at position ${cursor.position}. Expected ?, ', 0-9, * `,
  )
}

/** `['a']`, `["a", "b"]` */
function readNames(cursor: Cursor, quote: "'" | '"'): Segment {
  const names: string[] = []
  let index = cursor.position + 1
  let afterComma = false
  while (index < cursor.text.length && cursor.at(index) !== ']') {
    const char = cursor.at(index)
    if (char === ',') {
      if (afterComma) throw new InvalidPath(`Found empty property at index ${index}`)
      afterComma = true
    } else if (char === quote) {
      const end = cursor.endOfQuoted(index)
      if (end >= cursor.text.length) {
        throw new InvalidPath(`Property has not been closed - missing closing ${quote}`)
      }
      const following = cursor.at(cursor.significantAfter(end))
      if (following !== ']' && following !== ',') {
        throw new InvalidPath(
          `Property must be separated by comma or Property must be terminated close square bracket at index ${end}`,
        )
      }
      names.push(unescaped(cursor.text.slice(index + 1, end), quote))
      afterComma = false
      index = end
    }
    index++
  }
  if (afterComma) throw new InvalidPath(`Found empty property at index ${index}`)
  if (cursor.at(index) !== ']') throw new InvalidPath('Property has not been closed - missing closing ]')
  cursor.position = index + 1
  return { kind: 'Names', names, quote }
}

const escapes: Readonly<Record<string, string>> = { r: '\r', f: '\f', t: '\t', n: '\n', b: '\b' }

/**
 * Resolves the escapes of a quoted name. A double quote escaped between single quotes keeps its backslash:
 * a recording shows AWS finding the key `Test\""Name"` by `$['Test\""Name"']`.
 */
function unescaped(text: string, quote: "'" | '"'): string {
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|(.))/gsu,
    (whole, code: string | undefined, char: string | undefined) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
      if (char === undefined || (char === '"' && quote === "'")) return whole
      return escapes[char] ?? char
    },
  )
}

/** `[*]` */
function readWildcard(cursor: Cursor): Segment {
  const close = cursor.significantAfter(cursor.significantAfter())
  if (cursor.at(close) !== ']') {
    throw new InvalidPath(
      `Expected wildcard token to end with ']' on position ${cursor.significantAfter() + 1}`,
    )
  }
  cursor.position = close + 1
  return { kind: 'Wildcard' }
}

/** `[?( … )]` */
function readFilterBracket(cursor: Cursor, depth: number): Segment | undefined {
  const start = cursor.position
  const open = cursor.significantAfter(cursor.significantAfter())
  if (cursor.at(open) === ']') {
    throw new InvalidPath(`Not enough predicates supplied for filter [?] at position ${start}`)
  }
  if (cursor.at(open) !== '(') return undefined
  const close = cursor.closing(open, true)
  if (close === undefined) return undefined
  const end = cursor.significantAfter(close)
  if (cursor.at(end) !== ']') return undefined
  cursor.position = end + 1
  return { kind: 'Filter', test: readFilter(cursor.text.slice(open, close + 1), depth + 1) }
}

/** `[0]`, `[0,2]`, `[1:3]` */
function readArrayBracket(cursor: Cursor): Segment | undefined {
  const start = cursor.position + 1
  const end = cursor.text.indexOf(']', start)
  if (end === -1) return undefined
  const inner = cursor.text.slice(start, end).trim()
  if (!/^[-:\d][-:\d, ]*$/.test(inner)) return undefined
  cursor.position = end + 1
  return inner.includes(':') ? slice(inner) : indexes(inner)
}

function indexes(inner: string): Segment {
  const parts = inner.split(',').map((part) => part.trim())
  const numbers = parts.map((part) => wholeNumber(part))
  const bad = parts[numbers.indexOf(undefined)]
  if (bad !== undefined) throw new InvalidPath(`Failed to parse token in ArrayIndexOperation: ${bad}`)
  return { kind: 'Indexes', indexes: numbers.filter((one) => one !== undefined) }
}

function slice(inner: string): Segment {
  const [first = '', second = ''] = inner.split(':')
  const from = wholeNumber(first)
  const to = wholeNumber(second)
  const isMalformed =
    /[, ]/.test(inner) || (first !== '' && from === undefined) || (second !== '' && to === undefined)
  if (isMalformed || (from === undefined && to === undefined)) {
    throw new InvalidPath(`Failed to parse SliceOperation: ${inner}`)
  }
  return { kind: 'Slice', ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

/** A 32-bit integer as Java reads it. */
function wholeNumber(text: string): number | undefined {
  if (!/^-?\d+$/.test(text)) return undefined
  const number = Number(text)
  return number >= -(2 ** 31) && number < 2 ** 31 ? number + 0 : undefined
}
