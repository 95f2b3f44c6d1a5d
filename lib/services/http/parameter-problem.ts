import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'

/** Headers that Step Functions sets itself or keeps out of tasks (developer guide, "Call HTTPS APIs"). */
const FORBIDDEN =
  /^(a-im|accept-charset|accept-datetime|accept-encoding|authorization|cache-control|connection|content-encoding|content-md5|date|expect|forwarded|from|host|http2-settings|if-match|if-modified-since|if-none-match|if-range|if-unmodified-since|max-forwards|origin|pragma|proxy-authorization|referer|server|te|trailer|transfer-encoding|upgrade|via|warning|x-forwarded-.*|x-amz-.*|x-amzn-.*)$/

const METHODS = new Set(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])
const BODY_ENCODINGS = new Set(['NONE', 'URL_ENCODED'])
const ARRAY_FORMATS = new Set(['INDICES', 'REPEAT', 'COMMAS', 'BRACKETS'])

/**
 * What is wrong with the parameters of an HTTP task, in the words for a task that cannot be started. Those for
 * headers were seen (an execution by radkawar/stackd, 2026-09-24); the others follow the words recorded for API
 * Gateway.
 */
export function httpProblem({ ApiEndpoint, Method, Headers, Transform }: JsonObject): string | undefined {
  if (typeof ApiEndpoint !== 'string' || !/^https:\/\/[^/?#\s]+/.test(ApiEndpoint)) {
    return invalidFormat('ApiEndpoint')
  }
  if (!isOneOf(METHODS, Method)) return invalidFormat('Method')
  return forbiddenProblem(Headers, FORBIDDEN) ?? transformProblem(Transform)
}

/** Those that an API of API Gateway may not be sent (developer guide, "Call API Gateway"). */
const FORBIDDEN_TO_APIS =
  /^(authorization|connection|content-md5|expect|host|max-forwards|proxy-authenticate|server|te|transfer-encoding|trailer|upgrade|via|www-authenticate|x-forwarded.*|x-amz.*)$/

/** The same of a call of API Gateway: recorded is what is said of a header or a query that is no list. */
export function apiProblem({ Method, Headers, QueryParameters }: JsonObject): string | undefined {
  if (!isListsOfTexts(Headers)) return invalidFormat('Headers')
  if (!isListsOfTexts(QueryParameters)) return invalidFormat('QueryParameters')
  if (Method !== undefined && !isOneOf(METHODS, Method)) return invalidFormat('Method')
  return forbiddenProblem(Headers, FORBIDDEN_TO_APIS)
}

/** A header has a list of values, even where there is one. */
function isListsOfTexts(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true
  if (!isJsonObject(value)) return false
  return Object.values(value).every(
    (list) => list === null || (isJsonArray(list) && list.every((item) => typeof item === 'string')),
  )
}

function forbiddenProblem(headers: JsonValue | undefined, forbidden: RegExp): string | undefined {
  const names = isJsonObject(headers) ? Object.keys(headers).map((name) => name.toLowerCase()) : []
  const found = names.filter((name) => forbidden.test(name))
  return found.length > 0
    ? `The 'Headers' field contains unsupported values: [${found.join(', ')}]`
    : undefined
}

function transformProblem(transform: JsonValue | undefined): string | undefined {
  const { RequestBodyEncoding = 'NONE', RequestEncodingOptions } = isJsonObject(transform) ? transform : {}
  const { ArrayFormat = 'INDICES' } = isJsonObject(RequestEncodingOptions) ? RequestEncodingOptions : {}
  if (!isOneOf(BODY_ENCODINGS, RequestBodyEncoding)) return invalidFormat('RequestBodyEncoding')
  return isOneOf(ARRAY_FORMATS, ArrayFormat) ? undefined : invalidFormat('ArrayFormat')
}

function isOneOf(values: ReadonlySet<string>, value: JsonValue | undefined): boolean {
  return typeof value === 'string' && values.has(value)
}

function invalidFormat(field: string): string {
  return `The value of the field '${field}' has an invalid format`
}
