import { type ParseError, parse } from 'jsonc-parser'
import { type JsonValue, jsonOrText } from '@/lib/json'
import type { Result } from '@/lib/result'

/** Deeper nesting than any payload needs is refused, so that what walks the values needs no guard of its own. */
const DEEPEST = 200

/**
 * The JSON documents that stand in the text one after the other, as pages of one answer do when the outputs of
 * several commands go to one file. The error is a sentence that names line and column.
 */
export function jsonDocuments(text: string): Result<JsonValue[], string> {
  const documents: JsonValue[] = []
  let from = afterSpace(text, 0)
  while (from < text.length) {
    const end = endOfDocument(text, from)
    if (!end.ok) return end
    try {
      documents.push(JSON.parse(text.slice(from, end.value)))
    } catch {
      const at = from + firstFault(text.slice(from, end.value))
      return { ok: false, error: `This is not JSON at ${placeOf(text, at)}.` }
    }
    from = afterSpace(text, end.value)
  }
  return { ok: true, value: documents }
}

/** Engines word the failure of `JSON.parse` differently, and not all say where; this parser does. */
function firstFault(one: string): number {
  const errors: ParseError[] = []
  parse(one, errors, { disallowComments: true, allowTrailingComma: false })
  return errors[0]?.offset ?? 0
}

/** Where the object or array that begins at `from` ends, by its brackets. */
function endOfDocument(text: string, from: number): Result<number, string> {
  const first = text[from]
  if (first !== '{' && first !== '[') {
    return { ok: false, error: `A JSON object or array should begin at ${placeOf(text, from)}.` }
  }
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const sign = text[at]
    if (sign === '"') at = endOfString(text, at)
    else if (sign === '{' || sign === '[') depth++
    else if (sign === '}' || sign === ']') depth--
    if (depth > DEEPEST) {
      return { ok: false, error: `The JSON is nested deeper than ${DEEPEST} levels at ${placeOf(text, at)}.` }
    }
    if (depth === 0) return { ok: true, value: at + 1 }
  }
  return {
    ok: false,
    error: `The JSON that begins at ${placeOf(text, from)} has no end. Was the whole output copied?`,
  }
}

/** Of the closing quote. */
function endOfString(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

/** The value that the text holds, or the text itself where it is not JSON or too deep to walk. */
export function valueOfText(text: string): JsonValue {
  const first = text.trimStart()[0]
  if ((first === '{' || first === '[') && !jsonDocumentFits(text)) return text
  return jsonOrText(text)
}

function jsonDocumentFits(text: string): boolean {
  return endOfDocument(text, afterSpace(text, 0)).ok
}

function afterSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && /[\s\uFEFF]/.test(text[at] ?? '')) at++
  return at
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  return `line ${line}, column ${at - before.lastIndexOf('\n')}`
}
