import 'server-only'
import { headers } from 'next/headers'
import { auth } from '@/lib/auth/server'
import { keepCookies } from './cookies'

/** better-auth's refusal: its stable code, and the HTTP status. */
export interface AuthRefusal {
  status: number
  code: string
}

/**
 * Asks one of better-auth's endpoints in the name of this request, and passes the cookies of its answer on. By its
 * HTTP handler, because only there requests are counted against the limit of tries.
 *
 * @returns undefined when it went well
 */
export async function askAuth(
  path: string,
  body: Readonly<Record<string, string>>,
): Promise<AuthRefusal | undefined> {
  const asked = await headers()
  const host = asked.get('host') ?? 'localhost'
  const url = new URL(`/api/auth${path}`, process.env.STEPWISE_URL || `http://${host}`)
  const passedOn = new Headers({ 'content-type': 'application/json', origin: url.origin, host: url.host })
  for (const name of ['cookie', 'user-agent', 'x-forwarded-for']) {
    const value = asked.get(name)
    if (value) passedOn.set(name, value)
  }
  const request = new Request(url, { method: 'POST', headers: passedOn, body: JSON.stringify(body) })
  const response = await (await auth()).handler(request)
  if (response.ok) {
    await keepCookies(response.headers.getSetCookie())
    return undefined
  }
  const told: { code?: unknown } | null = await response.json().catch(() => null)
  return { status: response.status, code: typeof told?.code === 'string' ? told.code : 'UNKNOWN' }
}
