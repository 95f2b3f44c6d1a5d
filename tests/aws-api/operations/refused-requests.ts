import { arnOf, machine, machines, roleArn } from './endpoint'
import { mapRun, type Row } from './refused-by-model'

const { passing } = machines
const elsewhere = 'arn:aws:states:us-east-1:999999999999:stateMachine:m'
const express = 'arn:aws:states:us-east-1:111122223333:express:e:n:00000000-0000-0000-0000-000000000000'

/** Requests for what is not there. */
export const notThere: readonly Row[] = [
  ...[
    'DescribeStateMachine',
    'UpdateStateMachine',
    'ListExecutions',
    'StartExecution',
    'StartSyncExecution',
    'PublishStateMachineVersion',
    'ListStateMachineAliases',
  ].map(
    (operation): Row => [
      operation,
      { stateMachineArn: arnOf.machine('none'), publish: true },
      'StateMachineDoesNotExist',
      `State Machine Does Not Exist: '${arnOf.machine('none')}'`,
    ],
  ),
  [
    'DescribeStateMachine',
    { stateMachineArn: elsewhere },
    'StateMachineDoesNotExist',
    `State Machine Does Not Exist: '${elsewhere}'`,
  ],
  ['DescribeStateMachine', { stateMachineArn: arnOf.machine('m', 7) }, 'StateMachineDoesNotExist'],
  [
    'UpdateStateMachine',
    { stateMachineArn: arnOf.machine('m', 1), roleArn },
    'StateMachineDoesNotExist',
    `State Machine Does Not Exist: '${arnOf.machine('m', 1)}'`,
  ],
  ['StartExecution', { stateMachineArn: arnOf.machine('m', 7) }, 'StateMachineDoesNotExist'],
  ['StartExecution', { stateMachineArn: arnOf.machine('m', 'TEST') }, 'StateMachineDoesNotExist'],
  ...[
    'DescribeExecution',
    'GetExecutionHistory',
    'StopExecution',
    'RedriveExecution',
    'ListMapRuns',
    'DescribeStateMachineForExecution',
  ].map(
    (operation): Row => [
      operation,
      { executionArn: arnOf.execution('m', 'none') },
      'ExecutionDoesNotExist',
      `Execution Does Not Exist: '${arnOf.execution('m', 'none')}'`,
    ],
  ),
  ...['DescribeActivity', 'GetActivityTask'].map(
    (operation): Row => [
      operation,
      { activityArn: arnOf.activity('none') },
      'ActivityDoesNotExist',
      `Activity Does Not Exist: '${arnOf.activity('none')}'`,
    ],
  ),
  ...['DescribeStateMachineAlias', 'UpdateStateMachineAlias'].map(
    (operation): Row => [
      operation,
      { stateMachineAliasArn: arnOf.machine('m', 'NONE'), description: 'd' },
      'ResourceNotFound',
      'Request references a resource that does not exist.',
    ],
  ),
  [
    'CreateStateMachineAlias',
    { name: 'A', routingConfiguration: [{ stateMachineVersionArn: arnOf.machine('m', 7), weight: 100 }] },
    'ResourceNotFound',
  ],
  ...['DescribeMapRun', 'UpdateMapRun'].map(
    (operation): Row => [operation, { mapRunArn: mapRun, maxConcurrency: 1 }, 'ResourceNotFound'],
  ),
  ['ListExecutions', { mapRunArn: mapRun }, 'ResourceNotFound'],
  ...['ListTagsForResource', 'TagResource', 'UntagResource'].map(
    (operation): Row => [
      operation,
      { resourceArn: arnOf.machine('m', 1), tags: [], tagKeys: [] },
      'ResourceNotFound',
      `Resource not found: '${arnOf.machine('m', 1)}'`,
    ],
  ),
]

