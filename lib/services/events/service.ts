import { isJsonArray, isJsonObject, type JsonObject } from '@/lib/json'
import { lazily, operation } from '../operation'
import { contentLength } from '../sdk-metadata'
import type { Service } from '../service'

/** EventBridge as tasks call it. */
export const eventBridge: Service = {
  sdkName: 'eventbridge',
  optimizedName: 'events',
  durationMs: 18,
  operations: lazily(['putEvents'], async () => {
    const { putEvents } = await import('./put-events')
    return { putEvents: operation(putEvents) }
  }),
  words: {
    optimizedPrefix: 'EventBridge',
    optimizedClient: 'AmazonEventBridge',
    optimizedGeneral: 'AmazonEventBridgeException',
    sdkPrefix: 'EventBridge',
    exceptionOf: () => undefined,
  },
  prepare: (_, parameters, integration) =>
    integration === 'optimized' ? withTextDetails(parameters) : parameters,
  // The optimized integration fails where an entry failed (recorded); the SDK's shows the count.
  failureIn: (response) =>
    response.FailedEntryCount === 0
      ? undefined
      : { error: 'EventBridge.FailedEntry', cause: JSON.stringify(response) },
  headers: ({ response, requestId, date }) => ({
    'x-amzn-RequestId': requestId,
    'Content-Length': contentLength(JSON.stringify(response)),
    Date: date,
    'Content-Type': 'application/x-amz-json-1.1',
  }),
}

/** A detail may be an object (recorded); the API wants its text. */
function withTextDetails(parameters: JsonObject): JsonObject {
  const { Entries } = parameters
  if (!isJsonArray(Entries)) return parameters
  return {
    ...parameters,
    Entries: Entries.map((entry) =>
      isJsonObject(entry) && isJsonObject(entry.Detail)
        ? { ...entry, Detail: JSON.stringify(entry.Detail) }
        : entry,
    ),
  }
}
