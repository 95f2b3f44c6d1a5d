import type { AccountSetup, ConnectionSetup, HttpRequestView } from '../account'

type Connections = AccountSetup['connections']

/** Stands where a secret would be. */
export const HIDDEN = '••••••••'

/** A shorter one is found in too many words that are none. */
const SHORTEST_SECRET = 4

/**
 * A request as it may be shown. What a connection adds to headers, query and body counts as secret, all of it (API
 * reference of TestState, `revealSecrets`); and its credentials are hidden wherever else they turn up.
 */
export function withoutSecrets(request: HttpRequestView, connections: Connections = {}): HttpRequestView {
  const { connection } = request
  const isKnown = connection !== undefined && Object.hasOwn(connections, connection)
  const setup = isKnown ? connections[connection] : undefined
  const [address = '', query] = split(request.url)
  const hide = secretHider(connections)
  const added = namesAdded(setup)
  return {
    ...request,
    url: hide(query === undefined ? address : `${address}?${hidePairs(query, added.query)}`),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        added.headers.has(name) ? HIDDEN : hide(value),
      ]),
    ),
    body: hide(hideMembers(request.body, added.body)),
  }
}

/** Hides the credentials of all connections in any text, such as a log line of a function that answers requests. */
export function secretHider(connections: Connections = {}): (text: string) => string {
  const secrets = Object.values(connections)
    .flatMap(credentialsOf)
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
  // The longest first: one may be a part of another.
  const inOrder = [...new Set(secrets)].sort((a, b) => b.length - a.length)
  return (text) => inOrder.reduce((shown, secret) => shown.replaceAll(secret, HIDDEN), text)
}

function credentialsOf({ auth }: ConnectionSetup): string[] {
  switch (auth.type) {
    case 'API_KEY':
      return [auth.value]
    case 'BASIC': {
      const bytes = new TextEncoder().encode(`${auth.username}:${auth.password}`)
      return [auth.password, btoa(String.fromCharCode(...bytes))]
    }
    case 'OAUTH_CLIENT_CREDENTIALS':
      return [auth.clientSecret, ...(auth.accessToken === undefined ? [] : [auth.accessToken])]
  }
}

function namesAdded(setup: ConnectionSetup | undefined): Record<'headers' | 'query' | 'body', Set<string>> {
  const { auth, headers = {}, query = {}, body = {} } = setup ?? {}
  const credentials = ['authorization', ...(auth?.type === 'API_KEY' ? [auth.name] : [])]
  return {
    headers: new Set([...credentials, ...Object.keys(headers)].map((name) => name.toLowerCase())),
    query: new Set(Object.keys(query)),
    body: new Set(Object.keys(body)),
  }
}

/** In `a=1&b=2`, the values of these names. */
function hidePairs(pairs: string, names: ReadonlySet<string>): string {
  if (names.size === 0) return pairs
  return pairs
    .split('&')
    .map((pair) => {
      const [name = ''] = pair.split('=')
      return names.has(decoded(name)) ? `${name}=${HIDDEN}` : pair
    })
    .join('&')
}

/** In a body of JSON or of a form, the values of these names; a connection adds members of the outermost object. */
function hideMembers(body: string, names: ReadonlySet<string>): string {
  if (names.size === 0) return body
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value !== 'object' || value === null) return body
    const members = Object.entries(value)
    return JSON.stringify(
      Object.fromEntries(members.map(([name, member]) => [name, names.has(name) ? HIDDEN : member])),
    )
  } catch {
    return hidePairs(body, names)
  }
}

function split(url: string): [string, string?] {
  const mark = url.indexOf('?')
  return mark < 0 ? [url] : [url.slice(0, mark), url.slice(mark + 1)]
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
