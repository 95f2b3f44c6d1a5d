import type { QueryLanguage } from '@/lib/asl'
import { isJsonArray, type JsonValue } from '@/lib/json'
import type { FieldKind } from '@/lib/language'

/** What was typed into a field, read: a value, nothing (the field is to go), or what is wrong with it. */
export type Typed = { ok: true; value: JsonValue | undefined } | { ok: false; message: string }

const EXPRESSION = /^\s*\{%[\s\S]*%\}\s*$/

/** Whether a line of text can stand for the value; what cannot is shown as JSON. */
export function isLine(kind: FieldKind, value: JsonValue | undefined): boolean {
  switch (kind) {
    case 'Text':
    case 'Timestamp':
    case 'Resource':
    case 'Expression':
      return value === undefined || typeof value === 'string'
    case 'Number':
    case 'WholeNumber':
      return value === undefined || typeof value === 'number' || isExpression(value)
    case 'Path':
    case 'ReferencePath':
      return value === undefined || value === null || (typeof value === 'string' && value !== 'null')
    case 'ErrorNames':
    case 'List':
      return value === undefined || (isJsonArray(value) && value.every(isPlainWord))
    default:
      return false
  }
}

/** The value as the text of its field. */
export function lineOf(kind: FieldKind, value: JsonValue | undefined): string {
  if (value === undefined) return ''
  if ((kind === 'ErrorNames' || kind === 'List') && isJsonArray(value)) return value.join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What a line of text stands for. An empty one takes the field away. */
export function readLine(kind: FieldKind, text: string, language: QueryLanguage): Typed {
  const trimmed = text.trim()
  if (trimmed === '') return { ok: true, value: undefined }
  switch (kind) {
    case 'Number':
    case 'WholeNumber':
      return readNumber(kind, trimmed, language)
    case 'Path':
    case 'ReferencePath':
      return { ok: true, value: trimmed === 'null' ? null : trimmed }
    case 'ErrorNames':
    case 'List':
      return {
        ok: true,
        value: trimmed
          .split(',')
          .map((word) => word.trim())
          .filter(Boolean),
      }
    case 'Text':
      return { ok: true, value: text }
    default:
      return { ok: true, value: trimmed }
  }
}

function readNumber(kind: FieldKind, text: string, language: QueryLanguage): Typed {
  if (isExpression(text)) {
    return language === 'JSONata'
      ? { ok: true, value: text }
      : { ok: false, message: 'Expressions in {% %} belong to JSONata; here a number is written.' }
  }
  const value = Number(text)
  if (!Number.isFinite(value)) return { ok: false, message: 'Write a number, such as 30.' }
  if (kind === 'WholeNumber' && !Number.isInteger(value))
    return { ok: false, message: 'Write a whole number, such as 30.' }
  return { ok: true, value }
}

/** A value that may be anything as text: an expression as it is, all else as JSON. */
export function jsonText(value: JsonValue | undefined): string {
  if (value === undefined) return ''
  return isExpression(value) ? value : JSON.stringify(value, null, 2)
}

/** What such a text stands for. */
export function readJsonText(text: string): Typed {
  if (text.trim() === '') return { ok: true, value: undefined }
  if (isExpression(text)) return { ok: true, value: text.trim() }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return {
      ok: false,
      message: 'This is not JSON yet; the definition stays as it is until it is. Text needs quotes.',
    }
  }
}

function isExpression(value: JsonValue): value is string {
  return typeof value === 'string' && EXPRESSION.test(value)
}

function isPlainWord(value: JsonValue): boolean {
  return typeof value === 'string' && value !== '' && !value.includes(',') && value === value.trim()
}
