import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownMember } from '@/lib/json'
import type { Call } from '../answer'
import { connectionName } from '../http/http-task'
import { functionArn, parseFunctionName } from '../lambda/function'
import { arnOf as arn, named, type Permission, textAt as text } from './arn'
import { rolesHandedOn } from './pass-role'

type Needs = (parameters: JsonObject, account: string, call: Call) => readonly Permission[]

/**
 * What a Task needs of its role. An activity needs nothing: its workers have permissions of their own. The pages
 * are those of the developer guide on IAM policies for each service (connect-….html, checked 2026-11-22), for
 * the actions of SDK integrations the Service Authorization Reference.
 */
export function permissionsFor(call: Call, account: string): readonly Permission[] {
  const { resource, resourceArn, payload } = call
  if (resource.kind === 'LambdaFunction') return [{ action: 'lambda:InvokeFunction', resource: resourceArn }]
  if (resource.kind === 'Activity') return []
  const parameters = isJsonObject(payload) ? payload : {}
  const { service, action, integration } = resource
  const name = integration === 'aws-sdk' ? (IAM_NAMES[service] ?? service) : service
  const needs = ownMember(table, `${name}:${action}`)
  const own = needs?.(parameters, account, call) ?? [
    { action: `${prefixOf(name)}:${capitalized(action)}`, resource: firstArn(parameters) },
  ]
  return [...own, ...rolesHandedOn(service, parameters, account)]
}

function firstArn(parameters: JsonObject): string | undefined {
  return Object.values(parameters).find(
    (value): value is string => typeof value === 'string' && value.startsWith('arn:'),
  )
}

/** The prefix of IAM's actions where it is not the name of the SDK's client. */
export const IAM_NAMES: Readonly<Record<string, string>> = {
  sfn: 'states',
  eventbridge: 'events',
  cloudwatchlogs: 'logs',
  cognitoidentityprovider: 'cognito-idp',
  cognitoidentity: 'cognito-identity',
  sesv2: 'ses',
  apigatewayv2: 'apigateway',
  emr: 'elasticmapreduce',
  emrcontainers: 'emr-containers',
  emrserverless: 'emr-serverless',
  efs: 'elasticfilesystem',
  elasticloadbalancingv2: 'elasticloadbalancing',
  rdsdata: 'rds-data',
  redshiftdata: 'redshift-data',
  bedrockruntime: 'bedrock',
  bedrockagentcore: 'bedrock-agentcore',
  opensearch: 'es',
}

/** Of an optimized integration: its word, but for one. */
function prefixOf(name: string): string {
  return name === 'bedrockagentcore' ? 'bedrock-agentcore' : name
}

const list = (value: JsonValue | undefined) => (isJsonArray(value) ? value.filter(isJsonObject) : [])

const onTable =
  (action: string): Needs =>
  ({ TableName, IndexName }, account) => {
    const resource = tableArn(TableName, account)
    return [
      {
        action: `dynamodb:${action}`,
        resource: typeof IndexName === 'string' ? `${resource}/index/${IndexName}` : resource,
      },
    ]
  }

const tableArn = (name: JsonValue | undefined, account: string) =>
  named(name, (plain) => arn('dynamodb', account, `table/${plain}`))

