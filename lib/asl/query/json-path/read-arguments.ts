import { Cursor, InvalidPath } from './cursor'
import type { Argument } from './json-path'
import { readLenientJson } from './lenient-json'
import { readPath } from './read-path'

/** How deep functions in arguments of functions may nest. */
const MAX_DEPTH = 30

/**
 * The arguments of a function: paths, and JSON that begins with `{`, `"`, a digit or `-`. What begins otherwise, a
 * string in single quotes or an array, Jayway passes over in silence.
 */
export function readArguments(text: string, name: string, depth: number): Argument[] {
  if (depth > MAX_DEPTH) throw new InvalidPath(`Functions nest deeper than ${MAX_DEPTH}`)
  return parts(text, name).flatMap((part): Argument[] => {
    if (/^[$@]/.test(part)) return [{ kind: 'Path', path: readPath(part, depth + 1) }]
    if (!/^[{"\d-]/.test(part)) return []
    const value = readLenientJson(part)
    if (value === undefined) throw notClosed(name)
    return [{ kind: 'Value', value }]
  })
}

/** The text between commas that stand outside of brackets and quotes. */
function parts(text: string, name: string): string[] {
  const cursor = new Cursor(text)
  const found: string[] = []
  let start = 0
  for (let index = 0; index <= text.length; index++) {
    const char = cursor.at(index)
    if (char === '"') index = cursor.endOfQuoted(index)
    else if ('([{'.includes(char) && char !== '') {
      const close = cursor.closing(index, false)
      if (close === undefined) throw notClosed(name)
      index = close
    } else if (']}'.includes(char) && char !== '') {
      const what = char === ']' ? 'bracket' : 'brace'
      throw new InvalidPath(`Unexpected close ${what} '${char}' at character position: ${index}`)
    } else if (char === ',' || index === text.length) {
      found.push(text.slice(start, index).trim())
      start = index + 1
    }
  }
  return found
}

function notClosed(name: string): InvalidPath {
  return new InvalidPath(`Arguments to function: '${name}' are not closed properly.`)
}
