import { hashAlgorithms, hashOf } from '../hash'
import { jsonText } from '../text'
import type { Work } from '../work'
import { type Given, Refused } from './given'

/** AWS's limit for what is encoded, decoded or hashed, in characters. */
const MAX_LENGTH = 10_000

export function base64Encode(given: Given): string {
  const bytes = new TextEncoder().encode(given.text(0, MAX_LENGTH))
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** Bytes that are no UTF-8 become the replacement character, as in Java. */
export function base64Decode(given: Given): string {
  const text = given.text(0, MAX_LENGTH)
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.replace(/=+$/, '').length % 4 === 1) {
    throw new Refused('the string is not Base64.')
  }
  const bytes = Uint8Array.from(atob(text.replace(/=+$/, '')), (char) => char.charCodeAt(0))
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** In hexadecimal digits. What is no string is hashed as its JSON text. */
export function hash(given: Given, work: Work): string {
  const algorithm = given.text(1)
  const data = given.any(0)
  const text = typeof data === 'string' ? given.text(0, MAX_LENGTH) : jsonText(data, work)
  if (text.length > MAX_LENGTH) throw new Refused(`argument 1 has more than ${MAX_LENGTH} characters.`)
  const hashed = hashOf(text, algorithm)
  if (hashed === undefined) {
    throw new Refused(`the algorithm has to be one of ${hashAlgorithms.join(', ')}.`)
  }
  return hashed
}
