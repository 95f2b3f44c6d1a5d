import 'server-only'
import { headers } from 'next/headers'

/** The nonce that `proxy.ts` put into this page's Content-Security-Policy; absent where the page has none. */
export async function requestNonce(): Promise<string | undefined> {
  return (await headers()).get('x-nonce') ?? undefined
}