/** A transaction needs the permission of each of its parts, under the name of the single action. */
const inTransaction: Needs = ({ TransactItems }, account) => {
  const actions = { Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', Get: 'GetItem' }
  return list(TransactItems).flatMap((item) =>
    Object.entries({ ...actions, ConditionCheck: 'ConditionCheckItem' }).flatMap(([part, action]) => {
      const value = item[part]
      if (!isJsonObject(value)) return []
      return [{ action: `dynamodb:${action}`, resource: tableArn(value.TableName, account) }]
    }),
  )
}

const inBatch =
  (action: string): Needs =>
  ({ RequestItems }, account) =>
    Object.keys(isJsonObject(RequestItems) ? RequestItems : {}).map((name) => ({
      action: `dynamodb:${action}`,
      resource: tableArn(name, account),
    }))

const onQueue =
  (action: string): Needs =>
  ({ QueueUrl, QueueName }, account) => {
    const [name = '', owner = account] = text(QueueUrl).split('/').reverse()
    return [
      {
        action: `sqs:${action}`,
        resource: QueueName === undefined ? arn('sqs', owner, name) : arn('sqs', account, text(QueueName)),
      },
    ]
  }

/** A text message to a telephone has no topic: only `*` allows it. */
const publish: Needs = ({ TopicArn, TargetArn, PhoneNumber }) => [
  {
    action: 'sns:Publish',
    resource: PhoneNumber === undefined ? text(TopicArn ?? TargetArn) : text(PhoneNumber),
  },
]

const putEvents: Needs = ({ Entries }, account) =>
  list(Entries).map(({ EventBusName = 'default', Source, DetailType }) => ({
    action: 'events:PutEvents',
    resource: named(EventBusName, (name) => arn('events', account, `event-bus/${name}`)),
    context: { 'events:source': text(Source), 'events:detail-type': text(DetailType) },
  }))

const onMachine =
  (action: string): Needs =>
  ({ StateMachineArn }) => [{ action: `states:${action}`, resource: text(StateMachineArn) }]

const onExecution =
  (action: string): Needs =>
  ({ ExecutionArn }) => [{ action: `states:${action}`, resource: text(ExecutionArn) }]

/** Who answers a token names no machine; the sandbox knows which one it is of, IAM is asked with the machine. */
const withToken =
  (action: string): Needs =>
  () => [{ action: `states:${action}`, resource: undefined }]

const onObject =
  (action: string): Needs =>
  ({ Bucket, Key }) => [{ action: `s3:${action}`, resource: `arn:aws:s3:::${text(Bucket)}/${text(Key)}` }]

const copyObject: Needs = (parameters, account, call) => {
  const source = decoded(text(parameters.CopySource)).replace(/^\//, '')
  return [
    { action: 's3:GetObject', resource: `arn:aws:s3:::${source}` },
    ...onObject('PutObject')(parameters, account, call),
  ]
}

const listObjects: Needs = ({ Bucket, Prefix, Delimiter, MaxKeys }) => [
  {
    action: 's3:ListBucket',
    resource: `arn:aws:s3:::${text(Bucket)}`,
    context: {
      's3:prefix': text(Prefix),
      's3:delimiter': typeof Delimiter === 'string' ? Delimiter : undefined,
      's3:max-keys': typeof MaxKeys === 'number' ? String(MaxKeys) : undefined,
    },
  },
]

/** A connection's credentials lie in Secrets Manager, under a name whose end AWS makes up. */
const invokeHttp: Needs = (parameters, account, { caller }) => {
  const { ApiEndpoint, Method, Authentication, InvocationConfig } = parameters
  const holder = [InvocationConfig, Authentication].find(isJsonObject)
  const secret = arn(
    'secretsmanager',
    account,
    `secret:events!connection/${connectionName(parameters) ?? ''}/id-suffix`,
  )
  return [
    {
      action: 'states:InvokeHTTPEndpoint',
      resource: caller?.stateMachineArn,
      context: { 'states:HTTPEndpoint': text(ApiEndpoint), 'states:HTTPMethod': text(Method) },
    },
    { action: 'events:RetrieveConnectionCredentials', resource: text(holder?.ConnectionArn) },
    { action: 'secretsmanager:DescribeSecret', resource: secret },
    { action: 'secretsmanager:GetSecretValue', resource: secret },
  ]
}

/** Only `AuthType: IAM_ROLE` signs the request with the role. */
const invokeApi: Needs = ({ ApiEndpoint, AuthType, Stage, Method, Path }, account) => {
  if (AuthType !== 'IAM_ROLE') return []
  const [api = ''] = text(ApiEndpoint).split('.')
  const path = `${api}/${text(Stage)}/${text(Method)}/${text(Path).replace(/^\//, '')}`
  return [{ action: 'execute-api:Invoke', resource: arn('execute-api', account, path) }]
}

const invokeFunction: Needs = ({ FunctionName, Qualifier }, account) => {
  const found = parseFunctionName(text(FunctionName), account)
  const qualifier = typeof Qualifier === 'string' ? Qualifier : found?.qualifier
  if (!found) return []
  const plain = functionArn(found)
  return [
    {
      action: 'lambda:InvokeFunction',
      resource: qualifier === undefined ? plain : `${plain}:${qualifier}`,
    },
  ]
}

const runTask: Needs = ({ TaskDefinition, Cluster }, account) => [
  {
    action: 'ecs:RunTask',
    resource: named(TaskDefinition, (name) => arn('ecs', account, `task-definition/${name}`)),
    context: {
      'ecs:cluster': named(Cluster ?? 'default', (name) => arn('ecs', account, `cluster/${name}`)),
    },
  },
]

const submitJob: Needs = ({ JobDefinition, JobQueue }, account) => [
  {
    action: 'batch:SubmitJob',
    resource: named(JobDefinition, (name) => arn('batch', account, `job-definition/${name}`)),
  },
  {
    action: 'batch:SubmitJob',
    resource: named(JobQueue, (name) => arn('batch', account, `job-queue/${name}`)),
  },
]

const onName =
  (action: string, member: string, kind: string, service = action.split(':')[0] ?? ''): Needs =>
  (parameters, account) => [
    { action, resource: named(parameters[member], (name) => arn(service, account, `${kind}/${name}`)) },
  ]

const table: Readonly<Record<string, Needs>> = {
  'lambda:invoke': invokeFunction,
  ...eachOf(
    [
      'GetItem',
      'PutItem',
      'UpdateItem',
      'DeleteItem',
      'Query',
      'Scan',
      'DescribeTable',
      'DescribeTimeToLive',
    ],
    'dynamodb',
    onTable,
  ),
  'dynamodb:batchGetItem': inBatch('BatchGetItem'),
  'dynamodb:batchWriteItem': inBatch('BatchWriteItem'),
  'dynamodb:transactGetItems': inTransaction,
  'dynamodb:transactWriteItems': inTransaction,
  ...eachOf(
    [
      'SendMessage',
      'ReceiveMessage',
      'DeleteMessage',
      'ChangeMessageVisibility',
      'PurgeQueue',
      'GetQueueUrl',
      'GetQueueAttributes',
      'SetQueueAttributes',
    ],
    'sqs',
    onQueue,
  ),
  // The batches have no actions of their own.
  'sqs:sendMessageBatch': onQueue('SendMessage'),
  'sqs:deleteMessageBatch': onQueue('DeleteMessage'),
  'sqs:changeMessageVisibilityBatch': onQueue('ChangeMessageVisibility'),
  'sqs:listQueues': () => [{ action: 'sqs:ListQueues', resource: '*' }],
  'sns:publish': publish,
  'sns:publishBatch': publish,
  'events:putEvents': putEvents,
  ...eachOf(['StartExecution', 'StartSyncExecution', 'DescribeStateMachine'], 'states', onMachine),
  ...eachOf(['DescribeExecution', 'StopExecution', 'GetExecutionHistory'], 'states', onExecution),
  ...eachOf(['SendTaskSuccess', 'SendTaskFailure', 'SendTaskHeartbeat'], 'states', withToken),
  ...eachOf(['GetObject', 'PutObject', 'DeleteObject'], 's3', onObject),
  // There is no action HeadObject (page on the permissions of S3's API).
  's3:headObject': onObject('GetObject'),
  's3:copyObject': copyObject,
  's3:listObjectsV2': listObjects,
  's3:headBucket': listObjects,
  's3:listBuckets': () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
  'http:invoke': invokeHttp,
  'apigateway:invoke': invokeApi,
  'ecs:runTask': runTask,
  'batch:submitJob': submitJob,
  'glue:startJobRun': onName('glue:StartJobRun', 'JobName', 'job'),
  'codebuild:startBuild': onName('codebuild:StartBuild', 'ProjectName', 'project'),
  'codebuild:startBuildBatch': onName('codebuild:StartBuildBatch', 'ProjectName', 'project'),
  'athena:startQueryExecution': ({ WorkGroup }, account) => [
    {
      action: 'athena:StartQueryExecution',
      resource: arn('athena', account, `workgroup/${WorkGroup === undefined ? 'primary' : text(WorkGroup)}`),
    },
  ],
}

function eachOf(
  actions: readonly string[],
  service: string,
  needs: (action: string) => Needs,
): Record<string, Needs> {
  return Object.fromEntries(
    actions.map((action) => [
      `${service}:${action.charAt(0).toLowerCase()}${action.slice(1)}`,
      needs(action),
    ]),
  )
}

function capitalized(action: string): string {
  return action.charAt(0).toUpperCase() + action.slice(1)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
