import type { Instant } from '@/lib/asl'
import { isJsonArray, isJsonObject, type JsonObject, jsonOrText } from '@/lib/json'
import type { HttpReply } from '../account'
import type { Answer, Call, Surroundings } from '../answer'
import { failed } from '../answer'
import type { Ids } from '../ids'
import { notScripted } from '../scripted'
import { contentLength, httpDate } from '../sdk-metadata'
import { send } from './endpoints'
import { textOf } from './form'
import type { HttpRequest } from './http-request'
import { statusText } from './status-text'

/**
 * `apigateway:invoke`: an API of the account, which the exercise has among its `endpoints` by its whole URL. Headers
 * and query have lists of values; null members go only where `AllowNullValues` says so.
 */
export async function invokeApi(call: Call, around: Surroundings): Promise<Answer> {
  const exchange = await send(requestOf(isJsonObject(call.payload) ? call.payload : {}), undefined, around)
  if (!exchange) return notScripted('apigateway:invoke', 'endpoints', call.payload)
  const { reply, status, seconds } = exchange
  const durationMs = Math.round(seconds * 1000)
  const body = reply.body === undefined ? '' : textOf(reply.body)
  // Recorded: the status names the error, and what the API said is the cause.
  if (status < 200 || status > 299) return failed(`ApiGateway.${status}`, body, durationMs)
  const output: JsonObject = {
    Headers: headersOf(reply, body, around.at + durationMs, around.ids),
    ...(body !== '' && { ResponseBody: jsonOrText(body) }),
    StatusCode: status,
    StatusText: statusText(status) ?? '',
  }
  return { kind: 'Succeeded', output, durationMs }
}

function requestOf(parameters: JsonObject): HttpRequest {
  const given = parameters.AllowNullValues === true ? parameters : withoutNulls(parameters)
  const { ApiEndpoint, Stage, Path, Method, Headers, QueryParameters, RequestBody } = given
  const path = [Stage, Path].flatMap((part) => (typeof part === 'string' && part !== '' ? [part] : []))
  const url = [`https://${textOf(ApiEndpoint ?? '')}`, ...path.map((part) => part.replace(/^\//, ''))].join(
    '/',
  )
  const headers = Object.entries(isJsonObject(Headers) ? Headers : {}).map(([name, values]) => [
    name.toLowerCase(),
    isJsonArray(values) ? values.map(textOf).join(',') : textOf(values),
  ])
  return {
    method: textOf(Method ?? ''),
    url,
    headers: {
      ...(RequestBody !== undefined && { 'content-type': 'application/json' }),
      ...Object.fromEntries(headers),
    },
    query: isJsonObject(QueryParameters) ? QueryParameters : {},
    body: RequestBody === undefined ? '' : textOf(RequestBody),
    bodyValue: RequestBody,
  }
}

function withoutNulls(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === null ? [] : [[name, isJsonObject(member) ? withoutNulls(member) : member]],
    ),
  )
}

/** As recorded of an edge-optimized API, which CloudFront stands before. */
function headersOf({ headers = {} }: HttpReply, body: string, at: Instant, ids: Ids): JsonObject {
  const type = body !== '' && { 'Content-Type': 'application/json' }
  const hex = ids.uuid().replaceAll('-', '')
  const own = {
    Connection: 'keep-alive',
    'Content-Length': contentLength(body),
    ...type,
    Date: httpDate(at),
    Via: `1.1 ${hex}.cloudfront.net (CloudFront)`,
    'x-amz-apigw-id': `${hex.slice(0, 15)}=`,
    'X-Amz-Cf-Id': `${hex}${hex.slice(0, 22)}==`,
    'X-Amz-Cf-Pop': 'IAD55-P1',
    'x-amzn-RequestId': ids.uuid(),
    'X-Amzn-Trace-Id': `Root=1-${Math.floor(at / 1000).toString(16)}-${hex.slice(0, 24)}`,
    'X-Cache': 'Miss from cloudfront',
  }
  return Object.fromEntries(Object.entries({ ...own, ...headers }).map(([name, value]) => [name, [value]]))
}
