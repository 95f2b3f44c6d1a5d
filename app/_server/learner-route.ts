import 'server-only'
import type * as z from 'zod/v4/core'
import type { Learner } from '@/lib/auth'
import { learnerOf, personOf } from '@/lib/auth/server'
import { guestOf } from './guests'
import { jsonBody } from './json-body'
import { RefusedRequest } from './refused-request'
import { checkSameOrigin } from './same-origin'

/** What a route gets beside person and input. */
export interface RouteContext<Params> {
  params: Params
  request: Request
}

type Handler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>

/** Six mebibytes: the largest answer with all that is around it. */
const MOST_BYTES = 6 * 1024 * 1024

/**
 * A route that saves something for a learner: checks where the request comes from, reads the body, makes a guest
 * where there is no session yet, and answers JSON. `work` answers a value or a `Response`, or throws
 * `RefusedRequest`; what else it throws is reported as ours, without details.
 */
export function learnerRoute<Schema extends z.$ZodType, Params = Record<string, never>>(
  schema: Schema,
  work: (learner: Learner, input: z.output<Schema>, context: RouteContext<Params>) => Promise<unknown>,
  options: { mostBytes?: number } = {},
): Handler<Params> {
  return answering(async (request, params, cookies) => {
    checkSameOrigin(request.headers)
    const input = await jsonBody(request, schema, options.mostBytes ?? MOST_BYTES)
    const known = await personOf(request.headers)
    const person = known ?? (await guestOf(request.headers))
    cookies.push(...person.cookies)
    const { cookies: _, ...learner } = person
    return work(learnerOf(learner), input, { params, request })
  })
}

/** A route that reads what a learner saved. Without a session there is nothing, and no guest is made. */
export function learnerQuery<Params = Record<string, never>>(
  work: (learner: Learner | undefined, context: RouteContext<Params>) => Promise<unknown>,
): Handler<Params> {
  return answering(async (request, params, cookies) => {
    const person = await personOf(request.headers)
    if (!person) return work(undefined, { params, request })
    cookies.push(...person.cookies)
    const { cookies: _, ...learner } = person
    return work(learnerOf(learner), { params, request })
  })
}

/** Turns what `work` gives or throws into a response, with the cookies of a session that began meanwhile. */
function answering<Params>(
  work: (request: Request, params: Params, cookies: string[]) => Promise<unknown>,
): Handler<Params> {
  return async (request, context) => {
    const cookies: string[] = []
    const response = await work(request, await context.params, cookies).then(asResponse, asRefusal)
    for (const line of cookies) response.headers.append('Set-Cookie', line)
    return response
  }
}

function asResponse(value: unknown): Response {
  if (value instanceof Response) return value
  return Response.json(value ?? null, { headers: { 'Cache-Control': 'no-store' } })
}

function asRefusal(error: unknown): Response {
  if (error instanceof RefusedRequest) return error.asResponse()
  console.error(error)
  const message = 'Something went wrong on the server, and nothing was saved. Try again in a moment.'
  return new RefusedRequest(500, 'ServerFault', message).asResponse()
}