/** Requests whose ARN is none, or is one of something else. */
export const byArn: readonly Row[] = [
  [
    'DescribeStateMachine',
    { stateMachineArn: 'not-an-arn' },
    'InvalidArn',
    "Invalid Arn: 'Invalid ARN prefix: not-an-arn'",
  ],
  [
    'DescribeStateMachine',
    { stateMachineArn: arnOf.activity('a') },
    'InvalidArn',
    "Invalid Arn: 'Resource type not valid in this context: activity'",
  ],
  [
    'StartExecution',
    { stateMachineArn: arnOf.execution('m', 'done') },
    'InvalidArn',
    "Invalid Arn: 'Resource type not valid in this context: execution'",
  ],
  ...['DescribeExecution', 'GetExecutionHistory', 'StopExecution', 'DescribeStateMachineForExecution'].map(
    (operation): Row => [
      operation,
      { executionArn: express },
      'InvalidArn',
      "Invalid Arn: 'Resource type not valid in this context: express'",
    ],
  ),
  ['DescribeExecution', { executionArn: 'arn:aws:lambda:us-east-1:111122223333:function:f' }, 'InvalidArn'],
  ['DescribeActivity', { activityArn: arnOf.machine('m') }, 'InvalidArn'],
  ['DeleteActivity', { activityArn: 'a' }, 'InvalidArn'],
  ['ListStateMachineVersions', { stateMachineArn: arnOf.machine('none') }, 'InvalidArn'],
  ['ListStateMachineVersions', { stateMachineArn: arnOf.machine('m', 1) }, 'InvalidArn'],
  ['DeleteStateMachine', { stateMachineArn: 'm' }, 'InvalidArn'],
  ['DeleteStateMachineVersion', { stateMachineVersionArn: arnOf.machine('m') }, 'InvalidArn'],
  ['DeleteStateMachineAlias', { stateMachineAliasArn: arnOf.machine('m', 1) }, 'InvalidArn'],
  ['DescribeMapRun', { mapRunArn: arnOf.machine('m') }, 'InvalidArn'],
  ['ListTagsForResource', { resourceArn: arnOf.execution('m', 'done') }, 'InvalidArn'],
  [
    'CreateStateMachine',
    { name: 'n', definition: passing, roleArn: 'role' },
    'InvalidArn',
    "Invalid Role Arn: 'role'",
  ],
  ['DeleteStateMachine', { stateMachineArn: arnOf.machine('m/each') }, 'ValidationException'],
]

