import { isJsonObject, type JsonValue } from '@/lib/json'
import type { ConnectionSetup } from '../account'
import type { Surroundings } from '../answer'
import type { Connection } from './connection'
import { send } from './endpoints'
import { formRequest } from './http-request'

type OAuth = Extract<ConnectionSetup['auth'], { type: 'OAUTH_CLIENT_CREDENTIALS' }>

/** A token that expires within this time is not used any more (EventBridge's page on authorization methods). */
const LEAST_SECONDS_LEFT = 60

export type Authorized =
  | { kind: 'Authorized'; token: string; seconds: number }
  | { kind: 'Refused'; seconds: number }
  /** No endpoint of the exercise has the URL. */
  | { kind: 'NobodyThere'; url: string }

/**
 * The bearer token of a connection by OAuth. EventBridge asks the authorization endpoint for it with the client's
 * id and secret, in a form, keeps it until it is about to expire, and locks the connection where it gets none. On
 * AWS the first token is asked for when the connection is made; here, when a task first needs it.
 */
export async function accessToken(
  name: string,
  auth: OAuth,
  connection: Connection,
  around: Surroundings,
): Promise<Authorized> {
  if (auth.authorizationEndpoint === undefined) {
    return { kind: 'Authorized', token: auth.accessToken ?? '', seconds: 0 }
  }
  const { token } = connection
  const isFresh =
    token && (token.expiresAt ?? Number.POSITIVE_INFINITY) > around.at + LEAST_SECONDS_LEFT * 1000
  if (isFresh) return { kind: 'Authorized', token: token.value, seconds: 0 }
  return askForToken(name, auth, auth.authorizationEndpoint, connection, around)
}

/** An endpoint refused the token: EventBridge asks for another, for the next try. */
export async function renewToken(
  name: string,
  auth: OAuth,
  connection: Connection,
  around: Surroundings,
): Promise<void> {
  if (auth.authorizationEndpoint === undefined) connection.state = 'DEAUTHORIZED'
  else await askForToken(name, auth, auth.authorizationEndpoint, connection, around)
}

async function askForToken(
  name: string,
  { clientId, clientSecret, method = 'POST', tokenParameters = {} }: OAuth,
  url: string,
  connection: Connection,
  around: Surroundings,
): Promise<Authorized> {
  delete connection.token
  const { headers = {}, query = {}, body = {} } = tokenParameters
  const fields = { ...body, client_id: clientId, client_secret: clientSecret }
  const exchange = await send(formRequest({ method, url, headers, query, fields }), name, around)
  if (!exchange) return { kind: 'NobodyThere', url }
  const { reply, status, seconds } = exchange
  const given = status >= 200 && status <= 299 ? tokenIn(reply.body) : undefined
  if (!given) {
    connection.state = 'DEAUTHORIZED'
    return { kind: 'Refused', seconds }
  }
  connection.token = {
    value: given.value,
    ...(given.lifeSeconds !== undefined && { expiresAt: around.at + given.lifeSeconds * 1000 }),
  }
  return { kind: 'Authorized', token: given.value, seconds }
}

/** In the reply of RFC 6749, section 5.1; a token without a life is used until an endpoint refuses it. */
function tokenIn(body: JsonValue | undefined): { value: string; lifeSeconds?: number } | undefined {
  const { access_token: value, expires_in: lifeSeconds } = isJsonObject(body) ? body : {}
  if (typeof value !== 'string') return undefined
  return { value, ...(typeof lifeSeconds === 'number' && { lifeSeconds }) }
}
