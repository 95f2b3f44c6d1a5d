import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { type ApiError, checkRequest, type Parameter, refuse } from '../request'
import { definitionParameter } from '../validate-state-machine-definition'

/** The request of TestState, as the API has it. */
export interface TestStateRequest {
  definition: string
  /** Of the state to test, when `definition` is a whole state machine. */
  stateName?: string
  roleArn?: string
  /** JSON text; `{}` unless given. */
  input?: string
  inspectionLevel?: 'INFO' | 'DEBUG' | 'TRACE'
  revealSecrets?: boolean
  /** JSON text of an object. */
  variables?: string
  /** JSON text of an object. */
  context?: string
  mock?: {
    /** JSON text. */
    result?: string
    errorOutput?: { error?: string; cause?: string }
    fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE'
  }
  stateConfiguration?: {
    retrierRetryCount?: number
    errorCausedByState?: string
    mapIterationFailureCount?: number
    mapItemReaderData?: string
  }
}

/** The response of TestState: every value is JSON text. */
export interface TestStateOutput {
  status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR'
  output?: string
  error?: string
  cause?: string
  nextState?: string
  inspectionData?: JsonObject
}

export type TestStateAnswer = TestStateOutput | ApiError

/** Thrown on the way, and answered. */
export class Refused {
  constructor(
    readonly code: string,
    readonly message: string,
  ) {}
}

/** A ValidationException in AWS's words. */
export function invalid(message: string): Refused {
  return new Refused('ValidationException', message)
}

/** A ValidationException where we do not know AWS's words. */
export function invalidInOurWords(message: string): Refused {
  return new Refused('ValidationException', message)
}

const LONGEST_TEXT = 262_144

const PARAMETERS: readonly Parameter[] = [
  definitionParameter,
  { name: 'roleArn', is: { kind: 'text', least: 1, most: 256 } },
  { name: 'input', isSensitive: true, is: { kind: 'text', least: 0, most: LONGEST_TEXT } },
  { name: 'inspectionLevel', is: { kind: 'one', of: ['INFO', 'DEBUG', 'TRACE'] } },
  { name: 'variables', isSensitive: true, is: { kind: 'text', least: 0, most: LONGEST_TEXT } },
  { name: 'stateName', isSensitive: true, is: { kind: 'text', least: 1, most: 80 } },
  { name: 'context', isSensitive: true, is: { kind: 'text', least: 0, most: LONGEST_TEXT } },
]

const MOCK_PARAMETERS: readonly Parameter[] = [
  { name: 'result', isSensitive: true, is: { kind: 'text', least: 0, most: LONGEST_TEXT } },
  { name: 'fieldValidationMode', is: { kind: 'one', of: ['STRICT', 'PRESENT', 'NONE'] } },
]

const ERROR_PARAMETERS: readonly Parameter[] = [
  { name: 'error', isSensitive: true, is: { kind: 'text', least: 0, most: 256 } },
  { name: 'cause', isSensitive: true, is: { kind: 'text', least: 0, most: 32_768 } },
]

const CONFIGURATION_PARAMETERS: readonly Parameter[] = [
  { name: 'retrierRetryCount', is: { kind: 'whole', least: 0, most: 2 ** 31 - 1 } },
  { name: 'errorCausedByState', isSensitive: true, is: { kind: 'text', least: 1, most: 80 } },
  { name: 'mapIterationFailureCount', is: { kind: 'whole', least: 0, most: 2 ** 31 - 1 } },
  { name: 'mapItemReaderData', isSensitive: true, is: { kind: 'text', least: 0, most: LONGEST_TEXT } },
]

/** Why the request does not fit the model of the API, if it does not. A request that fits is a TestStateRequest. */
export function unfit(request: JsonObject): ApiError | undefined {
  const { mock, stateConfiguration, revealSecrets } = request
  const errorOutput = isJsonObject(mock) ? mock.errorOutput : undefined
  if (isGiven(revealSecrets) && typeof revealSecrets !== 'boolean') {
    return refuse('SerializationException', 'The parameter revealSecrets has the wrong JSON type.')
  }
  return (
    checkRequest(request, PARAMETERS) ??
    (isGiven(mock) ? checkRequest(mock, MOCK_PARAMETERS) : undefined) ??
    (isGiven(errorOutput) ? checkRequest(errorOutput, ERROR_PARAMETERS) : undefined) ??
    (isGiven(stateConfiguration) ? checkRequest(stateConfiguration, CONFIGURATION_PARAMETERS) : undefined)
  )
}

/** `null` is as good as absent. */
function isGiven(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined && value !== null
}

/** The request without what is `null`, which means nothing more than what is absent. */
export function fitRequest(request: JsonObject): TestStateRequest {
  return JSON.parse(JSON.stringify(request, (_key, value) => value ?? undefined))
}