/** Requests of good form that ask for what is not allowed. */
export const byRule: readonly Row[] = [
  ['CreateStateMachine', { name: 'a b', definition: passing, roleArn }, 'InvalidName', "Invalid Name: 'a b'"],
  [
    'CreateActivity',
    { name: 'TestActivity Invalid$' },
    'InvalidName',
    "Invalid Name: 'TestActivity Invalid$'",
  ],
  [
    'StartExecution',
    { stateMachineArn: arnOf.machine('m'), name: 'a:b' },
    'InvalidName',
    "Invalid Name: 'a:b'",
  ],
  [
    'CreateStateMachine',
    { name: 'n', definition: '{}', roleArn },
    'InvalidDefinition',
    "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /'",
  ],
  ['UpdateStateMachine', { stateMachineArn: arnOf.machine('m'), definition: '{}' }, 'InvalidDefinition'],
  [
    'CreateStateMachine',
    {
      name: 'n',
      roleArn,
      type: 'EXPRESS',
      definition: machine({ A: { Type: 'Task', Resource: arnOf.activity('a'), End: true } }),
    },
    'InvalidDefinition',
    "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Express state machine does not support Activity ARN at /States/A/Resource'",
  ],
  [
    'CreateStateMachine',
    { name: 'n', definition: passing, roleArn, versionDescription: 'v' },
    'ValidationException',
    'Version description can only be set when publish is true',
  ],
  [
    'CreateStateMachine',
    { name: 'n', definition: passing, roleArn, loggingConfiguration: { level: 'ALL' } },
    'InvalidLoggingConfiguration',
    'Invalid Logging Configuration: Must specify exactly one Log Destination.',
  ],
  [
    'UpdateStateMachine',
    { stateMachineArn: arnOf.machine('m'), loggingConfiguration: { level: 'ALL', destinations: [{}] } },
    'InvalidLoggingConfiguration',
    'Invalid Logging Configuration: Must specify exactly one Log Destination.',
  ],
  [
    'CreateStateMachine',
    {
      name: 'n',
      definition: passing,
      roleArn,
      encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY' },
    },
    'InvalidEncryptionConfiguration',
  ],
  [
    'CreateActivity',
    { name: 'a', encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'k' } },
    'ActivityAlreadyExists',
  ],
  [
    'UpdateStateMachine',
    { stateMachineArn: arnOf.machine('m') },
    'MissingRequiredParameter',
    'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
  ],
  ['UpdateStateMachineAlias', { stateMachineAliasArn: arnOf.machine('m', 'PROD') }, 'ValidationException'],
  [
    'StartExecution',
    { stateMachineArn: arnOf.machine('m'), input: 'not json' },
    'InvalidExecutionInput',
    "Invalid State Machine Execution Input: 'Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'",
  ],
  [
    'StartExecution',
    { stateMachineArn: arnOf.machine('m'), input: "{'a':1}" },
    'InvalidExecutionInput',
    "Invalid State Machine Execution Input: 'Unexpected character (''' (code 39)): was expecting double-quote to start field name'",
  ],
  [
    'StartExecution',
    { stateMachineArn: arnOf.machine('m'), input: '' },
    'InvalidExecutionInput',
    "Invalid State Machine Execution Input: 'Invalid execution input.'",
  ],
  [
    'StartExecution',
    { stateMachineArn: arnOf.machine('m'), input: '['.repeat(100_000) + ']'.repeat(100_000) },
    'InvalidExecutionInput',
  ],
  [
    'ListExecutions',
    { stateMachineArn: arnOf.machine('e') },
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  ],
  ['StartSyncExecution', { stateMachineArn: arnOf.machine('m') }, 'StateMachineTypeNotSupported'],
  ['ListExecutions', {}, 'ValidationException'],
  ['ListExecutions', { stateMachineArn: arnOf.machine('m'), mapRunArn: mapRun }, 'ValidationException'],
  [
    'ListExecutions',
    { stateMachineArn: arnOf.machine('m'), statusFilter: 'PENDING_REDRIVE' },
    'ValidationException',
  ],
  [
    'RedriveExecution',
    { executionArn: arnOf.execution('m', 'done') },
    'ExecutionNotRedrivable',
    'Execution is SUCCEEDED and cannot be redriven',
  ],
  [
    'PublishStateMachineVersion',
    { stateMachineArn: arnOf.machine('m'), revisionId: 'r' },
    'ConflictException',
    'Failed to publish the State Machine version for revision r. The current State Machine revision is INITIAL.',
  ],
  [
    'CreateStateMachineAlias',
    { name: 'A', routingConfiguration: [{ stateMachineVersionArn: arnOf.machine('m'), weight: 100 }] },
    'ValidationException',
    `Routing configuration must contain state machine version ARNs. Received: [${arnOf.machine('m')}]`,
  ],
  [
    'CreateStateMachineAlias',
    {
      name: 'A',
      routingConfiguration: [50, 50].map((weight) => ({
        stateMachineVersionArn: arnOf.machine('m', 1),
        weight,
      })),
    },
    'ValidationException',
    `Routing configuration must contain distinct state machine version ARNs. Received: [${arnOf.machine('m', 1)}, ${arnOf.machine('m', 1)}]`,
  ],
  [
    'CreateStateMachineAlias',
    {
      name: 'A',
      routingConfiguration: [
        { stateMachineVersionArn: arnOf.machine('m', 1), weight: 70 },
        { stateMachineVersionArn: arnOf.machine('m', 2), weight: 29 },
      ],
    },
    'ValidationException',
    'Sum of routing configuration weights must equal 100. Received: [70, 29]',
  ],
  [
    'SendTaskSuccess',
    { taskToken: 'made-up', output: 'no json' },
    'InvalidToken',
    "Invalid Token: 'Invalid token'",
  ],
  ['TestState', { definition: '{"Type":"Pass","End":true}', input: 'x' }, 'InvalidExecutionInput'],
]
