import * as sdk from '@aws-sdk/client-sfn'
import { describe, expect, test } from 'vitest'
import { isInMemory } from '../../support/in-memory-sandbox'
import { arnOf, endpoint, machine, machines, roleArn } from './endpoint'

const { passing } = machines
const long = (length: number) => 'x'.repeat(length)
const elsewhere = 'arn:aws:states:us-east-1:999999999999:stateMachine:m'
const express = 'arn:aws:states:us-east-1:111122223333:express:e:n:00000000-0000-0000-0000-000000000000'
const mapRun = 'arn:aws:states:us-east-1:111122223333:mapRun:m/each:00000000-0000-0000-0000-000000000000'

/** `Value 'x' at 'name' failed to satisfy constraint: Member must …` */
const violation = (value: string | null | undefined, member: string, constraint: string) => {
  const shown = value === undefined ? '' : value === null ? ' null' : ` '${value}'`
  return `Value${shown} at '${member}' failed to satisfy constraint: Member must ${constraint}`
}
const one = (...about: Parameters<typeof violation>) => `1 validation error detected: ${violation(...about)}`

/** Operation, request, error and, where it is AWS's own or says something, the message. */
type Row = readonly [operation: string, request: object, error: string, message?: string | RegExp]

/**
 * In the sandbox of these there are the Standard machine `m` with version 1 and alias PROD, the Express machine `e`,
 * the activity `a` and the ended execution `done` of `m`.
 */
const model: readonly Row[] = [
  [
    'CreateStateMachine',
    {},
    'ValidationException',
    `3 validation errors detected: ${[violation(null, 'name', 'not be null'), violation(null, 'definition', 'not be null'), violation(null, 'roleArn', 'not be null')].join('; ')}`,
  ],
  [
    'CreateStateMachine',
    { name: '', definition: passing, roleArn },
    'ValidationException',
    one('', 'name', 'have length greater than or equal to 1'),
  ],
  [
    'CreateStateMachine',
    { name: long(81), definition: passing, roleArn },
    'ValidationException',
    one(long(81), 'name', 'have length less than or equal to 80'),
  ],
  [
    'CreateStateMachine',
    { name: 'n', definition: '', roleArn },
    'ValidationException',
    one(undefined, 'definition', 'have length greater than or equal to 1'),
  ],
  [
    'CreateStateMachine',
    { name: 'n', definition: passing, roleArn, type: 'FAST' },
    'ValidationException',
    one('FAST', 'type', 'satisfy enum value set: [STANDARD, EXPRESS]'),
  ],
  ['CreateStateMachine', { name: 1, definition: passing, roleArn }, 'SerializationException'],
  [
    'CreateStateMachine',
    { name: 'n', definition: passing, roleArn, publish: 'yes' },
    'SerializationException',
  ],
  [
    'ListStateMachines',
    { maxResults: 1001 },
    'ValidationException',
    one('1001', 'maxResults', 'have value less than or equal to 1000'),
  ],
  [
    'ListStateMachines',
    { maxResults: -1 },
    'ValidationException',
    one('-1', 'maxResults', 'have value greater than or equal to 0'),
  ],
  [
    'ListStateMachines',
    { nextToken: '' },
    'ValidationException',
    one('', 'nextToken', 'have length greater than or equal to 1'),
  ],
  [
    'ListStateMachines',
    { nextToken: long(1025) },
    'ValidationException',
    one(long(1025), 'nextToken', 'have length less than or equal to 1024'),
  ],
  [
    'ListExecutions',
    { stateMachineArn: arnOf.machine('m'), nextToken: long(3097) },
    'ValidationException',
    one(long(3097), 'nextToken', 'have length less than or equal to 3096'),
  ],
  [
    'ListExecutions',
    { stateMachineArn: arnOf.machine('m'), statusFilter: 'succeeded' },
    'ValidationException',
    one(
      'succeeded',
      'statusFilter',
      'satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]',
    ),
  ],
  [
    'StartExecution',
    { stateMachineArn: arnOf.machine('m'), input: JSON.stringify(long(262_143)) },
    'ValidationException',
    one(undefined, 'input', 'have length less than or equal to 262144'),
  ],
  [
    'StartExecution',
    { stateMachineArn: arnOf.machine('m'), input: JSON.stringify('ü'.repeat(140_000)) },
    'ValidationException',
    one(undefined, 'input', 'have length less than or equal to 262144'),
  ],
  [
    'StartExecution',
    { stateMachineArn: arnOf.machine('m'), traceHeader: 'ü' },
    'ValidationException',
    /^1 validation error detected: Value 'ü' at 'traceHeader'/,
  ],
  [
    'StopExecution',
    { executionArn: arnOf.execution('m', 'done'), error: long(257) },
    'ValidationException',
    one(undefined, 'error', 'have length less than or equal to 256'),
  ],
  [
    'SendTaskFailure',
    { taskToken: 't', cause: long(32_769) },
    'ValidationException',
    one(undefined, 'cause', 'have length less than or equal to 32768'),
  ],
  [
    'SendTaskHeartbeat',
    { taskToken: long(2049) },
    'ValidationException',
    one(long(2049), 'taskToken', 'have length less than or equal to 2048'),
  ],
  [
    'RedriveExecution',
    { executionArn: arnOf.execution('m', 'done'), clientToken: 'a b' },
    'ValidationException',
    /at 'clientToken' failed to satisfy constraint: Member must satisfy regular expression pattern/,
  ],
  [
    'CreateStateMachineAlias',
    { name: '123', routingConfiguration: [{ stateMachineVersionArn: arnOf.machine('m', 1), weight: 100 }] },
    'ValidationException',
    one(
      '123',
      'name',
      String.raw`satisfy regular expression pattern: ^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$`,
    ),
  ],
  [
    'CreateStateMachineAlias',
    { name: 'A', routingConfiguration: [{ stateMachineVersionArn: arnOf.machine('m', 1), weight: 101 }] },
    'ValidationException',
    one('101', 'routingConfiguration.1.member.weight', 'have value less than or equal to 100'),
  ],
  [
    'CreateStateMachineAlias',
    {
      name: 'A',
      routingConfiguration: [1, 2, 3].map((version) => ({
        stateMachineVersionArn: arnOf.machine('m', version),
        weight: 30,
      })),
    },
    'ValidationException',
    one(
      `[${[1, 2, 3].map((version) => `RoutingConfigurationListItem(stateMachineVersionArn=${arnOf.machine('m', version)}, weight=30)`).join(', ')}]`,
      'routingConfiguration',
      'have length less than or equal to 2',
    ),
  ],
  [
    'UpdateMapRun',
    { mapRunArn: mapRun, toleratedFailurePercentage: 100.5 },
    'ValidationException',
    one('100.5', 'toleratedFailurePercentage', 'have value less than or equal to 100'),
  ],
  [
    'TagResource',
    { resourceArn: arnOf.machine('m'), tags: [{ key: '', value: '' }] },
    'ValidationException',
    one('', 'tags.1.member.key', 'have length greater than or equal to 1'),
  ],
  ['TagResource', { resourceArn: arnOf.machine('m'), tags: 'all' }, 'SerializationException'],
  ['UntagResource', { resourceArn: arnOf.machine('m'), tagKeys: [1] }, 'SerializationException'],
  [
    'ValidateStateMachineDefinition',
    { definition: passing, maxResults: 101 },
    'ValidationException',
    one('101', 'maxResults', 'have value less than or equal to 100'),
  ],
  [
    'TestState',
    { definition: passing, mock: { fieldValidationMode: 'LOOSE' } },
    'ValidationException',
    one('LOOSE', 'mock.fieldValidationMode', 'satisfy enum value set: [STRICT, PRESENT, NONE]'),
  ],
]

