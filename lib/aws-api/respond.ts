import type { JsonValue } from '@/lib/json'
import { crc32 } from '@/lib/services'
import type { Call, Caller } from './operations/operation'
import type { SandboxSession } from './sandbox'
import { frameworkError, type WireAnswer, type WireService } from './wire/answer'
import { cloudFormation } from './wire/cloudformation'
import { dynamoDb } from './wire/dynamodb'
import { logs } from './wire/logs'
import type { QueryService } from './wire/query'
import { sqs } from './wire/sqs'
import { sqsByForm } from './wire/sqs-query'
import { stepFunctions } from './wire/step-functions'
import { sts } from './wire/sts'

/** A request as it came over the wire. */
export interface ApiRequest {
  method: string
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  body: Uint8Array
  /** Real time, in milliseconds. */
  receivedAt: number
  /** Told when the caller has gone: long polls end then. */
  abandoned?: AbortSignal
}

export interface ApiResponse {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
}

/** Who asks, to which service: the sandbox that is his, or a refusal. The service is called as in credentials. */
export type Admit = (
  service: QueryService['name'] | 'dynamodb' | 'logs' | 'states',
) => Promise<{ ok: true; sandbox: SandboxSession; caller: Caller } | Extract<WireAnswer, { ok: false }>>

/** The services behind the endpoint, by the first half of `X-Amz-Target`. */
const services: ReadonlyMap<string, { name: Parameters<Admit>[0]; serve: WireService }> = new Map([
  ['AWSStepFunctions', { name: 'states', serve: stepFunctions }],
  ['DynamoDB_20120810', { name: 'dynamodb', serve: dynamoDb }],
  ['AmazonSQS', { name: 'sqs', serve: sqs }],
  ['Logs_20140328', { name: 'logs', serve: logs }],
])

/** Services of the query protocol by the version that their requests name; SQS takes those without one, too. */
const queryServices: ReadonlyMap<string, QueryService> = new Map([
  ['2010-05-15', cloudFormation],
  ['2011-06-15', sts],
])

/**
 * Answers one request to AWS's endpoint. Nothing in its body is looked at before its sender is admitted. Throws only
 * what is a mistake of ours.
 */
export async function respond(request: ApiRequest, admit: Admit): Promise<ApiResponse> {
  const contentType = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase()
  if (request.method !== 'POST') return unknownProtocol()
  switch (contentType) {
    case 'application/x-amz-json-1.0':
    case 'application/x-amz-json-1.1':
    case 'application/json':
      return respondInJson(request, admit, contentType)
    case 'application/x-www-form-urlencoded':
      return respondToForm(request, admit)
    default:
      return unknownProtocol()
  }
}

/** What is wrong on our side; the caller has to be told something, and no more than this. */
export function internalFailure(): ApiResponse {
  return inJson(frameworkError('InternalFailure', undefined, 500), 'application/x-amz-json-1.0')
}

/** For a moment nobody can take the request; AWS's clients ask again by themselves. */
export function serviceUnavailable(): ApiResponse {
  return inJson(frameworkError('ServiceUnavailableException', undefined, 503), 'application/x-amz-json-1.0')
}

/** The body is larger than the endpoint reads. */
export function requestTooLarge(): ApiResponse {
  return inJson(
    frameworkError('RequestEntityTooLargeException', undefined, 413),
    'application/x-amz-json-1.0',
  )
}

/** AWS says so of every other protocol, CBOR among them. */
function unknownProtocol(): ApiResponse {
  return {
    status: 404,
    headers: { 'x-amzn-requestid': crypto.randomUUID(), 'content-type': 'application/xml' },
    body: '<UnknownOperationException/>\n',
  }
}

async function respondInJson(
  { headers, body, ...rest }: ApiRequest,
  admit: Admit,
  contentType: string,
): Promise<ApiResponse> {
  const [, prefix = '', operation = ''] = /^(\w+)\.([A-Z]\w*)$/.exec(headers['x-amz-target'] ?? '') ?? []
  const service = services.get(prefix)
  if (!service) return inJson(frameworkError('UnknownOperationException'), contentType)
  const admitted = await admit(service.name)
  if (!admitted.ok) return inJson(admitted, contentType, prefix)
  const parsed = jsonOf(body)
  if (parsed === undefined) return inJson(frameworkError('SerializationException'), contentType)
  const call = callOf(operation, admitted.caller, rest)
  return inJson(await service.serve(admitted.sandbox, parsed, call), contentType, prefix)
}

async function respondToForm({ body, ...rest }: ApiRequest, admit: Admit): Promise<ApiResponse> {
  const form = new URLSearchParams(new TextDecoder().decode(body))
  const action = form.get('Action') ?? ''
  const service = queryServices.get(form.get('Version') ?? '') ?? sqsByForm
  const admitted = await admit(service.name)
  const answer = admitted.ok
    ? await service.serve(admitted.sandbox, form, callOf(action, admitted.caller, rest))
    : admitted
  const requestId = crypto.randomUUID()
  return {
    status: answer.ok ? 200 : answer.error.status,
    headers: { 'x-amzn-requestid': requestId, 'content-type': 'text/xml' },
    body: service.written(action, answer, requestId),
  }
}

function callOf(
  operation: string,
  caller: Caller,
  { receivedAt, abandoned }: Pick<ApiRequest, 'receivedAt' | 'abandoned'>,
): Call {
  return { operation, caller, receivedAt, ...(abandoned && { abandoned }) }
}

function inJson(answer: WireAnswer, contentType: string, target = ''): ApiResponse {
  const body = JSON.stringify(answer.ok ? answer.response : errorBody(answer.error))
  return {
    status: answer.ok ? 200 : answer.error.status,
    headers: {
      'x-amzn-requestid': crypto.randomUUID(),
      'content-type': contentType,
      ...(target.startsWith('DynamoDB') && { 'x-amz-crc32': String(crc32(new TextEncoder().encode(body))) }),
      ...(!answer.ok &&
        target === 'AmazonSQS' &&
        answer.error.queryCode !== undefined && { 'x-amzn-query-error': `${answer.error.queryCode};Sender` }),
    },
    body,
  }
}

function errorBody({ type, message, fields }: Extract<WireAnswer, { ok: false }>['error']) {
  return { __type: type, ...(message !== undefined && { message }), ...fields }
}

function jsonOf(body: Uint8Array): JsonValue | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as JsonValue
  } catch {
    return undefined
  }
}
