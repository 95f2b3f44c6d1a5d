import * as z from 'zod/v4/core'
import { RefusedRequest } from './refused-request'

/**
 * The body of a request, read up to `mostBytes`, as JSON of the schema's form.
 *
 * @throws RefusedRequest 400 or 413
 */
export async function jsonBody<Schema extends z.$ZodType>(
  request: Request,
  schema: Schema,
  mostBytes: number,
): Promise<z.output<Schema>> {
  const text = new TextDecoder().decode(await bytesUpTo(request, mostBytes))
  let read: z.util.SafeParseResult<z.output<Schema>>
  try {
    read = z.safeParse(schema, JSON.parse(text))
  } catch (error) {
    // Not JSON, or nested too deeply for the schema.
    throw malformed(error instanceof SyntaxError ? `is not JSON: ${error.message}` : 'is nested too deeply')
  }
  if (!read.success) throw malformed(`is not of the form asked for: ${problems(read.error)}`)
  return read.data
}

async function bytesUpTo(request: Request, most: number): Promise<Uint8Array> {
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
      void reader?.cancel()
      throw tooLarge
    }
    pieces.push(read.value)
  }
  return Buffer.concat(pieces)
}

function malformed(what: string): RefusedRequest {
  return new RefusedRequest(400, 'MalformedBody', `The body ${what}`)
}

/** The first few problems, each with its place; a message for people who write clients. */
function problems(error: z.$ZodError): string {
  const named = error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`)
  const more = error.issues.length - named.length
  return named.join('; ') + (more > 0 ? `; and ${more} more.` : '.')
}
