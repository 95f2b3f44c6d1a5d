/** Text that PostgreSQL keeps exactly: no U+0000, and no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !LONE_SURROGATE.test(text)
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
