import { type JsonObject, type JsonValue, ownMember } from '@/lib/json'
import type { Surroundings } from './answer'
import type { Operation, Reply, ServiceError } from './service'

/** Thrown by the readers of a request, many calls deep, and caught where the operation answers. */
class Refused extends Error {
  readonly error: ServiceError

  constructor(error: ServiceError) {
    super(error.message)
    this.error = error
  }
}

class NotSimulated extends Error {}

/** @throws what `operation` turns into a refusal in the service's own words. */
export function refuse(code: string, message: string, status = 400): never {
  throw new Refused({ code, message, status })
}

/** @throws for what AWS can do and the sandbox cannot. */
export function notHere(what: string): never {
  throw new NotSimulated(what)
}

/** An operation from a function that gives the response or refuses by throwing. */
export function operation(
  make: (request: JsonObject, around: Surroundings) => JsonObject | Promise<JsonObject>,
): Operation {
  return async (request, around) => {
    try {
      return { ok: true, response: await make(request, around) }
    } catch (thrown) {
      return refusalOf(thrown)
    }
  }
}

/** What one entry of a batch was refused with. @throws everything else */
export function refusedEntry(thrown: unknown): ServiceError {
  if (thrown instanceof Refused) return thrown.error
  throw thrown
}

function refusalOf(thrown: unknown): Reply {
  if (thrown instanceof Refused) return { ok: false, error: thrown.error }
  if (thrown instanceof NotSimulated) return { ok: false, notSimulated: thrown.message }
  throw thrown
}

/** The operations of a service whose code loads with the first call: most exercises never make one. */
export function lazily<Name extends string>(
  names: readonly Name[],
  load: () => Promise<Readonly<Record<Name, Operation>>>,
): Readonly<Record<string, Operation>> {
  return Object.fromEntries(
    names.map((name): [string, Operation] => [
      name,
      async (request, around) => {
        const operations = await load()
        return operations[name](request, around)
      },
    ]),
  )
}

/** A member of a request as text; null counts as absent, as in all of AWS's JSON. */
export function textIn(request: JsonObject, name: string): string | undefined {
  const value = memberOf(request, name)
  return value === undefined || typeof value === 'string' ? value : String(JSON.stringify(value))
}

export function memberOf(request: JsonObject, name: string): JsonValue | undefined {
  const value = ownMember(request, name)
  return value === null ? undefined : value
}
