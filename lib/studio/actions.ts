import { type IntegrationPattern, optimizedIntegrations, type QueryLanguage } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import { optimizedParameters } from '@/lib/language'
import { serviceTitles } from '@/lib/services'
import type { NewState } from './operations/insert'

/** Something that a Task can have done, in one of the ways in which AWS offers it. */
export interface Action {
  /** The ARN that goes into `Resource`. */
  resource: string
  /** As the SDKs name the service, such as `sqs`, or `aws-sdk:s3`. */
  service: string
  action: string
  pattern: IntegrationPattern
  title: string
  /** What the pattern means, in a few words. */
  help: string
}

/** Services in the order in which people reach for them; those not named here come behind, as AWS's guide has them. */
const MOST_USED = [
  'lambda',
  'dynamodb',
  'sqs',
  'sns',
  'states',
  'events',
  'http',
  'ecs',
  'glue',
  'athena',
  'bedrock',
  'batch',
  'apigateway',
  'codebuild',
]

const PATTERN_HELP: Readonly<Record<IntegrationPattern, string>> = {
  requestResponse: 'goes on with the answer to the call',
  sync: 'waits until the job is done',
  'sync:2': 'waits until it is done, with its output as JSON',
  waitForTaskToken: 'waits until someone sends the task token back',
}

/** Every optimized integration in every pattern, the most used services first. */
export const actions: readonly Action[] = [...optimizedIntegrations]
  .toSorted(([one], [other]) => rank(one) - rank(other))
  .flatMap(([service, offered]) =>
    [...offered].flatMap(([action, patterns]) =>
      patterns.map((pattern) => actionOf(service, action, pattern)),
    ),
  )

function rank(service: string): number {
  const place = MOST_USED.indexOf(service)
  return place < 0 ? MOST_USED.length : place
}

/** An action by the names that stand in its ARN. */
export function actionOf(service: string, action: string, pattern: IntegrationPattern): Action {
  const suffix = pattern === 'requestResponse' ? '' : `.${pattern}`
  const name = serviceTitles[service] ?? service.replace(/^aws-sdk:/, 'AWS SDK ')
  return {
    resource: `arn:aws:states:::${service}:${action}${suffix}`,
    service,
    action,
    pattern,
    title: `${name} ${upperFirst(action)}${suffix}`,
    help: PATTERN_HELP[pattern],
  }
}

/** A Task for an action, with what AWS cannot do without, to be filled in. */
export function newTask({ resource, service, action, pattern }: Action, language: QueryLanguage): NewState {
  const required = (optimizedParameters.get(`${service}:${action}`) ?? '')
    .split(' ')
    .filter((name) => name.endsWith('!'))
    .map((name) => name.slice(0, -1))
  const names = new Set([...required, ...(USUAL[service] ?? [])])
  const isCallback = pattern === 'waitForTaskToken'
  const parameters = Object.fromEntries([...names].map((name) => parameter(name, language, isCallback)))
  return {
    name: upperFirst(action),
    state: {
      Type: 'Task',
      Resource: resource,
      [language === 'JSONata' ? 'Arguments' : 'Parameters']: parameters,
    },
  }
}

/** What is not required and nearly always wanted. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  lambda: ['Payload'],
  states: ['Input'],
  sns: ['TopicArn'],
  http: ['Authentication'],
}

/** Values to begin with, of which each shows the shape that is asked for. */
const BEGINNINGS: Readonly<Record<string, JsonValue>> = {
  FunctionName: 'arn:aws:lambda:us-east-1:123456789012:function:NAME',
  StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:NAME',
  QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/NAME',
  TopicArn: 'arn:aws:sns:us-east-1:123456789012:NAME',
  TableName: 'NAME',
  Key: { id: { S: 'ID' } },
  Item: { id: { S: 'ID' } },
  Method: 'GET',
  ApiEndpoint: 'https://example.com/',
  Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/NAME/ID' },
}

/** What is sent, which a state most often takes from its input. */
const SENT = new Set(['Payload', 'Input', 'MessageBody', 'Message'])

function parameter(name: string, language: QueryLanguage, isCallback: boolean): [string, JsonValue] {
  if (name === 'Entries') {
    const detail = isCallback ? withToken(language) : {}
    return [name, [{ Source: 'my.source', DetailType: 'What happened', Detail: detail }]]
  }
  if (!SENT.has(name)) return [name, BEGINNINGS[name] ?? '']
  if (isCallback) return [name, withToken(language)]
  return language === 'JSONata' ? [name, '{% $states.input %}'] : [`${name}.$`, '$']
}

/** The token has to reach whoever is to send it back, so it goes into what is sent. */
function withToken(language: QueryLanguage): JsonObject {
  return language === 'JSONata'
    ? { input: '{% $states.input %}', token: '{% $states.context.Task.Token %}' }
    : { 'input.$': '$', 'token.$': '$$.Task.Token' }
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