const notThere: readonly Row[] = [
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

const arns: readonly Row[] = [
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

const rest: readonly Row[] = [
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

describe.each([
  ['by the model', model],
  ['because there is no such thing', notThere],
  ['because of its ARN', arns],
  ['for what it asks', rest],
])('a request is refused %s', (_, rows) => {
  test.each(rows.map((row, index) => [`${row[0]} ${index}`, row] as const))('%s', async (_name, row) => {
    const [operation, request, error, message] = row
    const { sfn } = await furnished()
    await expect(sfn.send(commandOf(operation, request))).rejects.toMatchObject({
      name: error,
      ...(message !== undefined && {
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      }),
      $metadata: { httpStatusCode: 400 },
    })
  })
})

let sandbox: ReturnType<typeof endpoint> | undefined

/** One sandbox for all, for what is refused changes nothing. */
function furnished() {
  sandbox ??= furnish()
  return sandbox
}

async function furnish() {
  const door = await endpoint()
  const { sfn, create, start } = door
  const machineArn = await create('m', passing, { publish: true })
  await create('e', passing, { type: 'EXPRESS' })
  await sfn.send(new sdk.CreateActivityCommand({ name: 'a' }))
  await sfn.send(
    new sdk.CreateStateMachineAliasCommand({
      name: 'PROD',
      routingConfiguration: [{ stateMachineVersionArn: `${machineArn}:1`, weight: 100 }],
    }),
  )
  await start(machineArn, 'done')
  return door
}

/** The command of an operation, with a request that need not be one. */
function commandOf(operation: string, request: object): sdk.DescribeStateMachineCommand {
  const commands: Record<string, unknown> = sdk
  const Command = commands[`${operation}Command`] as typeof sdk.DescribeStateMachineCommand
  return new Command(request as sdk.DescribeStateMachineCommandInput)
}

describe.runIf(isInMemory)('quotas of a sandbox', () => {
  test.each([
    [
      'machines',
      { machines: 1 },
      'CreateStateMachine',
      { name: 'n', definition: passing, roleArn },
      'StateMachineLimitExceeded',
    ],
    ['activities', { activities: 0 }, 'CreateActivity', { name: 'n' }, 'ActivityLimitExceeded'],
    [
      'versions',
      { versionsPerMachine: 0 },
      'PublishStateMachineVersion',
      { stateMachineArn: arnOf.machine('m') },
      'ServiceQuotaExceededException',
    ],
    [
      'executions',
      { runningExecutions: 0 },
      'StartExecution',
      { stateMachineArn: arnOf.machine('m') },
      'ExecutionLimitExceeded',
    ],
  ])('%s', async (_, limits, operation, request, error) => {
    const { sfn, create } = await endpoint(undefined, limits)
    await create('m', passing)
    await expect(sfn.send(commandOf(operation, request))).rejects.toMatchObject({ name: error })
  })

  test('aliases', async () => {
    const { sfn, create } = await endpoint(undefined, { aliasesPerMachine: 1 })
    await create('m', passing, { publish: true })
    const alias = (name: string) =>
      sfn.send(
        new sdk.CreateStateMachineAliasCommand({
          name,
          routingConfiguration: [{ stateMachineVersionArn: arnOf.machine('m', 1), weight: 100 }],
        }),
      )
    await alias('A')
    await expect(alias('B')).rejects.toMatchObject({ name: 'ServiceQuotaExceededException' })
  })
})
