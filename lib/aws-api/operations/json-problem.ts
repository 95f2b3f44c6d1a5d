import type { JsonValue } from '@/lib/json'
import { DEEPEST, isTooDeep } from '../test-state/json-text'

/**
 * What is wrong with a text that has to be JSON; nothing when it is. AWS reads with Jackson and passes on what that
 * says (recorded for an unknown word, a key in single quotes, and no text at all).
 */
export function jsonProblem(text: string): string | undefined {
  let value: JsonValue
  try {
    value = JSON.parse(text) as JsonValue
  } catch {
    return inJacksonsWords(text)
  }
  return isTooDeep(value) ? `The value is nested more than ${DEEPEST} levels deep.` : undefined
}

const ANY_VALUE = "JSON String, Number, Array, Object or token 'null', 'true' or 'false'"

/** What a text can go on with. A value that is complete is a step like any other. */
type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing'

const tokens =
  /[{}[\],:]|"(?:[^"\\]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?![\w$])/y

function inJacksonsWords(text: string): string {
  const open: ('{' | '[')[] = []
  let expected: Expected = 'value'
  let at = 0
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++
    if (at >= text.length) return endProblem(open.at(-1), expected)
    tokens.lastIndex = at
    const token: string | undefined = tokens.exec(text)?.[0]
    const control = token?.startsWith('"') && [...token].find((character) => character < ' ')
    if (control) return illegal(control)
    const next: Expected | undefined = token === undefined ? undefined : afterToken(token, expected, open)
    if (token === undefined || next === undefined) return mistake(text, at, expected, open.at(-1))
    expected = next
    at += token.length
  }
}

/** What is expected behind a token; nothing where the token itself was not. */
function afterToken(token: string, expected: Expected, open: ('{' | '[')[]): Expected | undefined {
  const mayBeValue = expected === 'value' || expected === 'valueOrEnd'
  switch (token) {
    case '{':
    case '[':
      if (!mayBeValue) return undefined
      open.push(token)
      return token === '{' ? 'keyOrEnd' : 'valueOrEnd'
    case '}':
    case ']': {
      const mayEnd = expected === 'commaOrEnd' || expected === (token === '}' ? 'keyOrEnd' : 'valueOrEnd')
      if (!mayEnd || open.at(-1) !== (token === '}' ? '{' : '[')) return undefined
      open.pop()
      return afterValue(open)
    }
    case ',':
      if (expected !== 'commaOrEnd') return undefined
      return open.at(-1) === '{' ? 'key' : 'value'
    case ':':
      return expected === 'colon' ? 'value' : undefined
    default:
      if (token.startsWith('"') && (expected === 'key' || expected === 'keyOrEnd')) return 'colon'
      return mayBeValue ? afterValue(open) : undefined
  }
}

function afterValue(open: readonly string[]): Expected {
  return open.length === 0 ? 'nothing' : 'commaOrEnd'
}

function illegal(control: string): string {
  const code = control.charCodeAt(0)
  return `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in string value`
}

function mistake(text: string, at: number, expected: Expected, inside: '{' | '[' | undefined): string {
  const word = /[\w$]+/y
  word.lastIndex = at
  const found = word.exec(text)?.[0]
  const mayBeValue = expected === 'value' || expected === 'valueOrEnd' || expected === 'nothing'
  if (found !== undefined && mayBeValue && !/^\d/.test(found)) {
    return `Unrecognized token '${found}': was expecting (${ANY_VALUE})`
  }
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return `Unexpected character ('${character}' (code ${text.codePointAt(at)})): ${wanted(expected, inside)}`
}

function wanted(expected: Expected, inside: '{' | '[' | undefined): string {
  switch (expected) {
    case 'key':
    case 'keyOrEnd':
      return 'was expecting double-quote to start field name'
    case 'colon':
      return 'was expecting a colon to separate field name and value'
    case 'commaOrEnd':
      return `was expecting comma to separate ${inside === '{' ? 'Object' : 'Array'} entries`
    default:
      return `expected a valid value (${ANY_VALUE})`
  }
}

function endProblem(inside: '{' | '[' | undefined, expected: Expected): string {
  if (inside === undefined && expected === 'value') return 'Invalid execution input.'
  return `Unexpected end-of-input: expected close marker for ${inside === '{' ? 'Object' : 'Array'}`
}
