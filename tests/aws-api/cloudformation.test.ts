import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation'
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ListTagsForResourceCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import { ListQueuesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { describe, expect, test } from 'vitest'
import { awsClients } from '../support/aws-clients'
import { inMemorySandbox } from '../support/in-memory-sandbox'
import { roleTemplate } from '../support/role-template'

const clients = async () => awsClients(await inMemorySandbox())
type Clients = Awaited<ReturnType<typeof clients>>

const shop = `
AWSTemplateFormatVersion: "2010-09-09"
Description: A small shop
Parameters:
  Table:
    Type: String
    Default: orders
Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineName: !Sub "\${AWS::StackName}-pack"
      RoleArn: !GetAtt Role.Arn
      DefinitionSubstitutions:
        Table: !Ref Orders
        Queue: !Ref Queue
        Price: !GetAtt Price.Arn
      Definition:
        StartAt: Price
        States:
          Price: { Type: Task, Resource: "\${Price}", ResultPath: $.price, Next: Keep }
          Keep:
            Type: Task
            Resource: arn:aws:states:::dynamodb:putItem
            Parameters: { TableName: "\${Table}", Item: { id: { S.$: $.id }, total: { N.$: "States.Format('{}', $.price.total)" } } }
            ResultPath: null
            Next: Send
          Send:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage
            Parameters: { QueueUrl: "\${Queue}", MessageBody.$: $.id }
            End: true
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{ Effect: Allow, Principal: { Service: states.amazonaws.com }, Action: sts:AssumeRole }]
      Policies:
        - PolicyName: work
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - { Effect: Allow, Action: "lambda:InvokeFunction", Resource: !GetAtt Price.Arn }
              - { Effect: Allow, Action: "dynamodb:PutItem", Resource: !GetAtt Orders.Arn }
              - { Effect: Allow, Action: "sqs:SendMessage", Resource: !GetAtt Queue.Arn }
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Ref Table
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
  Queue:
    Type: AWS::SQS::Queue
  Price:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      Role: arn:aws:iam::111122223333:role/anything
      Code:
        ZipFile: |
          exports.handler = async (event) => ({ total: event.id.length })
Outputs:
  MachineArn: { Value: !Ref Machine, Description: what to start }
  QueueUrl: { Value: !Ref Queue }
`

const capabilities = { Capabilities: ['CAPABILITY_NAMED_IAM' as const] }

async function made({ cloudformation }: Clients, template = shop, name = 'shop') {
  await cloudformation.send(
    new CreateStackCommand({
      StackName: name,
      TemplateBody: template,
      ...capabilities,
      Tags: [{ Key: 'run', Value: '7' }],
    }),
  )
  return stackNamed(cloudformation, name)
}

async function stackNamed(cloudformation: Clients['cloudformation'], name: string) {
  const { Stacks: [stack] = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName: name }))
  if (!stack) throw new Error(`There is no stack ${name}.`)
  return stack
}

