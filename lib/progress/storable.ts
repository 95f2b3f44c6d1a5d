import { assertNever } from '@/lib/assert-never'
import type { Answer } from '@/lib/exercises'

/** Whether PostgreSQL keeps it exactly: no text in it has U+0000, or half of a surrogate pair. */
export function isStorable(value: string | Answer): boolean {
  if (typeof value === 'string') return !value.includes('\0') && !LONE_SURROGATE.test(value)
  switch (value.kind) {
    case 'definition':
      return isStorable(value.definition)
    case 'prediction':
      return Object.entries(value.choices).flat().every(isStorable)
    default:
      return assertNever(value)
  }
}

/**
 * A copy in which every text can be stored: a machine may well have put such characters into its output, and its
 * report quotes them. They become U+2400 (␀) and U+FFFD.
 */
export function storable<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_name, member) => (typeof member === 'string' ? storableText(member) : member)),
  )
}

function storableText(text: string): string {
  return isStorable(text)
    ? text
    : text.replaceAll('\0', '\u2400').replace(new RegExp(LONE_SURROGATE, 'gu'), '\uFFFD')
}

const LONE_SURROGATE = /\p{Surrogate}/u
