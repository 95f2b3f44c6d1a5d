import { ownMember } from '@/lib/json'
import type { Answer, Call, Surroundings } from './answer'
import { dynamoDb } from './dynamodb'
import { eventBridge } from './events'
import { callOperation } from './integrate'
import { invokeByIntegration } from './lambda'
import { s3 } from './s3'
import type { Operation, Service } from './service'
import { sns } from './sns'
import { sqs } from './sqs'
import { callStartSync, stepFunctions } from './step-functions'

/** The services that the account simulates; each is here once, for both kinds of integration. */
const services: readonly Service[] = [stepFunctions, dynamoDb, sqs, sns, eventBridge, s3]

export type Perform = (call: Call, around: Surroundings) => Answer | Promise<Answer>

/** What the sandbox can do, by the words of the `Resource` without the pattern: `aws-sdk:sfn:startExecution`. */
const performers: ReadonlyMap<string, Perform> = new Map<string, Perform>([
  ...services.flatMap(integrationsOf),
  ['lambda:invoke', ({ payload }, around) => invokeByIntegration(around.account.functions, payload, around)],
  ['http:invoke', async (call, around) => (await import('./http')).invokeHttp(call, around)],
  ['apigateway:invoke', async (call, around) => (await import('./http')).invokeApi(call, around)],
  ['aws-sdk:sfn:startSyncExecution', callStartSync],
])

/** The integrations that the sandbox simulates, such as `lambda:invoke` or `aws-sdk:dynamodb:putItem`. */
export const simulatedActions: readonly string[] = [...performers.keys()]

export function performerOf(spoken: string): Perform | undefined {
  return performers.get(spoken)
}

/** An operation by the service's name in SDK integrations, such as `dynamodb`, and its action: `putItem`. */
export function operationOf(sdkName: string, action: string): Operation | undefined {
  const operations = services.find((service) => service.sdkName === sdkName)?.operations
  return ownMember(operations, action)
}

/** Both integrations of each operation. Which of them AWS offers, the parser knows. */
function integrationsOf(service: Service): [string, Perform][] {
  return Object.keys(service.operations).flatMap((action): [string, Perform][] => [
    [
      `${service.optimizedName}:${action}`,
      ({ payload }, around) => callOperation({ service, action, integration: 'optimized' }, payload, around),
    ],
    [
      `aws-sdk:${service.sdkName}:${action}`,
      ({ payload }, around) => callOperation({ service, action, integration: 'aws-sdk' }, payload, around),
    ],
  ])
}
