import { isJsonObject, type JsonObject, type JsonValue, jsonOrText } from '@/lib/json'
import type { ConnectionSetup, HttpReply } from '../account'
import { type Answer, type Call, failed, type Surroundings } from '../answer'
import { notScripted } from '../scripted'
import { type Authorized, accessToken, renewToken } from './access-token'
import { type Connection, stateError } from './connection'
import { send } from './endpoints'
import { textOf } from './form'
import { taskRequest } from './http-request'
import { statusText } from './status-text'

/** Step Functions waits no longer (developer guide, "Call HTTPS APIs"). */
const SECONDS_AT_MOST = 60
/** Virtual milliseconds until the connection is found to be of no use. */
const REFUSAL_MS = 20
const BINARY = /^(?:application\/octet-stream|(?:image|audio|video)\/.*)$/

/**
 * An HTTP task: the connection's credentials, the request, and the reply or its status as an error. Nothing is
 * followed or tried again by itself: a redirect is a failure like any other status outside of 200 to 299.
 */
export async function invokeHttp(call: Call, around: Surroundings): Promise<Answer> {
  const { account } = around
  const parameters = isJsonObject(call.payload) ? call.payload : {}
  const name = connectionName(parameters) ?? ''
  const setup = account.setup.connections?.[name]
  const connection = account.connections.get(name)
  if (!setup || !connection) {
    return failed('Events.ConnectionResource.ResourceNotFound', 'The connection does not exist.', REFUSAL_MS)
  }
  const authorized = await authorize(name, setup, connection, around)
  if (authorized.kind === 'NobodyThere') {
    return notScripted('http:invoke', 'endpoints', { AuthorizationEndpoint: authorized.url })
  }
  if (authorized.kind === 'Refused' || connection.state !== 'AUTHORIZED') {
    const { state } = connection
    const error = stateError(state === 'AUTHORIZED' ? 'DEAUTHORIZED' : state)
    const cause = `The connection "${name}" is ${state}.`
    return failed(error, cause, REFUSAL_MS + milliseconds(authorized.seconds))
  }
  const request = taskRequest(parameters, setup, authorized.token)
  if (!request.ok) return failed('States.Runtime', request.error, REFUSAL_MS)
  const exchange = await send(request.value, name, around)
  if (!exchange) return notScripted('http:invoke', 'endpoints', call.payload)
  const { reply, status, seconds } = exchange
  if (seconds > SECONDS_AT_MOST) {
    return failed('States.Http.Socket', 'The endpoint did not answer in time.', milliseconds(SECONDS_AT_MOST))
  }
  if (status === 401 || status === 407) await refused(name, setup, connection, around)
  const hasBody = request.value.method !== 'HEAD' && status !== 204
  return shown(hasBody ? reply : withoutBody(reply), status, milliseconds(authorized.seconds + seconds))
}

async function authorize(
  name: string,
  { auth }: ConnectionSetup,
  connection: Connection,
  around: Surroundings,
): Promise<Authorized> {
  if (connection.state !== 'AUTHORIZED') return { kind: 'Refused', seconds: 0 }
  if (auth.type !== 'OAUTH_CLIENT_CREDENTIALS') return { kind: 'Authorized', token: '', seconds: 0 }
  return accessToken(name, auth, connection, around)
}

/**
 * The endpoint does not take the credentials. EventBridge asks for a new token, and locks a connection that has
 * none to ask for: then a retry does not even get out.
 */
async function refused(
  name: string,
  { auth }: ConnectionSetup,
  connection: Connection,
  around: Surroundings,
): Promise<void> {
  if (auth.type === 'OAUTH_CLIENT_CREDENTIALS') await renewToken(name, auth, connection, around)
  else connection.state = 'DEAUTHORIZED'
}

/** The name within `arn:aws:events:REGION:ACCOUNT:connection/NAME/ID`, in either of the two places. */
export function connectionName({ Authentication, InvocationConfig }: JsonObject): string | undefined {
  for (const place of [Authentication, InvocationConfig]) {
    const arn = isJsonObject(place) ? place.ConnectionArn : undefined
    const name = typeof arn === 'string' ? /:connection\/([^/]+)(?:\/|$)/.exec(arn)?.[1] : undefined
    if (name !== undefined) return name
  }
  return undefined
}

/** The status names the error, its phrase is the cause, and the body is lost (seen: radkawar/stackd, 2026-09-24). */
function shown({ headers = {}, body }: HttpReply, status: number, durationMs: number): Answer {
  const phrase = statusText(status)
  if (status < 200 || status > 299) {
    const failure = {
      error: `States.Http.StatusCode.${status}`,
      ...(phrase !== undefined && { cause: phrase }),
    }
    return { kind: 'Failed', failure, durationMs }
  }
  const type = headerNamed('content-type', headers)
  const contentType = type ?? (typeof body === 'string' ? 'text/plain' : 'application/json')
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (body !== undefined && BINARY.test(mediaType)) {
    const cause = `Unsupported response content-type '${mediaType}'. Please see documentation for list of unsupported content-types.`
    return failed('States.Runtime', cause, durationMs)
  }
  const all = { ...(type === undefined && body !== undefined && { 'Content-Type': contentType }), ...headers }
  const output: JsonObject = {
    Headers: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]])),
    ...(body !== undefined && { ResponseBody: decoded(textOf(body), mediaType) }),
    StatusCode: status,
    StatusText: phrase ?? '',
  }
  return { kind: 'Succeeded', output, durationMs }
}

/** A body of JSON comes as the value that it is, any other as text. */
function decoded(body: string, mediaType: string): JsonValue {
  if (mediaType !== 'application/json' && !mediaType.endsWith('+json')) return body
  return jsonOrText(body)
}

function headerNamed(wanted: string, headers: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1]
}

function withoutBody({ body: _, ...reply }: HttpReply): HttpReply {
  return reply
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000)
}
