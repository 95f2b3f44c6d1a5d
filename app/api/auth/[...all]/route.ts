import { bytesUpTo, RefusedRequest } from '@/app/_server'
import { auth } from '@/lib/auth/server'

/** Names, addresses and passwords are short; better-auth itself would read and keep any length. */
const MOST_BYTES = 16 * 1024

export async function GET(request: Request): Promise<Response> {
  return (await auth()).handler(request)
}

export async function POST(request: Request): Promise<Response> {
  try {
    const { url, method, headers } = request
    const body = await bytesUpTo(request, MOST_BYTES)
    return await (await auth()).handler(new Request(url, { method, headers, body }))
  } catch (error) {
    if (error instanceof RefusedRequest) return error.asResponse()
    throw error
  }
}
