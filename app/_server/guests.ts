import 'server-only'
import type { Learner } from '@/lib/auth'
import { makeGuest, personOf, type SessionHeaders } from '@/lib/auth/server'
import { BROWSER_COOKIE, cookieIn } from './browser-id'

type Guest = Learner & SessionHeaders

/** How long after a guest's first request others of that browser may still be under way without its cookie. */
const MEMORY_MS = 30_000
const recent = new Map<string, Promise<Guest>>()

/**
 * The guest of a browser that has no session. A browser's first requests may come together (a draft and an
 * attempt, say), each without a session: they get the same guest, or one of the two would be out of reach.
 */
export async function guestOf(headers: Headers): Promise<Guest> {
  const browser = cookieIn(headers, BROWSER_COOKIE)
  if (!browser) return makeGuest()
  const known = recent.get(browser)
  if (known) {
    const guest = await known.catch(() => undefined)
    if (guest && (await stillThere(guest))) return guest
  }
  const making = recent.get(browser) === known ? remember(browser, makeGuest()) : recent.get(browser)
  return making ?? makeGuest()
}

function remember(browser: string, guest: Promise<Guest>): Promise<Guest> {
  recent.set(browser, guest)
  setTimeout(() => recent.get(browser) === guest && recent.delete(browser), MEMORY_MS).unref()
  return guest
}

/** Not so after the guest has signed in. */
async function stillThere(guest: Guest): Promise<boolean> {
  const cookie = guest.cookies.map((line) => line.split(';', 1)[0]).join('; ')
  return (await personOf(new Headers({ cookie })))?.id === guest.id
}
