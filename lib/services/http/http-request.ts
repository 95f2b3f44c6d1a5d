import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import { type ConnectionSetup, REGION } from '../account'
import { formEncoded, textOf } from './form'

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

const FORM = 'application/x-www-form-urlencoded'

/** What Step Functions sets, whatever the task and the connection say. */
const OWN_HEADERS = {
  'user-agent': `Amazon|StepFunctions|HttpInvoke|${REGION}`,
  range: 'bytes=0-262144',
}

/**
 * The request of a task and what its connection adds; where both name the same, the connection's word counts. The
 * type of a body that nobody names is JSON, also where it is encoded as a form. `token` is that of a connection by
 * OAuth. An error is the cause that AWS was seen to fail with (an execution by radkawar/stackd, 2026-09-24).
 */
export function taskRequest(
  parameters: JsonObject,
  connection: ConnectionSetup,
  token: string,
): Result<HttpRequest, string> {
  const { ApiEndpoint, Method, Headers, QueryParameters, RequestBody, Transform } = parameters
  if (connection.body && RequestBody !== undefined && !isJsonObject(RequestBody)) {
    return {
      ok: false,
      error: 'Cannot merge connection body authorization parameters with request body.',
    }
  }
  const [url = '', ownQuery = ''] = splitQuery(textOf(ApiEndpoint ?? ''))
  const bodyValue = connection.body
    ? { ...(isJsonObject(RequestBody) ? RequestBody : {}), ...connection.body }
    : RequestBody
  const headers = {
    ...(bodyValue !== undefined && { 'content-type': 'application/json; charset=UTF-8' }),
    ...lowerCased(Headers),
    ...lowerCased(connection.headers),
    ...credentials(connection, token),
    ...OWN_HEADERS,
  }
  const query = {
    ...Object.fromEntries(new URLSearchParams(ownQuery)),
    ...(isJsonObject(QueryParameters) ? QueryParameters : {}),
    ...connection.query,
  }
  const body = bodyText(bodyValue, Transform)
  return { ok: true, value: { method: textOf(Method ?? ''), url, headers, query, body, bodyValue } }
}

/** A request that EventBridge makes for a token: the fields are a form, or the query of a GET. */
export function formRequest({
  method,
  url,
  headers,
  query,
  fields,
}: {
  method: string
  url: string
  headers: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  fields: JsonObject
}): HttpRequest {
  if (method === 'GET') {
    const all = { ...query, ...fields }
    return { method, url, headers: lowerCased(headers), query: all, body: '', bodyValue: undefined }
  }
  return {
    method,
    url,
    headers: { 'content-type': FORM, ...lowerCased(headers) },
    query,
    body: formEncoded(fields, 'INDICES'),
    bodyValue: fields,
  }
}

/** The query as it stands in a URL. */
export function queryText(query: JsonObject): string {
  const text = formEncoded(query, 'REPEAT')
  return text === '' ? '' : `?${text}`
}

function credentials({ auth }: ConnectionSetup, token: string): Record<string, string> {
  switch (auth.type) {
    case 'API_KEY':
      return { [auth.name.toLowerCase()]: auth.value }
    case 'BASIC':
      return { authorization: `Basic ${base64(`${auth.username}:${auth.password}`)}` }
    case 'OAUTH_CLIENT_CREDENTIALS':
      return { authorization: `Bearer ${token}` }
  }
}

function bodyText(value: JsonValue | undefined, transform: JsonValue | undefined): string {
  if (value === undefined) return ''
  const { RequestBodyEncoding, RequestEncodingOptions } = isJsonObject(transform) ? transform : {}
  if (RequestBodyEncoding !== 'URL_ENCODED') return textOf(value)
  if (!isJsonObject(value)) return encodeURIComponent(textOf(value))
  const { ArrayFormat } = isJsonObject(RequestEncodingOptions) ? RequestEncodingOptions : {}
  return formEncoded(value, ArrayFormat)
}

function lowerCased(headers: JsonValue | undefined): Record<string, string> {
  if (!isJsonObject(headers)) return {}
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      isJsonArray(value) ? value.map(textOf).join(',') : textOf(value),
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
