import { bytesUpTo, RefusedRequest } from '@/app/_server'
import { type ApiResponse, requestTooLarge } from '@/lib/aws-api'
import { answerClient } from '@/lib/sandbox-store/server'

/** A definition of one mebibyte can be three in JSON. */
const MOST_BYTES = 4 * 1024 * 1024

/**
 * The endpoint for AWS's SDKs and CLI. Requests come from programs, not from our pages: they are known by their
 * signatures, never by cookies, and where they come from says nothing.
 */
async function answer(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url)
  let body: Uint8Array
  try {
    body = await bytesUpTo(request, MOST_BYTES)
  } catch (error) {
    if (error instanceof RefusedRequest) return asResponse(requestTooLarge())
    throw error
  }
  return asResponse(
    await answerClient({
      method: request.method,
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: Object.fromEntries(request.headers),
      body,
      abandoned: request.signal,
    }),
  )
}

function asResponse({ status, headers, body }: ApiResponse): Response {
  return new Response(body, { status, headers: { ...headers, 'cache-control': 'no-store' } })
}

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
}
