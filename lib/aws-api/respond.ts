import type { JsonValue } from '@/lib/json'
import { crc32 } from '@/lib/services'
import type { SandboxSession } from './sandbox'
import { frameworkError, notSimulated, type WireAnswer, type WireService } from './wire/answer'
import { dynamoDb } from './wire/dynamodb'
import { sqs } from './wire/sqs'
import { formAnswer, queryActions, requestOfForm } from './wire/sqs-query'
import { stepFunctions } from './wire/step-functions'

/** A request as it came over the wire, its signature verified. */
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

/** The services behind the endpoint, by the first half of `X-Amz-Target`. */
const services: ReadonlyMap<string, WireService> = new Map([
  ['AWSStepFunctions', stepFunctions],
  ['DynamoDB_20120810', dynamoDb],
  ['AmazonSQS', sqs],
])

/** Answers one request to AWS's endpoint out of a learner's sandbox. Throws only what is a mistake of ours. */
export async function respond(request: ApiRequest, sandbox: SandboxSession): Promise<ApiResponse> {
  const contentType = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase()
  if (request.method !== 'POST') return unknownProtocol()
  switch (contentType) {
    case 'application/x-amz-json-1.0':
    case 'application/x-amz-json-1.1':
    case 'application/json':
      return respondInJson(request, sandbox, contentType)
    case 'application/x-www-form-urlencoded':
      return respondToForm(request, sandbox)
    default:
      return unknownProtocol()
  }
}

/** What is wrong on our side; the caller has to be told something, and no more than this. */
export function internalFailure(): ApiResponse {
  return inJson(frameworkError('InternalFailure', undefined, 500), 'application/x-amz-json-1.0')
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
  sandbox: SandboxSession,
  contentType: string,
): Promise<ApiResponse> {
  const parsed = jsonOf(body)
  if (parsed === undefined) return inJson(frameworkError('SerializationException'), contentType)
  const [, prefix = '', operation = ''] = /^(\w+)\.([A-Z]\w*)$/.exec(headers['x-amz-target'] ?? '') ?? []
  const service = services.get(prefix)
  const answer = service
    ? await service(sandbox, parsed, callOf(operation, rest))
    : frameworkError('UnknownOperationException')
  return inJson(answer, contentType, prefix)
}

async function respondToForm({ body, ...rest }: ApiRequest, sandbox: SandboxSession): Promise<ApiResponse> {
  const form = new URLSearchParams(new TextDecoder().decode(body))
  const action = form.get('Action') ?? ''
  const answer = queryActions.includes(action)
    ? await sqs(sandbox, requestOfForm(form), callOf(action, rest))
    : notSimulated(`${action || 'a request without Action'} in SQS's query protocol`)
  const requestId = crypto.randomUUID()
  return {
    status: answer.ok ? 200 : answer.error.status,
    headers: { 'x-amzn-requestid': requestId, 'content-type': 'text/xml' },
    body: formAnswer(action, answer, requestId),
  }
}

function callOf(operation: string, { receivedAt, abandoned }: Pick<ApiRequest, 'receivedAt' | 'abandoned'>) {
  return { operation, receivedAt, ...(abandoned && { abandoned }) }
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
