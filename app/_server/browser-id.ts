/**
 * Tells a browser's first requests, made before it has a session, from another's. Set with the first page, and as
 * good as a session of the guest that they make.
 */
export const BROWSER_COOKIE = 'stepwise.browser'

export function cookieIn(headers: Headers, name: string): string | undefined {
  for (const part of headers.get('cookie')?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name) return value || undefined
  }
  return undefined
}