describe('a stack', () => {
  test('makes what its template says, with names, attributes and outputs', async () => {
    const all = await clients()
    const stack = await made(all)
    expect(stack).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      Description: 'A small shop',
      Parameters: [{ ParameterKey: 'Table', ParameterValue: 'orders' }],
      Tags: [{ Key: 'run', Value: '7' }],
    })
    const outputs = new Map(stack.Outputs?.map((one) => [one.OutputKey, one.OutputValue ?? '']))
    const stateMachineArn = outputs.get('MachineArn')
    expect(stateMachineArn).toBe('arn:aws:states:us-east-1:111122223333:stateMachine:shop-pack')

    const { executionArn } = await all.sfn.send(
      new StartExecutionCommand({ stateMachineArn, name: 'e', input: '{"id":"o-17"}' }),
    )
    const execution = () => all.sfn.send(new DescribeExecutionCommand({ executionArn }))
    await expect.poll(execution, { timeout: 10_000 }).toMatchObject({ status: 'SUCCEEDED' })
    const { Item } = await all.dynamodb.send(
      new GetItemCommand({ TableName: 'orders', Key: { id: { S: 'o-17' } } }),
    )
    expect(Item).toEqual({ id: { S: 'o-17' }, total: { N: '4' } })
    const { Messages } = await all.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: outputs.get('QueueUrl') ?? '' }),
    )
    expect(Messages?.map(({ Body }) => Body)).toEqual(['o-17'])
    const { tags } = await all.sfn.send(new ListTagsForResourceCommand({ resourceArn: stateMachineArn }))
    expect(tags).toContainEqual({ key: 'run', value: '7' })
    expect(tags).toContainEqual({ key: 'aws:cloudformation:stack-name', value: 'shop' })
  })

  test('tells its resources, its events newest first, and its template', async () => {
    const all = await clients()
    await made(all)
    const of = { StackName: 'shop' }
    const { StackResources = [] } = await all.cloudformation.send(new DescribeStackResourcesCommand(of))
    expect(StackResources.map((one) => `${one.LogicalResourceId} ${one.ResourceStatus}`).sort()).toEqual([
      'Machine CREATE_COMPLETE',
      'Orders CREATE_COMPLETE',
      'Price CREATE_COMPLETE',
      'Queue CREATE_COMPLETE',
      'Role CREATE_COMPLETE',
    ])
    const { StackEvents = [] } = await all.cloudformation.send(new DescribeStackEventsCommand(of))
    expect(StackEvents.at(-1)).toMatchObject({
      ResourceStatus: 'CREATE_IN_PROGRESS',
      ResourceStatusReason: 'User Initiated',
    })
    expect(StackEvents[0]).toMatchObject({ LogicalResourceId: 'shop', ResourceStatus: 'CREATE_COMPLETE' })
    const { TemplateBody } = await all.cloudformation.send(new GetTemplateCommand(of))
    expect(TemplateBody).toBe(shop)
  })

  test('takes all of it away again, and is remembered by its id', async () => {
    const all = await clients()
    const { StackId = '' } = await made(all)
    await all.cloudformation.send(new DeleteStackCommand({ StackName: 'shop' }))
    await expect(stackNamed(all.cloudformation, 'shop')).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id shop does not exist',
    })
    expect(await stackNamed(all.cloudformation, StackId)).toMatchObject({ StackStatus: 'DELETE_COMPLETE' })
    const { StackSummaries } = await all.cloudformation.send(new ListStacksCommand({}))
    expect(StackSummaries?.map((one) => one.StackStatus)).toEqual(['DELETE_COMPLETE'])
    await expect(
      all.sfn.send(
        new DescribeStateMachineCommand({
          stateMachineArn: 'arn:aws:states:us-east-1:111122223333:stateMachine:shop-pack',
        }),
      ),
    ).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' })
    await expect(
      all.dynamodb.send(new GetItemCommand({ TableName: 'orders', Key: { id: { S: 'o' } } })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    expect((await all.sqs.send(new ListQueuesCommand({}))).QueueUrls).toBeUndefined()
    // Once more is no mistake, and the name is free.
    await all.cloudformation.send(new DeleteStackCommand({ StackName: 'shop' }))
    expect(await made(all)).toMatchObject({ StackStatus: 'CREATE_COMPLETE' })
  })

  test('that cannot be made is taken back, and says why', async () => {
    const all = await clients()
    const template = JSON.stringify({
      Resources: {
        Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'first' } },
        Server: { Type: 'AWS::EC2::Instance', DependsOn: 'Queue' },
      },
    })
    const stack = await made(all, template, 'broken')
    expect(stack).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE' })
    const { StackEvents = [] } = await all.cloudformation.send(
      new DescribeStackEventsCommand({ StackName: 'broken' }),
    )
    expect(StackEvents.find((one) => one.ResourceStatus === 'CREATE_FAILED')).toMatchObject({
      LogicalResourceId: 'Server',
      ResourceStatusReason: 'Stepwise does not simulate resources of the type AWS::EC2::Instance.',
    })
    expect(StackEvents.find((one) => one.ResourceStatus === 'ROLLBACK_IN_PROGRESS')).toMatchObject({
      ResourceStatusReason:
        'The following resource(s) failed to create: [Server]. Rollback requested by user.',
    })
    expect((await all.sqs.send(new ListQueuesCommand({}))).QueueUrls).toBeUndefined()
  })

  test('leaves alone what somebody else has made under the same name', async () => {
    const all = await clients()
    const queue = JSON.stringify({
      Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'mine' } } },
    })
    await made(all, queue, 'one')
    expect(await made(all, queue, 'two')).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE' })
    await all.cloudformation.send(new DeleteStackCommand({ StackName: 'two' }))
    expect((await all.sqs.send(new ListQueuesCommand({}))).QueueUrls).toHaveLength(1)
  })
})

const pass = { Type: 'AWS::SQS::Queue' }
const refused: readonly { what: string; template: unknown; name: string; message: RegExp; bare?: true }[] = [
  { what: 'no JSON', template: '{', name: 'ValidationError', message: /JSON not well-formed/ },
  {
    what: 'no resources',
    template: { Resources: {} },
    name: 'ValidationError',
    message: /At least one Resources member/,
  },
  {
    what: 'a type that cannot be one',
    template: { Resources: { A: { Type: 'Queue' } } },
    name: 'ValidationError',
    message: /^Template format error: Unrecognized resource types: \[Queue\]$/,
  },
  {
    what: 'a name of nothing',
    template: { Resources: { A: { ...pass, Properties: { QueueName: { Ref: 'B' } } } } },
    name: 'ValidationError',
    message:
      /^Template format error: Unresolved resource dependencies \[B\] in the Resources block of the template$/,
  },
  {
    what: 'a circle',
    template: { Resources: { A: { ...pass, DependsOn: 'B' }, B: { ...pass, DependsOn: 'A' } } },
    name: 'ValidationError',
    message: /^Circular dependency between resources: \[A, B\]$/,
  },
  {
    what: 'a parameter without a value',
    template: { Parameters: { P: { Type: 'String' } }, Resources: { A: pass } },
    name: 'ValidationError',
    message: /^Parameters: \[P\] must have values$/,
  },
  {
    what: 'an attribute that a queue does not have',
    template: {
      Resources: { A: pass, B: { ...pass, Properties: { QueueName: { 'Fn::GetAtt': ['A', 'Size'] } } } },
    },
    name: 'ValidationError',
    message: /resource A does not support attribute type Size in Fn::GetAtt/,
  },
  {
    what: 'a role, without saying that one is known to be made',
    template: { Resources: { A: { Type: 'AWS::IAM::Role' } } },
    name: 'InsufficientCapabilitiesException',
    message: /^Requires capabilities : \[CAPABILITY_IAM\]$/,
    bare: true,
  },
  {
    what: 'a hostile name',
    template:
      '{"Resources":{"A":{"Type":"AWS::SQS::Queue","Properties":{"__proto__":{"Ref":"constructor"}}}}}',
    name: 'ValidationError',
    message: /Unresolved resource dependencies \[constructor\]/,
  },
]

