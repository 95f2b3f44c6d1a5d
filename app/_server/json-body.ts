import * as z from 'zod/v4/core'
import { bytesUpTo } from './bytes-up-to'
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
  const text = asText(await bytesUpTo(request, mostBytes))
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

/** To the character, or not at all: bytes that are no UTF-8 would otherwise be kept as something else. */
function asText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw malformed('is not UTF-8.')
  }
}

function malformed(what: string): RefusedRequest {
  return new RefusedRequest(400, 'MalformedBody', `The body ${what}`)
}

/** The first few problems, each with its place; a message for people who write clients. */
function problems(error: z.$ZodError): string {
  const named = error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`.slice(0, 300))
  const more = error.issues.length - named.length
  return named.join('; ') + (more > 0 ? `; and ${more} more.` : '.')
}
