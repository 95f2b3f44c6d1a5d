import type { JsonObject, JsonValue } from '@/lib/json'
import type { AccountSetup } from '@/lib/sandbox'
import { commonJs } from './common-js'
import { realName } from './names'
import { machinePolicy } from './role-policy'
import { substituted } from './substituted'

/** A CloudFormation template, in JSON. */
export interface Template {
  AWSTemplateFormatVersion: '2010-09-09'
  Description: string
  Resources: Readonly<Record<string, TemplateResource>>
  Outputs: Readonly<Record<string, JsonObject>>
}

export interface TemplateResource {
  Type: string
  DependsOn?: string | readonly string[]
  Properties: JsonObject
}

export interface TemplateRequest {
  account: AccountSetup
  /** The `Resource` of each task that the learner wrote: its role may do just what they do. */
  resources: readonly string[]
  type: 'STANDARD' | 'EXPRESS'
  prefix: string
  tags: Readonly<Record<string, string>>
  /** A role that is there already; then the template makes none. */
  executionRoleArn?: string
  boundaryArn?: string
}

/** Names of outputs, for whoever reads the stack. */
export const OUTPUT = { role: 'StateMachineRoleArn', queue: 'QueueUrl' } as const

/** The runtime of functions: Lambda supports it until April 2027 (developer guide, "Lambda runtimes", read 2026-11). */
const RUNTIME = 'nodejs22.x'

/** CloudFormation takes so many bytes of a template within the request (its quotas, read 2026-11). */
export const LONGEST_TEMPLATE_BYTES = 51_200

/**
 * What an exercise's account is on AWS: the same description from which the simulated account is made. Every name
 * begins with the run's prefix, everything that can bear tags does, and nothing in it outlives the stack.
 *
 * @returns undefined where a run needs nothing but the state machine itself
 */
export function templateFor(request: TemplateRequest): Template | undefined {
  const { account, prefix, type } = request
  const made = new Map<string, TemplateResource>()
  const outputs: Record<string, JsonObject> = {}
  const ids = logicalIds()

  if (!request.executionRoleArn) {
    made.set('StateMachineRole', stateMachineRole(request))
    outputs[OUTPUT.role] = { Value: { 'Fn::GetAtt': ['StateMachineRole', 'Arn'] } }
  }
  const role = request.executionRoleArn ?? { 'Fn::GetAtt': ['StateMachineRole', 'Arn'] }
  if (type === 'EXPRESS') made.set('ExecutionLog', logGroup(executionLogName(prefix), request))
  const functions = Object.entries(account.functions ?? {})
  if (functions.length > 0) made.set('FunctionRole', functionRole(request))
  for (const [name, setup] of functions) {
    const id = ids('Function', name)
    made.set(`${id}Log`, logGroup(`/aws/lambda/${realName(prefix, name)}`, request))
    made.set(id, {
      Type: 'AWS::Lambda::Function',
      DependsOn: `${id}Log`,
      Properties: {
        FunctionName: realName(prefix, name),
        Runtime: RUNTIME,
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': ['FunctionRole', 'Arn'] },
        Timeout: setup.timeoutSeconds ?? 3,
        MemorySize: setup.memoryMiB ?? 128,
        Code: { ZipFile: commonJs(setup.source) },
        Tags: tagList(request),
      },
    })
  }
  for (const [name, setup] of Object.entries(account.tables ?? {})) {
    made.set(ids('Table', name), table(name, setup, request))
  }
  for (const [name, setup] of Object.entries(account.queues ?? {})) {
    const id = ids('Queue', name)
    made.set(id, queue(name, setup, request, ids))
    outputs[`${OUTPUT.queue}${id}`] = { Description: name, Value: { Ref: id } }
  }
  for (const [name, { fifo }] of Object.entries(account.topics ?? {})) {
    made.set(ids('Topic', name), {
      Type: 'AWS::SNS::Topic',
      Properties: {
        TopicName: realName(prefix, name),
        ...(fifo && { FifoTopic: true }),
        Tags: tagList(request),
      },
    })
  }
  for (const name of Object.keys(account.buses ?? {}).filter((bus) => bus !== 'default')) {
    made.set(ids('Bus', name), {
      Type: 'AWS::Events::EventBus',
      Properties: { Name: realName(prefix, name), Tags: tagList(request) },
    })
  }
  for (const name of Object.keys(account.activities ?? {})) {
    made.set(ids('Activity', name), {
      Type: 'AWS::StepFunctions::Activity',
      Properties: { Name: realName(prefix, name), Tags: tagList(request) },
    })
  }
  for (const [name, { definition, type: machineType = 'STANDARD' }] of Object.entries(
    account.machines ?? {},
  )) {
    made.set(ids('Machine', name), {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: realName(prefix, name),
        StateMachineType: machineType,
        DefinitionString: substituted(definition, account, prefix),
        RoleArn: role,
        Tags: tagList(request),
      },
    })
  }
  if (made.size === 0) return undefined
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Made by Stepwise for one run of an exercise, and taken away after it.',
    Resources: Object.fromEntries(made),
    Outputs: outputs,
  }
}

