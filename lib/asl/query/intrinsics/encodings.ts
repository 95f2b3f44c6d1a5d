import { hashOf } from '../hash'
import { jsonText } from '../text'
import type { Work } from '../work'
import { type Given, Refused } from './given'

/** AWS's limit for what is encoded, decoded or hashed, in characters. */
const MAX_LENGTH = 10_000

export function base64Encode(given: Given): string {
  const bytes = new TextEncoder().encode(given.text(0, MAX_LENGTH))
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/**
 * As leniently as AWS: what stands for nothing is passed over, the first `=` ends the text, and padding may be
 * missing (measured in public). Bytes that are no UTF-8 become the replacement character, as in Java.
 */
export function base64Decode(given: Given): string {
  const [written = ''] = given.text(0, MAX_LENGTH).split('=', 1)
  const digits = written
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/[^A-Za-z0-9+/]/g, '')
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits
  const bytes = Uint8Array.from(atob(whole), (char) => char.charCodeAt(0))
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** In hexadecimal digits. What is no string is hashed as its JSON text. */
export function hash(given: Given, work: Work): string {
  const algorithm = given.text(1)
  const data = given.any(0)
  const text = typeof data === 'string' ? given.text(0, MAX_LENGTH) : jsonText(data, work)
  const hashed = text.length > MAX_LENGTH ? undefined : hashOf(text, algorithm)
  if (hashed === undefined) throw new Refused()
  return hashed
}
