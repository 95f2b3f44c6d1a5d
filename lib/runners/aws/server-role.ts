import type { JsonObject, JsonValue } from '@/lib/json'

/** Who may assume the role, and what they have to say. */
export interface ServerRoleRequest {
  externalId: string
  /** The account that this server acts from; its identity alone gives it no way in without the external id. */
  serverAccountId: string
}

/** All that a run makes bears a name that begins so. */
const PREFIX = 'stepwise-'
const BOUNDARY = 'stepwise-boundary'

/**
 * The CloudFormation template of the role by which a shared server acts in a learner's account. It may make and delete
 * what exercises need, under our prefix and with our tag; a role that it makes has to carry a boundary, which it cannot
 * change; and it hands roles to Step Functions and Lambda only.
 *
 * Sources: the IAM user guide on permissions boundaries ("Delegating responsibility to others") and on external ids
 * ("The confused deputy problem"), and the Service Authorization Reference for actions and their conditions, read 2026-11.
 */
export function serverRoleTemplate({ externalId, serverAccountId }: ServerRoleRequest): JsonObject {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Lets Stepwise run exercises in this account, and nothing else.',
    Parameters: {
      ExternalId: { Type: 'String', Default: externalId, Description: 'Yours alone. Leave it as it is.' },
      ServerAccountId: {
        Type: 'String',
        Default: serverAccountId,
        Description: 'The account of the server.',
      },
    },
    Resources: {
      Boundary: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: {
          ManagedPolicyName: BOUNDARY,
          Description: 'The most that a role made for an exercise may do.',
          PolicyDocument: policy(boundaryStatements()),
        },
      },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'stepwise-server',
          MaxSessionDuration: 3600,
          AssumeRolePolicyDocument: policy([
            {
              Effect: 'Allow',
              Principal: { AWS: sub(`arn:\${AWS::Partition}:iam::\${ServerAccountId}:root`) },
              Action: 'sts:AssumeRole',
              Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
            },
          ]),
          Policies: [{ PolicyName: 'runs', PolicyDocument: policy(serverStatements()) }],
        },
      },
    },
    Outputs: { RoleArn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
  }
}

/** The ARN of the boundary that the template makes, in the account of the role. */
export function boundaryArnBeside(roleArn: string): string {
  return roleArn.replace(/:role\/.*$/, `:policy/${BOUNDARY}`)
}

/** What exercises' machines and functions do, on things of exercises. */
function boundaryStatements(): JsonObject[] {
  return [
    allow('Things', THINGS_IN_USE, thingArns()),
    // Step Functions sets up the delivery of its logs by actions that know no resources.
    allow('LogDelivery', LOG_DELIVERY, '*'),
    allow(
      'NestedExecutions',
      ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
      [own('events', 'rule/StepFunctionsGetEventsForStepFunctionsExecutionRule')],
    ),
  ]
}

