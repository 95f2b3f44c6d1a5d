import 'server-only'
import type { Learner } from '@/lib/auth'
import { makeGuest, type SessionHeaders } from '@/lib/auth/server'
import { BROWSER_COOKIE, cookieIn } from './browser-id'

/**
 * The guest of a browser that has no session. A browser's first requests may come together (a draft and an attempt,
 * say), each without a session: they get the same guest, or one of the two would be out of reach.
 */
export function guestOf(headers: Headers): Promise<Learner & SessionHeaders> {
  return makeGuest(cookieIn(headers, BROWSER_COOKIE))
}
