import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import type { ConnectionSetup } from '../account'

/** An HTTP request as it leaves AWS. */
export interface HttpRequest {
  method: string
  /** Without query. */
  url: string
  /** Names in lower case. */
  headers: Record<string, string>
  query: JsonObject
  /** What is sent, and the value that it stands for. */
  body: string
  bodyValue: JsonValue | undefined
}

/** Headers that Step Functions sets or keeps to itself (developer guide, "Call HTTPS APIs"). */
const FORBIDDEN =
  /^(a-im|accept-charset|accept-datetime|accept-encoding|cache-control|connection|content-encoding|content-md5|date|expect|forwarded|from|host|http2-settings|if-match|if-modified-since|if-none-match|if-range|if-unmodified-since|max-forwards|origin|pragma|proxy-authorization|referer|server|te|trailer|transfer-encoding|upgrade|via|warning|x-forwarded-.*|x-amz-.*|x-amzn-.*)$/

const METHODS = new Set(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])

/** The request of the task and what its connection adds; the connection's own words win. An error is a sentence. */
export function buildRequest(
  parameters: JsonObject,
  connection: ConnectionSetup,
): Result<HttpRequest, string> {
  const { ApiEndpoint, Method, Headers, QueryParameters, RequestBody, Transform } = parameters
  if (typeof ApiEndpoint !== 'string' || !ApiEndpoint.startsWith('https://')) {
    return problem(`The value of 'ApiEndpoint' has to be an HTTPS URL: ${JSON.stringify(ApiEndpoint)}`)
  }
  if (typeof Method !== 'string' || !METHODS.has(Method)) {
    return problem(`The value of 'Method' is no method of HTTP: ${JSON.stringify(Method)}`)
  }
  const headers = lowerCased(Headers)
  const forbidden = Object.keys(headers).find((name) => FORBIDDEN.test(name))
  if (forbidden !== undefined) return problem(`The header '${forbidden}' may not be set.`)
  if (typeof RequestBody === 'string' && connection.body) {
    return problem('The connection adds parameters to the body, so RequestBody has to be an object.')
  }
  const [url = '', ownQuery = ''] = splitQuery(ApiEndpoint)
  const query: JsonObject = {
    ...Object.fromEntries(new URLSearchParams(ownQuery)),
    ...(isJsonObject(QueryParameters) ? QueryParameters : {}),
    ...connection.query,
  }
  const merged = { ...headers, ...lowerCased(connection.headers ?? {}), ...credentials(connection) }
  const bodyValue = connection.body
    ? { ...(isJsonObject(RequestBody) ? RequestBody : {}), ...connection.body }
    : RequestBody
  const isForm = isJsonObject(Transform) && Transform.RequestBodyEncoding === 'URL_ENCODED'
  const options = isJsonObject(Transform) ? Transform.RequestEncodingOptions : undefined
  const arrays = isJsonObject(options) ? options.ArrayFormat : undefined
  if (bodyValue !== undefined) {
    merged['content-type'] ??= isForm ? 'application/x-www-form-urlencoded' : 'application/json'
  }
  return {
    ok: true,
    value: {
      method: Method,
      url,
      headers: {
        ...merged,
        'user-agent': 'Amazon|StepFunctions|HttpInvoke|us-east-1',
        range: 'bytes=0-262144',
      },
      query,
      body: bodyText(bodyValue, isForm, arrays),
      bodyValue,
    },
  }
}

/** The query as it stands in a URL. */
export function queryText(query: JsonObject): string {
  const text = formEncoded(query, 'REPEAT')
  return text === '' ? '' : `?${text}`
}

function credentials({ auth }: ConnectionSetup): Record<string, string> {
  switch (auth.type) {
    case 'API_KEY':
      return { [auth.name.toLowerCase()]: auth.value }
    case 'BASIC':
      return { authorization: `Basic ${base64(`${auth.username}:${auth.password}`)}` }
    case 'OAUTH_CLIENT_CREDENTIALS':
      return { authorization: `Bearer ${auth.accessToken}` }
  }
}

function bodyText(value: JsonValue | undefined, isForm: boolean, arrays: JsonValue | undefined): string {
  if (value === undefined) return ''
  if (isForm && isJsonObject(value)) return formEncoded(value, arrays)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** `a[0]=1&a[1]=2` unless another `ArrayFormat` is asked for; members of objects are `a[b]`. */
function formEncoded(value: JsonObject, arrays: JsonValue | undefined): string {
  const pairs: [string, string][] = []
  const add = (name: string, member: JsonValue): void => {
    if (isJsonArray(member)) {
      if (arrays === 'COMMAS') pairs.push([name, member.map(text).join(',')])
      else {
        for (const [index, one] of member.entries())
          add(arrays === 'REPEAT' ? name : `${name}[${arrays === 'BRACKETS' ? '' : index}]`, one)
      }
    } else if (isJsonObject(member)) {
      for (const [key, one] of Object.entries(member)) add(`${name}[${key}]`, one)
    } else pairs.push([name, text(member)])
  }
  for (const [name, member] of Object.entries(value)) add(name, member)
  return pairs.map(([name, one]) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`).join('&')
}

function text(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function lowerCased(headers: JsonValue | undefined): Record<string, string> {
  if (!isJsonObject(headers)) return {}
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      isJsonArray(value) ? value.map(text).join(',') : text(value),
    ]),
  )
}

function splitQuery(url: string): [string, string] {
  const mark = url.indexOf('?')
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)]
}

/** Of the UTF-8 bytes. */
function base64(plain: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(plain)))
}

function problem(error: string): Result<never, string> {
  return { ok: false, error }
}
