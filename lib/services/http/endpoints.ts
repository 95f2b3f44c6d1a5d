import { isJsonObject, type JsonValue } from '@/lib/json'
import type { EndpointSetup, HttpReply, HttpWants } from '../account'
import type { Surroundings } from '../answer'
import { includes } from '../includes'
import { runNamed } from '../lambda'
import { nextUse } from '../scripted'
import { type HttpRequest, queryText } from './http-request'

/** A reply that the exercise gives no time comes after this. */
const SECONDS = 0.12
/** So many requests are kept to be looked at. */
const KEPT_AT_MOST = 1000

export interface Exchange {
  reply: HttpReply
  status: number
  seconds: number
}

/** Sends the request to the endpoint of the exercise that fits it first, and keeps it; undefined where none does. */
export async function send(
  request: HttpRequest,
  connection: string | undefined,
  around: Surroundings,
): Promise<Exchange | undefined> {
  const reply = await replyTo(request, around)
  if (!reply) return undefined
  const { status = 200, seconds = SECONDS } = reply
  const { httpRequests } = around.account
  const { method, url, headers, query, body } = request
  if (httpRequests.length < KEPT_AT_MOST) {
    const shown = { method, url: `${url}${queryText(query)}`, headers, body }
    const by = connection !== undefined && { connection }
    httpRequests.push({ ...shown, status, at: around.at, ...by })
  }
  return { reply, status, seconds }
}

async function replyTo(request: HttpRequest, around: Surroundings): Promise<HttpReply | undefined> {
  const endpoints: readonly EndpointSetup[] = around.account.setup.endpoints ?? []
  const place = endpoints.findIndex((endpoint) => fits(endpoint, request))
  const endpoint = endpoints[place]
  if (!endpoint) return undefined
  if (endpoint.requires && !has(request, endpoint.requires)) {
    return { status: 401, body: { message: 'Unauthorized' } }
  }
  if (endpoint.function !== undefined) return replyOf(endpoint.function, request, around)
  const replies = endpoint.replies ?? [{}]
  return replies[Math.min(nextUse(around.account, 'endpoint', place), replies.length - 1)]
}

/** A function that answers HTTP: what it returns is the reply; what it throws is a 500. */
async function replyOf(name: string, request: HttpRequest, around: Surroundings): Promise<HttpReply> {
  const { method, url, headers, query, body, bodyValue } = request
  const event = { method, url, headers, query, body: bodyValue ?? body }
  const outcome = await runNamed(name, event, around)
  if (!outcome.ok) return { status: 500, body: { message: 'Internal Server Error' } }
  const output = isJsonObject(outcome.output) ? outcome.output : {}
  const { status, headers: replyHeaders, body: replyBody } = output
  return {
    ...(typeof status === 'number' && { status }),
    ...(isJsonObject(replyHeaders) && { headers: texts(replyHeaders) }),
    ...(replyBody !== undefined && { body: replyBody }),
  }
}

function fits({ method, url, where }: EndpointSetup, request: HttpRequest): boolean {
  const isThere = url.endsWith('*') ? request.url.startsWith(url.slice(0, -1)) : request.url === url
  return isThere && (method ?? request.method) === request.method && (!where || has(request, where))
}

function has({ headers, query, bodyValue }: HttpRequest, wants: HttpWants): boolean {
  return (
    includes({ ...wants.headers }, headers) &&
    includes({ ...wants.query }, query) &&
    (wants.body === undefined || includes(wants.body, bodyValue))
  )
}

function texts(values: Readonly<Record<string, JsonValue>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
}
