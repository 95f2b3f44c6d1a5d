import type { Instant } from '@/lib/asl'
import type { ConnectionSetup } from '../account'

/** An EventBridge connection of the account, with what became of it in this run. */
export interface Connection {
  state: NonNullable<ConnectionSetup['state']>
  /** The token that the authorization endpoint gave; only of a connection by OAuth. */
  token?: { value: string; expiresAt?: Instant }
}

/** @throws when nothing says where a connection by OAuth has its tokens from. */
export function newConnection(name: string, { auth, state = 'AUTHORIZED' }: ConnectionSetup): Connection {
  const isOAuth = auth.type === 'OAUTH_CLIENT_CREDENTIALS'
  if (isOAuth && auth.authorizationEndpoint === undefined && auth.accessToken === undefined) {
    throw new Error(`The connection "${name}" has neither an authorizationEndpoint nor an accessToken.`)
  }
  return { state }
}

/** The error that a task fails with while its connection is in another state than AUTHORIZED. */
export function stateError(state: Exclude<Connection['state'], 'AUTHORIZED'>): string {
  const error = state === 'AUTHORIZING' ? 'AuthInProgress' : 'InvalidConnectionState'
  return `Events.ConnectionResource.${error}`
}
