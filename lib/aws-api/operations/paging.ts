import { sha256 } from '@noble/hashes/sha2.js'
import { refuse } from '../refused'
import { InvalidCursor, type Page, type Paged } from '../sandbox'
import type { Call } from './operation'

/** AWS: each pagination token expires after 24 hours. */
const GOOD_FOR_MS = 86_400_000
const DEFAULT_LIMIT = 100

interface Listing {
  maxResults?: number | undefined
  nextToken?: string | undefined
}

/**
 * One page of a list, and the token for the next. A token is good for the same operation with the same other
 * arguments, for a day; all others are an InvalidToken. It names a place in a list and grants nothing: whoever makes
 * one up sees what he may see anyway. @throws Refused
 */
export async function paged<T>(
  { operation, receivedAt }: Call,
  { maxResults = 0, nextToken, ...request }: Listing,
  list: (page: Page) => Promise<Paged<T>>,
): Promise<{ items: readonly T[]; nextToken?: string }> {
  const binding = fingerprint(`${operation} ${JSON.stringify(request)}`)
  const after = nextToken === undefined ? undefined : placeIn(nextToken, binding, receivedAt)
  const limit = maxResults || DEFAULT_LIMIT
  try {
    const { items, next } = await list({ limit, ...(after !== undefined && { after }) })
    return { items, ...(next !== undefined && { nextToken: tokenFor(next, binding, receivedAt) }) }
  } catch (thrown) {
    if (thrown instanceof InvalidCursor) invalidToken()
    throw thrown
  }
}

/** AWS's words are recorded for task tokens. @throws Refused */
export function invalidToken(): never {
  refuse('InvalidToken', "Invalid Token: 'Invalid token'")
}

function tokenFor(place: string, binding: string, at: number): string {
  const bytes = new TextEncoder().encode(JSON.stringify([binding, at, place]))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function placeIn(token: string, binding: string, now: number): string {
  const [bound, at, place] = contentOf(token)
  const isGood = bound === binding && typeof at === 'number' && at <= now && now - at <= GOOD_FOR_MS
  return isGood && typeof place === 'string' ? place : invalidToken()
}

function contentOf(token: string): readonly unknown[] {
  try {
    const bytes = Uint8Array.from(atob(token.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    )
    const content: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return Array.isArray(content) ? content : []
  } catch {
    return []
  }
}

function fingerprint(text: string): string {
  return Array.from(sha256(new TextEncoder().encode(text)).slice(0, 12), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
