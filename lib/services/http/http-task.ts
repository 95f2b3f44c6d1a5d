import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import type { EndpointSetup, HttpReply, HttpRequestView, HttpWants } from '../account'
import { type Answer, type Call, failed, type Surroundings } from '../answer'
import { includes } from '../includes'
import { runNamed } from '../lambda'
import { nextUse, notScripted } from '../scripted'
import { buildRequest, type HttpRequest, queryText } from './http-request'
import { statusText } from './status-text'

/** A reply that the exercise gives no time comes after this. */
const SECONDS = 0.12
/** Step Functions waits no longer (developer guide, "Call HTTPS APIs"). */
const SECONDS_AT_MOST = 60

/** An HTTP task: the connection's credentials, the request, the reply or its status as an error. */
export async function invokeHttp(call: Call, around: Surroundings): Promise<Answer> {
  const { account } = around
  const parameters = isJsonObject(call.payload) ? call.payload : {}
  const name = connectionName(parameters)
  const connection = name === undefined ? undefined : account.setup.connections?.[name]
  const held = name === undefined ? undefined : account.connections.get(name)
  if (name === undefined || !connection || !held) {
    return failed('Events.ConnectionResource.ResourceNotFound', 'The connection does not exist.', 20)
  }
  if (held.state !== 'AUTHORIZED') {
    return failed(
      'Events.ConnectionResource.InvalidConnectionState',
      `The connection "${name}" is not authorized.`,
      20,
    )
  }
  const built = buildRequest(parameters, connection)
  if (!built.ok) return failed('States.Runtime', built.error, 0)
  const request = built.value
  const reply = await replyTo(request, around)
  if (!reply) return notScripted('http:invoke', 'endpoints', call.payload)
  const { status = 200, seconds = SECONDS } = reply
  keepRequest(request, { status, at: around.at, connection: name }, around)
  if (seconds > SECONDS_AT_MOST) {
    return failed('States.Http.Socket', 'The endpoint did not answer in time.', SECONDS_AT_MOST * 1000)
  }
  // EventBridge locks a connection whose credentials were refused: a retry does not even get out.
  if (status === 401 || status === 407) held.state = 'DEAUTHORIZED'
  return shown(reply, status, Math.round(seconds * 1000))
}

/** The name within `arn:aws:events:REGION:ACCOUNT:connection/NAME/ID`, in either of the two places. */
function connectionName({ Authentication, InvocationConfig }: JsonObject): string | undefined {
  for (const place of [Authentication, InvocationConfig]) {
    const arn = isJsonObject(place) ? place.ConnectionArn : undefined
    const name = typeof arn === 'string' ? /:connection\/([^/]+)(?:\/|$)/.exec(arn)?.[1] : undefined
    if (name !== undefined) return name
  }
  return undefined
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

function shown(reply: HttpReply, status: number, durationMs: number): Answer {
  const { headers = {}, body } = reply
  const isText = typeof body === 'string'
  const all = { 'content-type': isText ? 'text/plain' : 'application/json', ...texts(headers) }
  if (status < 200 || status > 299) {
    const cause = body === undefined ? '' : isText ? body : JSON.stringify(body)
    return failed(`States.Http.StatusCode.${status}`, cause, durationMs)
  }
  if (/^(image|audio|video)\/|octet-stream/.test(all['content-type'])) {
    return failed('States.Runtime', `The content type ${all['content-type']} is binary.`, durationMs)
  }
  const output: JsonObject = {
    Headers: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]])),
    ...(body !== undefined && { ResponseBody: decoded(body, all['content-type']) }),
    StatusCode: status,
    StatusText: statusText(status),
  }
  return { kind: 'Succeeded', output, durationMs }
}

/** A body of JSON comes as the value that it is, any other as text. */
function decoded(body: JsonValue, contentType: string): JsonValue {
  if (typeof body !== 'string' || !contentType.includes('json')) return body
  try {
    return JSON.parse(body) as JsonValue
  } catch {
    return body
  }
}

function keepRequest(
  request: HttpRequest,
  made: Pick<HttpRequestView, 'status' | 'at' | 'connection'>,
  { account }: Surroundings,
): void {
  const { method, url, headers, query, body } = request
  if (account.httpRequests.length >= 1000) return
  account.httpRequests.push({ method, url: `${url}${queryText(query)}`, headers, body, ...made })
}

function texts(values: Readonly<Record<string, JsonValue>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
}