/** Where executions of an Express workflow write their history. */
export function executionLogName(prefix: string): string {
  return `/aws/vendedlogs/states/${prefix}`
}

function stateMachineRole(request: TemplateRequest): TemplateResource {
  const { prefix, boundaryArn } = request
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: realName(prefix, 'states'),
      ...(boundaryArn && { PermissionsBoundary: boundaryArn }),
      AssumeRolePolicyDocument: trustOf('states.amazonaws.com', {
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
      Policies: [{ PolicyName: 'exercise', PolicyDocument: machinePolicy(request) }],
      Tags: tagList(request),
    },
  }
}

/** A function may write its log and nothing else; it cannot make the log group again once the stack is gone. */
function functionRole(request: TemplateRequest): TemplateResource {
  const { prefix, boundaryArn } = request
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: realName(prefix, 'lambda'),
      ...(boundaryArn && { PermissionsBoundary: boundaryArn }),
      AssumeRolePolicyDocument: trustOf('lambda.amazonaws.com'),
      Policies: [
        {
          PolicyName: 'log',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
                Resource: {
                  'Fn::Sub': `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/${prefix}-*`,
                },
              },
            ],
          },
        },
      ],
      Tags: tagList(request),
    },
  }
}

function trustOf(Service: string, more: JsonObject = {}): JsonObject {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole', ...more }],
  }
}

function logGroup(name: string, request: TemplateRequest): TemplateResource {
  return {
    Type: 'AWS::Logs::LogGroup',
    Properties: { LogGroupName: name, RetentionInDays: 1, Tags: tagList(request) },
  }
}

type TableSetup = NonNullable<AccountSetup['tables']>[string]

function table(name: string, setup: TableSetup, request: TemplateRequest): TemplateResource {
  const { partitionKey, sortKey, indexes = {}, timeToLive } = setup
  const keys = [
    partitionKey,
    sortKey,
    ...Object.values(indexes).flatMap((one) => [one.partitionKey, one.sortKey]),
  ]
  const types = new Map(keys.flatMap((key) => (key ? [[key.name, key.type] as const] : [])))
  const all = Object.entries(indexes).map(([index, own]) => {
    const { projection = 'ALL' } = own
    return {
      isLocal: own.partitionKey === undefined,
      description: {
        IndexName: index,
        KeySchema: keySchema(own.partitionKey ?? partitionKey, own.sortKey),
        Projection:
          typeof projection === 'string'
            ? { ProjectionType: projection }
            : { ProjectionType: 'INCLUDE', NonKeyAttributes: projection },
      },
    }
  })
  const indexed = (isLocal: boolean): JsonObject[] =>
    all.filter((one) => one.isLocal === isLocal).map(({ description }) => description)
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: realName(request.prefix, name),
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({
        AttributeName,
        AttributeType,
      })),
      KeySchema: keySchema(partitionKey, sortKey),
      ...(indexed(true).length > 0 && { LocalSecondaryIndexes: indexed(true) }),
      ...(indexed(false).length > 0 && { GlobalSecondaryIndexes: indexed(false) }),
      ...(timeToLive && { TimeToLiveSpecification: { AttributeName: timeToLive, Enabled: true } }),
      Tags: tagList(request),
    },
  }
}

function keySchema(partitionKey: { name: string }, sortKey: { name: string } | undefined): JsonObject[] {
  return [
    { AttributeName: partitionKey.name, KeyType: 'HASH' },
    ...(sortKey ? [{ AttributeName: sortKey.name, KeyType: 'RANGE' }] : []),
  ]
}

type QueueSetup = NonNullable<AccountSetup['queues']>[string]

function queue(
  name: string,
  setup: QueueSetup,
  request: TemplateRequest,
  ids: (kind: string, name: string) => string,
): TemplateResource {
  const { fifo, contentBasedDeduplication, visibilityTimeoutSeconds, delaySeconds, deadLetter } = setup
  return {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: realName(request.prefix, name),
      ...(fifo && { FifoQueue: true }),
      ...(contentBasedDeduplication && { ContentBasedDeduplication: true }),
      ...(visibilityTimeoutSeconds !== undefined && { VisibilityTimeout: visibilityTimeoutSeconds }),
      ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
      ...(deadLetter && {
        RedrivePolicy: {
          deadLetterTargetArn: { 'Fn::GetAtt': [ids('Queue', deadLetter.queue), 'Arn'] },
          maxReceiveCount: deadLetter.maxReceiveCount,
        },
      }),
      Tags: tagList(request),
    },
  }
}

function tagList({ tags }: TemplateRequest): JsonValue {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}

/** Logical ids have letters and digits only; the same thing always gets the same one, and no two the same. */
function logicalIds(): (kind: string, name: string) => string {
  const known = new Map<string, string>()
  const taken = new Set<string>()
  return (kind, name) => {
    const key = `${kind} ${name}`
    const before = known.get(key)
    if (before) return before
    const plain =
      kind + name.replace(/(^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, __, first: string) => first.toUpperCase())
    let id = plain
    for (let again = 2; taken.has(id); again++) id = `${plain}${again}`
    known.set(key, id)
    taken.add(id)
    return id
  }
}
