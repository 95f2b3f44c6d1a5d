import { describe, expect, test } from 'vitest'
import { optimizedIntegrations } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import { type AccountSetup, perform } from '@/lib/services'
import { denialRows, denialWords, optimizedDenials } from '@/lib/services/iam/denial-words'
import { AT, account, call, integration, worldAt } from '../account'

const role = (...statements: JsonObject[]) => ({
  policies: [
    { Version: '2012-10-17', Statement: statements.map((one) => ({ Effect: 'Allow', ...one })) },
  ] as JsonObject[],
})
const ROLE = 'arn:aws:iam::111122223333:role/orders-role'
const OTHER_ROLE = 'arn:aws:iam::444455556666:role/packer'
const MACHINE = 'arn:aws:states:us-east-1:111122223333:stateMachine:orders'
const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:pack'

const functions = { pack: { source: 'echo' } }
const invoke = (setup: AccountSetup, parameters: JsonValue = { FunctionName: 'pack', Payload: {} }) =>
  call(account({ functions, ...setup }), 'lambda:invoke', parameters)

describe('a call is let through', () => {
  test('where the account has no roles', async () => {
    expect(await invoke({})).toMatchObject({ kind: 'Succeeded' })
  })

  test('where the role allows it', async () => {
    const allowed = role({ Action: 'lambda:InvokeFunction', Resource: FUNCTION })
    expect(await invoke({ role: allowed })).toMatchObject({ kind: 'Succeeded' })
  })

  test('only with the version that the role allows', async () => {
    const allowed = role({ Action: 'lambda:InvokeFunction', Resource: `${FUNCTION}:*` })
    expect(await invoke({ role: allowed })).toMatchObject({ kind: 'Failed' })
    const named = { FunctionName: `${FUNCTION}:$LATEST`, Payload: {} }
    expect(await invoke({ role: allowed }, named)).toMatchObject({ kind: 'Succeeded' })
  })
})

