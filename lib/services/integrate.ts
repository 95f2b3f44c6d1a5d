import { isJsonObject, type JsonObject, type JsonValue, ownMember } from '@/lib/json'
import { type Answer, failed, notSimulated, type Surroundings } from './answer'
import { optimizedCause, sdkCause } from './sdk-error'
import { httpDate, sdkMetadata } from './sdk-metadata'
import type { Reply, Service, ServiceError } from './service'

/** An operation of a service, and how a task calls it. */
export interface Called {
  service: Service
  action: string
  integration: 'optimized' | 'aws-sdk'
}

/**
 * Lets a task call one operation. Optimized and SDK integrations send the same request and show the answer
 * differently (recorded): the one adds the HTTP metadata, names errors by version 1 of the SDK for Java and
 * quotes its causes; the other shows the bare response and speaks version 2.
 */
export async function callOperation(
  called: Called,
  payload: JsonValue,
  around: Surroundings,
): Promise<Answer> {
  const { service, action, integration } = called
  const operation = ownMember(service.operations, action)
  if (!operation) return notSimulated(spoken(called))
  const given = isJsonObject(payload) ? payload : {}
  const parameters = service.prepare?.(action, given, integration) ?? given
  const host = service.unreachableHost?.(parameters)
  if (host !== undefined) return unreachable(host, called)
  const reply = await operation(parameters, around)
  return shown(reply, called, around)
}

/** Service and action under the names that this kind of integration has for them. */
function spoken({ service, action, integration }: Called): string {
  return `${integration === 'optimized' ? service.optimizedName : service.sdkName}:${action}`
}

function shown(reply: Reply, called: Called, around: Surroundings): Answer {
  const { service, action, integration } = called
  if ('notSimulated' in reply) return notSimulated(`${reply.notSimulated} of ${spoken(called)}`)
  const durationMs = reply.durationMs ?? service.durationMs
  const requestId = service.requestId?.(around) ?? around.ids.uuid()
  if (!reply.ok) return refusal({ ...reply.error, requestId }, called, durationMs)
  const response = service.show?.(reply.response, integration) ?? reply.response
  if (integration === 'aws-sdk') return { kind: 'Succeeded', output: response, durationMs }
  const failure = service.failureIn?.(response)
  if (failure) return { kind: 'Failed', failure, durationMs }
  const date = httpDate(around.at + durationMs)
  const headers = service.headers({ action, response, requestId, date })
  return { kind: 'Succeeded', output: withMetadata(response, headers, requestId), durationMs }
}

/** No service hears of it: the SDK itself fails (recorded for SQS). */
function unreachable(host: string, { service: { words, durationMs }, integration }: Called): Answer {
  const prefix = integration === 'optimized' ? words.optimizedPrefix : words.sdkPrefix
  const cause = `Unable to execute HTTP request: ${host}: Name or service not known`
  return failed(`${prefix}.SdkClientException`, cause, durationMs)
}

function withMetadata(
  response: JsonObject,
  headers: Readonly<Record<string, string>>,
  requestId: string,
): JsonObject {
  return { ...response, ...sdkMetadata(headers, requestId) }
}

/** A service's refusal as the task's failure. A code without an exception of its own has the general name. */
function refusal(
  error: ServiceError & { requestId: string },
  { service: { words }, integration }: Called,
  durationMs: number,
): Answer {
  const own = words.exceptionOf(error.code, integration)
  return integration === 'optimized'
    ? failed(
        `${words.optimizedPrefix}.${own ?? words.optimizedGeneral}`,
        optimizedCause(words.optimizedClient, error),
        durationMs,
      )
    : failed(
        `${words.sdkPrefix}.${own ?? `${words.sdkPrefix}Exception`}`,
        `${sdkCause(words.sdkPrefix, error)}${words.sdkAttempts ? ' (SDK Attempt Count: 1)' : ''}`,
        durationMs,
      )
}