test.each(refused)('a template with $what is refused', async ({ template, name, message, bare }) => {
  const { cloudformation } = await clients()
  const TemplateBody = typeof template === 'string' ? template : JSON.stringify(template)
  await expect(
    cloudformation.send(
      new CreateStackCommand({ StackName: 's', TemplateBody, ...(bare ? {} : capabilities) }),
    ),
  ).rejects.toMatchObject({ name, message: expect.stringMatching(message) })
  expect((await cloudformation.send(new ListStacksCommand({}))).StackSummaries ?? []).toEqual([])
})

describe('a role', () => {
  const asked = { RoleArn: 'arn:aws:iam::111122223333:role/stepwise', RoleSessionName: 'ada' }
  const strict = roleTemplate({ Condition: { StringEquals: { 'sts:ExternalId': 'secret-7' } } })

  test('with an external id is assumed with that id only', async () => {
    const all = await clients()
    await made(all, strict)
    const { Credentials, AssumedRoleUser } = await all.sts.send(
      new AssumeRoleCommand({ ...asked, ExternalId: 'secret-7', DurationSeconds: 900 }),
    )
    expect(AssumedRoleUser?.Arn).toBe('arn:aws:sts::111122223333:assumed-role/stepwise/ada')
    expect(Credentials?.Expiration).toBeInstanceOf(Date)
    for (const wrong of [{}, { ExternalId: 'other' }]) {
      await expect(all.sts.send(new AssumeRoleCommand({ ...asked, ...wrong }))).rejects.toMatchObject({
        name: 'AccessDenied',
        message:
          'User: arn:aws:iam::111122223333:user/learner is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/stepwise',
      })
    }
  })

  test('without a condition is assumed without an id', async () => {
    const all = await clients()
    await made(all, roleTemplate())
    await expect(all.sts.send(new AssumeRoleCommand(asked))).resolves.toBeDefined()
  })

  test('that is not there trusts nobody', async () => {
    const all = await clients()
    await expect(all.sts.send(new AssumeRoleCommand(asked))).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  test('is not needed to know who one is', async () => {
    const all = await clients()
    expect(await all.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: '111122223333' })
  })
})

test('the history of an Express execution is in its log', async () => {
  const all = await clients()
  const template = {
    Resources: {
      Log: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/vendedlogs/states/quick' } },
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          StateMachineName: 'quick',
          StateMachineType: 'EXPRESS',
          RoleArn: 'arn:aws:iam::111122223333:role/any',
          Definition: { StartAt: 'P', States: { P: { Type: 'Pass', Result: 7, End: true } } },
          LoggingConfiguration: {
            Level: 'ALL',
            IncludeExecutionData: true,
            Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: { 'Fn::GetAtt': ['Log', 'Arn'] } } }],
          },
        },
      },
    },
  }
  await made(all, JSON.stringify(template))
  const stateMachineArn = 'arn:aws:states:us-east-1:111122223333:stateMachine:quick'
  const started: string[] = []
  for (const name of ['a', 'b']) {
    const { executionArn = '' } = await all.sfn.send(new StartExecutionCommand({ stateMachineArn, name }))
    started.push(executionArn)
  }
  const of = async (more: object) => {
    const { events = [] } = await all.logs.send(
      new FilterLogEventsCommand({ logGroupName: '/aws/vendedlogs/states/quick', ...more }),
    )
    return events.map(({ message = '' }) => JSON.parse(message))
  }
  const [first] = started
  const events = await of({ filterPattern: `{ $.execution_arn = "${first}" }` })
  expect(events.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'PassStateEntered',
    'PassStateExited',
    'ExecutionSucceeded',
  ])
  expect(events[3]).toMatchObject({
    id: '4',
    previous_event_id: '3',
    execution_arn: first,
    details: { output: '7', outputDetails: { truncated: false } },
  })
  expect(await of({})).toHaveLength(8)
  expect(await of({ limit: 3 })).toHaveLength(3)
  await expect(of({ logGroupName: 'none' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
})
