import { type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { Report } from './problem'

/** Beyond so many the parser has lost its thread. */
const MAX_REPORTED = 20

/** Reports where a text is no JSON, each mistake once, with what learners most often mean by it. */
export function reportSyntax(source: string, report: Report): void {
  const errors: ParseError[] = []
  parseTree(source, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false })
  let reported = 0
  let last = -1
  let behind = 0
  for (const error of errors) {
    // What follows a mistake on the same line, or at once, is mostly its echo.
    const isEcho =
      last >= 0 && (!source.slice(last, error.offset).includes('\n') || isBlank(source, behind, error.offset))
    last = error.offset
    behind = error.offset + error.length
    if (isEcho) continue
    report({
      code: 'INVALID_JSON_DESCRIPTION',
      path: '',
      mark: { kind: 'Text', from: error.offset, to: error.offset + Math.max(1, error.length) },
      ...explained(source, error),
    })
    if (++reported === MAX_REPORTED) break
  }
  if (reported > 0) return
  report({
    code: 'INVALID_JSON_DESCRIPTION',
    path: '',
    mark: { kind: 'Text', from: 0, to: 1 },
    message: 'The text is not valid JSON.',
  })
}

function explained(source: string, error: ParseError): { message: string; hint?: string } {
  const found = source.slice(error.offset, error.offset + error.length)
  if (isAfterComma(source, error.offset) && /^[}\]]/.test(found)) {
    return {
      message: `There is a comma before the closing \`${found.charAt(0)}\`.`,
      hint: 'JSON has commas only between elements: remove the last one.',
    }
  }
  switch (printParseErrorCode(error.error)) {
    case 'InvalidCommentToken':
    case 'UnexpectedEndOfComment':
      return { message: 'JSON has no comments.', hint: 'Use the `Comment` field, which every state has.' }
    case 'InvalidSymbol':
      return { message: `\`${found}\` is no JSON.`, hint: symbolHint(found) }
    case 'PropertyNameExpected':
      return {
        message: 'Here a key is missing.',
        hint: 'Keys stand in double quotes: `"Next": "Ship"`.',
      }
    case 'ValueExpected':
      return { message: 'Here a value is missing.' }
    case 'ColonExpected':
      return { message: 'Between key and value a `:` is missing.' }
    case 'CommaExpected':
      return { message: 'Here a comma is missing.', hint: 'Put a `,` behind the element before.' }
    case 'CloseBraceExpected':
      return { message: 'A `{` is never closed.', hint: 'Add a `}`.' }
    case 'CloseBracketExpected':
      return { message: 'A `[` is never closed.', hint: 'Add a `]`.' }
    case 'EndOfFileExpected':
      return { message: 'Behind the end of the definition there is more text.', hint: 'Is a `}` too many?' }
    case 'UnexpectedEndOfString':
      return {
        message: 'The string is not closed.',
        hint: 'Add a `"`. A line break in a string is written `\\n`.',
      }
    case 'InvalidCharacter':
      return {
        message: 'The string contains a control character.',
        hint: 'Write `\\t` for a tab, `\\n` for a line break.',
      }
    case 'InvalidEscapeCharacter':
      return {
        message: 'The string contains an unknown escape.',
        hint: 'A backslash itself is written `\\\\`.',
      }
    case 'InvalidUnicode':
      return { message: 'Behind `\\u` there have to be four hexadecimal digits.' }
    case 'UnexpectedEndOfNumber':
    case 'InvalidNumberFormat':
      return { message: 'The number is malformed.', hint: 'Write `0.5`, `-3` or `1e6`.' }
    default:
      return { message: 'The text is not valid JSON.' }
  }
}

function symbolHint(found: string): string {
  if (found.startsWith("'")) return 'Strings stand in double quotes.'
  if (/^[“”„«»]/.test(found)) return 'Strings stand in straight double quotes: `"`.'
  if (/^(true|false|null)$/i.test(found)) return `Write \`${found.toLowerCase()}\` in small letters.`
  if (/^[A-Za-z_$]/.test(found)) return 'Strings and keys stand in double quotes.'
  return 'Allowed are strings, numbers, `true`, `false`, `null`, objects and arrays.'
}

function isBlank(source: string, from: number, to: number): boolean {
  return source.slice(from, to).trim() === ''
}

function isAfterComma(source: string, offset: number): boolean {
  let index = offset - 1
  while (index >= 0 && /\s/.test(source.charAt(index))) index--
  return source.charAt(index) === ','
}
