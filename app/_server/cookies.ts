import 'server-only'
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies'
import { cookies } from 'next/headers'

/** Passes `Set-Cookie` lines on with the answer to a server action. */
export async function keepCookies(lines: readonly string[]): Promise<void> {
  const store = await cookies()
  for (const line of lines) {
    for (const [name, { value, ...attributes }] of parseSetCookieHeader(line)) {
      store.set(name, value, toCookieOptions({ value, ...attributes }))
    }
  }
}