function serverStatements(): JsonObject[] {
  const roles = sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/${PREFIX}*`)
  return [
    allow(
      'Stacks',
      [
        'cloudformation:CreateStack',
        'cloudformation:DeleteStack',
        'cloudformation:DescribeStackEvents',
        'cloudformation:DescribeStacks',
      ],
      [own('cloudformation', `stack/${PREFIX}*`)],
    ),
    allow(
      'StateMachines',
      [
        'states:CreateActivity',
        'states:DeleteActivity',
        'states:DeleteStateMachine',
        'states:DescribeActivity',
        'states:DescribeExecution',
        'states:DescribeStateMachine',
        'states:GetExecutionHistory',
        'states:ListExecutions',
        'states:ListTagsForResource',
        'states:StartExecution',
        'states:StopExecution',
        'states:TagResource',
        'states:UpdateStateMachine',
      ],
      ['stateMachine', 'execution', 'express', 'activity'].map((kind) => own('states', `${kind}:${PREFIX}*`)),
    ),
    {
      ...allow(
        'TaggedStateMachines',
        ['states:CreateStateMachine'],
        [own('states', `stateMachine:${PREFIX}*`)],
      ),
      Condition: { Null: { 'aws:RequestTag/stepwise:run': 'false' } },
    },
    // A list is of all or of nothing; it has names and ARNs only.
    allow('Lists', ['states:ListStateMachines', 'logs:DescribeLogGroups'], '*'),
    allow('LogDelivery', LOG_DELIVERY, '*'),
    allow('Things', THINGS_TO_MAKE, thingArns()),
    {
      ...allow(
        'RolesWithinTheBoundary',
        ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy'],
        [roles],
      ),
      Condition: { StringEquals: { 'iam:PermissionsBoundary': { Ref: 'Boundary' } } },
    },
    allow(
      'Roles',
      ['iam:DeleteRole', 'iam:GetRole', 'iam:GetRolePolicy', 'iam:TagRole', 'iam:UntagRole'],
      [roles],
    ),
    {
      ...allow('HandRolesOn', ['iam:PassRole'], [roles]),
      Condition: {
        StringEquals: { 'iam:PassedToService': ['states.amazonaws.com', 'lambda.amazonaws.com'] },
      },
    },
    {
      Sid: 'NotItself',
      Effect: 'Deny',
      Action: 'iam:*',
      Resource: [
        { Ref: 'Boundary' },
        sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/${PREFIX}server`),
      ],
    },
    {
      Sid: 'NoWayOutOfTheBoundary',
      Effect: 'Deny',
      Action: ['iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary'],
      Resource: '*',
    },
  ]
}

const LOG_DELIVERY = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
]

const THINGS_IN_USE = [
  'dynamodb:BatchGetItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:UpdateItem',
  'events:PutEvents',
  'lambda:InvokeFunction',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'sns:Publish',
  'sqs:SendMessage',
  'states:DescribeExecution',
  'states:StartExecution',
  'states:StartSyncExecution',
  'states:StopExecution',
]

const THINGS_TO_MAKE = [
  'dynamodb:CreateTable',
  'dynamodb:DeleteTable',
  'dynamodb:DescribeContinuousBackups',
  'dynamodb:DescribeTable',
  'dynamodb:DescribeTimeToLive',
  'dynamodb:ListTagsOfResource',
  'dynamodb:TagResource',
  'dynamodb:UpdateTimeToLive',
  'events:CreateEventBus',
  'events:DeleteEventBus',
  'events:DescribeEventBus',
  'events:TagResource',
  'lambda:CreateFunction',
  'lambda:DeleteFunction',
  'lambda:GetFunction',
  'lambda:ListTags',
  'lambda:TagResource',
  'logs:CreateLogGroup',
  'logs:DeleteLogGroup',
  'logs:FilterLogEvents',
  'logs:ListTagsForResource',
  'logs:PutRetentionPolicy',
  'logs:TagResource',
  'sns:CreateTopic',
  'sns:DeleteTopic',
  'sns:GetTopicAttributes',
  'sns:ListTagsForResource',
  'sns:TagResource',
  'sqs:CreateQueue',
  'sqs:DeleteQueue',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ListQueueTags',
  'sqs:SetQueueAttributes',
  'sqs:TagQueue',
]

function thingArns(): JsonValue[] {
  return [
    own('lambda', `function:${PREFIX}*`),
    own('dynamodb', `table/${PREFIX}*`),
    own('sqs', `${PREFIX}*`),
    own('sns', `${PREFIX}*`),
    own('events', `event-bus/${PREFIX}*`),
    own('logs', `log-group:/aws/lambda/${PREFIX}*`),
    own('logs', `log-group:/aws/vendedlogs/states/${PREFIX}*`),
    own('states', `stateMachine:${PREFIX}*`),
    own('states', `execution:${PREFIX}*`),
    own('states', `express:${PREFIX}*`),
  ]
}

function allow(Sid: string, Action: readonly string[], Resource: JsonValue): JsonObject {
  return { Sid, Effect: 'Allow', Action, Resource }
}

function policy(Statement: JsonObject[]): JsonObject {
  return { Version: '2012-10-17', Statement }
}

function own(service: string, rest: string): JsonObject {
  return sub(`arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${rest}`)
}

function sub(text: string): JsonObject {
  return { 'Fn::Sub': text }
}
