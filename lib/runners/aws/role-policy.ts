import type { JsonObject, JsonValue } from '@/lib/json'
import type { AccountSetup } from '@/lib/sandbox'
import { realName } from './names'
import { toRealPolicy } from './real-policy'
import type { TemplateRequest } from './template'

/**
 * What the role of the state machine may do: the exercise's own policies where it is about permissions; otherwise the
 * actions that the definition's tasks take, on the things of the exercise and on nothing else.
 */
export function machinePolicy(request: TemplateRequest): JsonObject {
  const { account, prefix, type } = request
  const statements = account.role
    ? account.role.policies.flatMap((policy) => toRealPolicy(policy, account, prefix))
    : statementsFor(request)
  // Step Functions sets up its log delivery by actions that know no resources (developer guide, "Logging", read 2026-11).
  const log: JsonObject[] =
    type === 'EXPRESS' ? [{ Effect: 'Allow', Action: LOG_DELIVERY, Resource: '*' }] : []
  const all = [...statements, ...log]
  // IAM takes no policy without a statement.
  return {
    Version: '2012-10-17',
    Statement: all.length > 0 ? all : [{ Effect: 'Deny', Action: '*', Resource: '*' }],
  }
}

const LOG_DELIVERY = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
]

function statementsFor({ resources, account, prefix }: TemplateRequest): JsonObject[] {
  const actions = new Map<string, Set<string>>()
  const need = (service: string, action: string) => {
    const known = actions.get(service)
    if (known) known.add(action)
    else actions.set(service, new Set([action]))
  }
  for (const { service, action, pattern } of [...resources, ...resourcesOfMachines(account)].flatMap(
    neededTask,
  )) {
    need(service, action)
    if (service === 'states' && pattern === 'sync') {
      for (const more of ['states:DescribeExecution', 'states:StopExecution']) need('states:executions', more)
      for (const more of ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'])
        need('events:rule', more)
    }
  }
  return [...actions].flatMap(([service, needed]) => {
    const things = resourcesOf(service, account, prefix)
    return things.length === 0 ? [] : [{ Effect: 'Allow', Action: [...needed].sort(), Resource: things }]
  })
}

interface NeededTask {
  service: string
  action: string
  pattern: string | undefined
}

/** Services as IAM calls them, where the SDK calls them otherwise. */
const IAM_NAMES: Readonly<Record<string, string>> = { sfn: 'states', eventbridge: 'events' }

function neededTask(arn: string): NeededTask[] {
  if (arn.includes(':lambda:') && arn.includes(':function:')) {
    return [{ service: 'lambda', action: 'lambda:InvokeFunction', pattern: undefined }]
  }
  const found =
    /^arn:aws[\w-]*:states:::(?:aws-sdk:)?([a-z0-9-]+):([A-Za-z0-9]+)(?:\.(sync|waitForTaskToken))?/.exec(arn)
  const [, name = '', verb = '', pattern] = found ?? []
  if (!found) return []
  const service = IAM_NAMES[name] ?? name
  const action =
    service === 'lambda' && verb === 'invoke' ? 'InvokeFunction' : withoutBatch(service, capitalized(verb))
  return [{ service, action: `${service}:${action}`, pattern }]
}

/** A batch of messages needs the permission of one. */
function withoutBatch(service: string, action: string): string {
  return service === 'sqs' || service === 'sns' ? action.replace(/Batch$/, '') : action
}

/** Other machines of the exercise share the role; what their tasks name is found in their text. */
function resourcesOfMachines({ machines = {} }: AccountSetup): string[] {
  return Object.values(machines).flatMap(({ definition }) =>
    [...definition.matchAll(/"Resource"\s*:\s*"([^"]+)"/g)].map(([, arn = '']) => arn),
  )
}

function resourcesOf(service: string, account: AccountSetup, prefix: string): JsonValue[] {
  const arns = (things: object | undefined, of: string, kind: string, ...endings: string[]): JsonValue[] =>
    Object.keys(things ?? {}).flatMap((name) =>
      ['', ...endings].map((ending) => sub(of, `${kind}${realName(prefix, name)}${ending}`)),
    )
  switch (service) {
    case 'lambda':
      return arns(account.functions, 'lambda', 'function:', ':*')
    case 'dynamodb':
      return arns(account.tables, 'dynamodb', 'table/', '/index/*')
    case 'sqs':
      return arns(account.queues, 'sqs', '')
    case 'sns':
      return arns(account.topics, 'sns', '')
    case 'events':
      return arns(account.buses, 'events', 'event-bus/')
    case 'states':
      return arns(account.machines, 'states', 'stateMachine:')
    case 'states:executions':
      return Object.keys(account.machines ?? {}).map((name) =>
        sub('states', `execution:${realName(prefix, name)}:*`),
      )
    case 'events:rule':
      return [sub('events', 'rule/StepFunctionsGetEventsForStepFunctionsExecutionRule')]
    default:
      return []
  }
}

/** An ARN of the account and Region in which the stack is made. */
export function sub(service: string, rest: string): JsonObject {
  return { 'Fn::Sub': `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${rest}` }
}

function capitalized(verb: string): string {
  return verb.charAt(0).toUpperCase() + verb.slice(1)
}
