import type { JsonObject, JsonValue } from '@/lib/json'
import { contentLength } from '../sdk-metadata'
import type { Service } from '../service'
import { describeExecution, inputText, startExecution, startSyncExecution, stopExecution } from './executions'
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './task-tokens'

/** Step Functions itself as a service that tasks call. */
export const stepFunctions: Service = {
  sdkName: 'sfn',
  optimizedName: 'states',
  durationMs: 20,
  operations: {
    startExecution,
    startSyncExecution,
    stopExecution,
    describeExecution,
    sendTaskSuccess,
    sendTaskFailure,
    sendTaskHeartbeat,
  },
  words: {
    optimizedPrefix: 'StepFunctions',
    optimizedClient: 'AWSStepFunctions',
    optimizedGeneral: 'AWSStepFunctionsException',
    sdkPrefix: 'Sfn',
    sdkAttempts: true,
    exceptionOf: (code) => (code === 'ValidationException' ? undefined : `${code}Exception`),
  },
  prepare: (action, parameters) =>
    decapitalized(action.startsWith('start') ? inputText(parameters) : withOutputText(parameters)),
  show: (response, integration) => capitalized(response, integration),
  headers: ({ response, requestId, date }) => ({
    'x-amzn-RequestId': requestId,
    connection: 'keep-alive',
    'Content-Length': contentLength(JSON.stringify(response)),
    Date: date,
    'Content-Type': 'application/x-amz-json-1.0',
  }),
}

/** Members that are JSON text in the API may be given as values (recorded for `Input` and `Output`). */
function withOutputText(parameters: JsonObject): JsonObject {
  const { Output } = parameters
  if (Output === undefined || typeof Output === 'string') return parameters
  return { ...parameters, Output: JSON.stringify(Output) }
}

/** `StateMachineArn` of a definition is `stateMachineArn` on the wire. */
function decapitalized(parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
      value,
    ]),
  )
}

function capitalized(response: JsonObject, integration: 'optimized' | 'aws-sdk'): JsonObject {
  return Object.fromEntries(
    Object.entries(response).map(([name, value]) => [
      `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      name.endsWith('Date') ? date(value, integration) : value,
    ]),
  )
}

/** The optimized integration counts milliseconds, SDK integrations write dates as text. */
function date(seconds: JsonValue, integration: 'optimized' | 'aws-sdk'): JsonValue {
  if (typeof seconds !== 'number') return seconds
  return integration === 'optimized' ? seconds * 1000 : new Date(seconds * 1000).toISOString()
}
