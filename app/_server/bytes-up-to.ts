import { RefusedRequest } from './refused-request'

/**
 * The body of a request. What is longer is not read to its end.
 *
 * @throws RefusedRequest 413
 */
export async function bytesUpTo(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = new RefusedRequest(
    413,
    'BodyTooLarge',
    `The body is larger than ${Math.floor(most / 1024)} KiB. Send less.`,
  )
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge
  const pieces: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    length += read.value.length
    if (length > most) {
      reader?.cancel().catch(() => undefined)
      throw tooLarge
    }
    pieces.push(read.value)
  }
  return Buffer.concat(pieces)
}
