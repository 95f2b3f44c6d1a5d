import type { JsonObject } from '@/lib/json'
import type { Surroundings } from './answer'

/**
 * One operation of a service in the shape of the service's own API: DynamoDB JSON in and out, `MessageId` of SQS.
 * Step Functions and, later, an endpoint for SDKs call the same function.
 */
export type Operation = (request: JsonObject, around: Surroundings) => Reply | Promise<Reply>

export type Reply =
  | { ok: true; response: JsonObject; durationMs?: number }
  | { ok: false; error: ServiceError; durationMs?: number }
  /** The operation exists on AWS, but not this part of it here. */
  | { ok: false; notSimulated: string }

/** A refusal in the service's own words. `code` as the API spells it, such as `ResourceNotFoundException`. */
export interface ServiceError {
  code: string
  message: string
  status: number
  /** What the response holds besides, such as the item that failed a condition. */
  details?: JsonObject
}

/** What the two kinds of integration need to know of a service in order to show its answers. */
export interface Service {
  /** As SDK integrations name it: `dynamodb`, `sfn`, `eventbridge`. */
  sdkName: string
  /** As optimized integrations name it: `dynamodb`, `states`, `events`. */
  optimizedName: string
  /** Names of errors and of the client in causes. */
  words: ServiceWords
  /** Virtual milliseconds of one call, unless the reply says. */
  durationMs: number
  /** By action, such as `putItem`. */
  operations: Readonly<Record<string, Operation>>
  /** What Step Functions makes of the parameters before it sends them: an object becomes the text of a body. */
  prepare?: (action: string, parameters: JsonObject, integration: 'optimized' | 'aws-sdk') => JsonObject
  /** What it makes of the response: `executionArn` becomes `ExecutionArn`. */
  show?: (response: JsonObject, integration: 'optimized' | 'aws-sdk') => JsonObject
  /** A host that a request would go to and that does not exist, such as that of a made-up queue URL. */
  unreachableHost?: (parameters: JsonObject) => string | undefined
  /** A response that the optimized integration takes for a failure. */
  failureIn?: (response: JsonObject) => { error: string; cause: string } | undefined
  /** HTTP headers that the optimized integration shows, in their order. */
  headers: (facts: ResponseFacts) => Readonly<Record<string, string>>
  requestId?: (around: Surroundings) => string
}

export interface ResponseFacts {
  action: string
  response: JsonObject
  requestId: string
  /** The value of the `Date` header. */
  date: string
}

export interface ServiceWords {
  /** `DynamoDB`: before the dot of an error of the optimized integration. */
  optimizedPrefix: string
  /** `AmazonDynamoDBv2`: the client of version 1 of the SDK, in causes of the optimized integration. */
  optimizedClient: string
  /** The error name when the code has no exception of its own: `AmazonDynamoDBException`. */
  optimizedGeneral: string
  /** `DynamoDb`: before the dot of an error of an SDK integration, and the client in its causes. */
  sdkPrefix: string
  /** Whether causes of SDK integrations end in the number of attempts; newer recordings do. */
  sdkAttempts?: boolean
  /** The class that the SDKs have for a code; undefined when it has none. */
  exceptionOf: (code: string, integration: 'optimized' | 'aws-sdk') => string | undefined
}
