import { arnOf, machines, roleArn } from './endpoint'

/** Operation, request, error and, where it is AWS's own or says something, the message. */
export type Row = readonly [operation: string, request: object, error: string, message?: string | RegExp]

const { passing } = machines
const long = (length: number) => 'x'.repeat(length)
/** Of a map run that is nowhere. */
export const mapRun =
  'arn:aws:states:us-east-1:111122223333:mapRun:m/each:00000000-0000-0000-0000-000000000000'

/** `Value 'x' at 'name' failed to satisfy constraint: Member must …` */
const violation = (value: string | null | undefined, member: string, constraint: string) => {
  const shown = value === undefined ? '' : value === null ? ' null' : ` '${value}'`
  return `Value${shown} at '${member}' failed to satisfy constraint: Member must ${constraint}`
}
const one = (...about: Parameters<typeof violation>) => `1 validation error detected: ${violation(...about)}`

/**
 * Requests that do not have the form which AWS's model gives them. In the sandbox of these and of the other tables
 * there are the Standard machine `m` with version 1 and alias PROD, the Express machine `e`, the activity `a` and the
 * ended execution `done` of `m`.
 */
export const byModel: readonly Row[] = [
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