describe('a call without permission', () => {
  test('of Lambda says who may not do what, and why (seen: Pipe-1Dev issue 13)', async () => {
    expect(await invoke({ role: role() })).toEqual({
      kind: 'Failed',
      durationMs: 15,
      failure: {
        error: 'Lambda.AWSLambdaException',
        cause: expect.stringMatching(
          /^User: arn:aws:sts::111122223333:assumed-role\/StateMachine-role\/[A-Za-z]{32} is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:111122223333:function:pack because no identity-based policy allows the lambda:InvokeFunction action \(Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException; Request ID: [\w-]{36}; Proxy: null\)$/,
        ),
      },
    })
  })

  test('by an explicit deny says so', async () => {
    const denied = role({ Action: '*', Resource: '*' }, { Effect: 'Deny', Action: 'lambda:*', Resource: '*' })
    const answer = await invoke({ role: denied })
    expect(JSON.stringify(answer)).toContain('with an explicit deny in an identity-based policy (Service')
  })

  test.each([
    [
      'dynamodb:getItem',
      { TableName: 'orders', Key: {} },
      'DynamoDB.AmazonDynamoDBException',
      'dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:111122223333:table/orders because',
    ],
    [
      'aws-sdk:dynamodb:query',
      { TableName: 'orders', IndexName: 'byDay' },
      'DynamoDb.DynamoDbException',
      'table/orders/index/byDay because',
    ],
    [
      'sqs:sendMessage',
      { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/q' },
      'SQS.AmazonSQSException',
      'sqs:sendmessage on resource: arn:aws:sqs:us-east-1:111122223333:q because no identity-based policy allows the sqs:sendmessage action',
    ],
    [
      'sns:publish',
      { TopicArn: 'arn:aws:sns:us-east-1:111122223333:t' },
      'SNS.AuthorizationErrorException',
      'SNS:Publish on resource: arn:aws:sns:us-east-1:111122223333:t because',
    ],
    [
      'events:putEvents',
      { Entries: [{ Source: 'shop' }] },
      'EventBridge.AmazonEventBridgeException',
      'event-bus/default because',
    ],
    [
      'states:startExecution',
      { StateMachineArn: MACHINE },
      'StepFunctions.AWSStepFunctionsException',
      `states:StartExecution on resource: ${MACHINE} because`,
    ],
    [
      'aws-sdk:s3:getObject',
      { Bucket: 'b', Key: 'k/1' },
      'S3.S3Exception',
      's3:GetObject on resource: "arn:aws:s3:::b/k/1" because',
    ],
    [
      'aws-sdk:s3:listObjectsV2',
      { Bucket: 'b' },
      'S3.S3Exception',
      's3:ListBucket on resource: "arn:aws:s3:::b" because',
    ],
    [
      'glue:startJobRun',
      { JobName: 'etl' },
      'Glue.AccessDeniedException',
      'glue:StartJobRun on resource: arn:aws:glue:us-east-1:111122223333:job/etl because',
    ],
    [
      'http:invoke',
      { ApiEndpoint: 'https://x.example', Method: 'GET' },
      'States.Http.AccessDenied',
      'AWS Step Functions is not authorized to perform states:InvokeHTTPEndpoint on API Endpoint https://x.example. Ensure',
    ],
    [
      'aws-sdk:textract:detectDocumentText',
      {},
      'Textract.AccessDeniedException',
      'textract:DetectDocumentText because no identity-based policy allows the textract:DetectDocumentText action (Service: Textract, Status Code: 400, Request ID:',
    ],
    [
      'aws-sdk:elasticloadbalancingv2:describeRules',
      {},
      'ElasticLoadBalancingV2.ElasticLoadBalancingV2Exception',
      'elasticloadbalancing:DescribeRules because',
    ],
    [
      'aws-sdk:cloudwatchlogs:putLogEvents',
      {},
      'CloudWatchLogs.AccessDeniedException',
      '(Service: CloudWatchLogs, Status Code: 400, Request ID:',
    ],
  ] as [string, JsonObject, string, string][])(
    '%s fails in words of its own',
    async (words, payload, error, part) => {
      const answer = await call(account({ role: role() }), words, payload)
      expect(answer).toMatchObject({
        kind: 'Failed',
        failure: { error, cause: expect.stringContaining(part) },
      })
    },
  )

  test('an activity needs none', async () => {
    const owner = account({ role: role(), activities: { approve: {} } })
    const activityArn = 'arn:aws:states:us-east-1:111122223333:activity:approve'
    const resource = { kind: 'Activity', activityArn } as const
    const answer = await perform(owner, { resource, resourceArn: activityArn, payload: {} }, worldAt(AT))
    expect(answer.kind).toBe('Queued')
  })

  test('has a row with its source for every optimized integration', () => {
    const told = new Set([...Object.keys(optimizedDenials), 'http'])
    expect([...optimizedIntegrations.keys()].filter((service) => !told.has(service))).toEqual([])
    for (const { source } of denialRows()) expect(source.length).toBeGreaterThan(20)
    expect(denialWords('sqs', 'Sqs').source).toContain('supported-services-awssdk')
  })
})

describe('an HTTP task needs', () => {
  const connection = 'arn:aws:events:us-east-1:111122223333:connection/shop/0f1c'
  const all: Record<string, JsonObject> = {
    invoke: {
      Action: 'states:InvokeHTTPEndpoint',
      Resource: MACHINE,
      Condition: {
        StringEquals: { 'states:HTTPMethod': 'GET' },
        StringLike: { 'states:HTTPEndpoint': 'https://api.example.com/*' },
      },
    },
    retrieve: { Action: 'events:RetrieveConnectionCredentials', Resource: connection },
    describe: {
      Action: 'secretsmanager:DescribeSecret',
      Resource: 'arn:aws:secretsmanager:*:*:secret:events!connection/*',
    },
    get: {
      Action: 'secretsmanager:GetSecretValue',
      Resource: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:events!connection/shop/*',
    },
  }
  const ask = (without: readonly string[], more: JsonObject = {}) => {
    const statements = Object.entries(all).flatMap(([name, one]) => (without.includes(name) ? [] : [one]))
    const owner = account({
      role: role(...statements),
      connections: { shop: { auth: { type: 'BASIC', username: 'u', password: 'p' } } },
      endpoints: [{ url: 'https://api.example.com/*' }, { url: 'https://elsewhere.example/*' }],
    })
    const payload = {
      ApiEndpoint: 'https://api.example.com/v1',
      Method: 'GET',
      InvocationConfig: { ConnectionArn: connection },
      ...more,
    }
    const resource = integration('http:invoke')
    const caller = { executionArn: '', stateMachineArn: MACHINE, stateName: 'Ask', roleArn: ROLE }
    return perform(
      owner,
      { resource, resourceArn: 'arn:aws:states:::http:invoke', payload, caller },
      worldAt(AT),
    )
  }

  test('four permissions, and no more', async () => {
    expect(await ask([])).toMatchObject({ kind: 'Succeeded' })
  })

  const denied = 'Events.ConnectionResource.AccessDenied'
  const secret =
    'No permissions to call DescribeSecret and/or GetSecretValue on the secret associated with the connection resource.'
  const endpoint = (url: string) =>
    `AWS Step Functions is not authorized to perform states:InvokeHTTPEndpoint on API Endpoint ${url}. Ensure that the StateMachine role contains the states:InvokeHTTPEndpoint permission for the given API Endpoint`
  test.each<[string, JsonObject, JsonObject]>([
    ['invoke', {}, { error: 'States.Http.AccessDenied', cause: endpoint('https://api.example.com/v1') }],
    [
      '',
      { Method: 'POST' },
      { error: 'States.Http.AccessDenied', cause: endpoint('https://api.example.com/v1') },
    ],
    [
      '',
      { ApiEndpoint: 'https://elsewhere.example/' },
      { error: 'States.Http.AccessDenied', cause: endpoint('https://elsewhere.example/') },
    ],
    ['retrieve', {}, { error: denied }],
    ['describe', {}, { error: denied, cause: secret }],
    ['get', {}, { error: denied, cause: secret }],
  ])('and says which is missing: %s %j', async (without, more, failure) => {
    expect(await ask([without], more)).toMatchObject({ kind: 'Failed', failure })
  })
})

describe('a role that is handed on', () => {
  const glueRole = 'arn:aws:iam::111122223333:role/training'
  const create = (...statements: JsonObject[]) =>
    call(
      account({ role: role(...statements), jobs: [{ on: 'sagemaker:createTrainingJob' }] }),
      'sagemaker:createTrainingJob',
      { TrainingJobName: 'j', RoleArn: glueRole },
    )
  const start = { Action: 'sagemaker:*', Resource: '*' }
  const pass = (service: string) => ({
    Action: 'iam:PassRole',
    Resource: glueRole,
    Condition: { StringEquals: { 'iam:PassedToService': service } },
  })

  test('takes iam:PassRole', async () => {
    expect(await create(start, pass('sagemaker.amazonaws.com'))).toMatchObject({ kind: 'Succeeded' })
  })

  test.each<[string, JsonObject[]]>([
    ['without it', [start]],
    ['for another service', [start, pass('glue.amazonaws.com')]],
  ])('%s the task fails in the words of its service', async (_, statements) => {
    expect(await create(...statements)).toMatchObject({
      failure: {
        error: 'SageMaker.AmazonSageMakerException',
        cause: expect.stringContaining(
          `is not authorized to perform: iam:PassRole on resource: ${glueRole} because`,
        ),
      },
    })
  })
})

describe('Credentials', () => {
  const trust = (principal: JsonObject, condition?: JsonObject) => ({
    trust: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: principal,
          ...(condition && { Condition: condition }),
        },
      ],
    } as JsonObject,
  })
  const packing = role({ Action: 'lambda:*', Resource: '*' })
  const assuming = role({ Action: 'sts:AssumeRole', Resource: OTHER_ROLE })
  const caller = { executionArn: '', stateMachineArn: MACHINE, stateName: 'Pack', roleArn: ROLE }

  const cross = async (setup: AccountSetup, credentialsRoleArn = OTHER_ROLE) =>
    perform(
      account(setup),
      {
        resource: integration('lambda:invoke'),
        resourceArn: 'arn:aws:states:::lambda:invoke',
        payload: { FunctionName: 'pack', Payload: { n: 1 } },
        credentialsRoleArn,
        caller,
      },
      worldAt(AT),
    )
  const other = (trusting: JsonObject, condition?: JsonObject) => ({
    otherAccount: { functions, roles: { packer: { ...packing, ...trust(trusting, condition) } } },
  })

  test.each([
    ['its role by ARN', { role: assuming, ...other({ AWS: ROLE }) }],
    ['its account', { role: assuming, ...other({ AWS: '111122223333' }) }],
    ['the root of its account', { role: assuming, ...other({ AWS: 'arn:aws:iam::111122223333:root' }) }],
    [
      'it with its machine as the external id',
      { role: assuming, ...other({ AWS: ROLE }, { StringEquals: { 'sts:ExternalId': MACHINE } }) },
    ],
    ['it, and its own role is not described', other({ AWS: ROLE })],
  ] as [string, AccountSetup][])('let a task act in another account that trusts %s', async (_, setup) => {
    expect(await cross(setup)).toMatchObject({ kind: 'Succeeded', output: { Payload: { n: 1 } } })
  })

  test.each([
    ['the role is not there', { role: assuming, otherAccount: {} }],
    ['its own role may not assume it', { role: role(), ...other({ AWS: ROLE }) }],
    ['the other role trusts somebody else', { role: assuming, ...other({ AWS: '999999999999' }) }],
    ['the other role trusts a service', { role: assuming, ...other({ Service: 'states.amazonaws.com' }) }],
    [
      'the external id is another',
      { role: assuming, ...other({ AWS: ROLE }, { StringEquals: { 'sts:ExternalId': `${MACHINE}2` } }) },
    ],
  ] as [string, AccountSetup][])('are refused where %s', async (_, setup) => {
    const answer = await cross(setup)
    const cause = expect.stringContaining(
      `is not authorized to perform: sts:AssumeRole on resource: ${OTHER_ROLE}`,
    )
    expect(answer).toMatchObject({ kind: 'Failed', failure: { cause } })
  })

  test('act with the permissions of the other role alone', async () => {
    const setup = {
      role: role({ Action: '*', Resource: '*' }),
      otherAccount: { functions, roles: { packer: { ...role(), ...trust({ AWS: ROLE }) } } },
    }
    const cause = expect.stringContaining('arn:aws:sts::444455556666:assumed-role/packer/')
    expect(await cross(setup)).toMatchObject({ failure: { error: 'Lambda.AWSLambdaException', cause } })
  })

  test('within one account need only a trust that names the role', async () => {
    const packer = { ...packing, ...trust({ AWS: ROLE }) }
    const setup = { functions, role: role(), roles: { packer } }
    const arn = OTHER_ROLE.replace('444455556666', '111122223333')
    expect(await cross(setup, arn)).toMatchObject({ kind: 'Succeeded' })
    const byAccount = { ...setup, roles: { packer: { ...packing, ...trust({ AWS: '111122223333' }) } } }
    expect(await cross(byAccount, arn)).toMatchObject({ kind: 'Failed' })
  })
})
