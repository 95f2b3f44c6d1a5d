import { type NextRequest, NextResponse } from 'next/server'
import { BROWSER_COOKIE } from './app/_server/browser-id'

/** Every page gets a Content-Security-Policy with a nonce of its own, which Next and the page put on their scripts. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomText()
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  if (!request.cookies.has(BROWSER_COOKIE)) {
    const secure = process.env.STEPWISE_URL?.startsWith('https:') ?? false
    response.cookies.set(BROWSER_COOKIE, randomText(), { httpOnly: true, sameSite: 'lax', path: '/', secure })
  }
  return response
}

/** Pages only: answers of the API and files have no scripts, and Next would buffer their bodies. */
export const config = { matcher: ['/((?!api/|_next/|.*\\.[a-z0-9]+$).*)'] }

function contentSecurityPolicy(nonce: string): string {
  // React's development build evaluates source maps.
  const development = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'wasm-unsafe-eval'${development}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** 128 bits of chance. */
function randomText(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url')
}
