import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '@/lib/asl'
import { type TestStateAnswer, type TestStateWorld, testState } from '@/lib/aws-api'
import type { JsonObject, JsonValue } from '@/lib/json'
import { drive } from '../support/drive'

/** What TestState answers, with its JSON texts read. */
async function answerTo(
  state: JsonValue,
  request: JsonObject = {},
  world: TestStateWorld = {},
): Promise<JsonObject> {
  const definition = typeof state === 'string' ? state : JSON.stringify(state)
  return readable(await testState({ definition, ...request }, world))
}

function readable(answer: TestStateAnswer): JsonObject {
  if (typeof answer.error === 'object') return { ...answer, error: { ...answer.error } }
  const { output, inspectionData, ...rest } = answer as Exclude<TestStateAnswer, { error: object }>
  const read = (value: JsonValue): JsonValue => (typeof value === 'string' ? JSON.parse(value) : value)
  return {
    ...rest,
    ...(output !== undefined && { output: JSON.parse(output) }),
    ...(inspectionData && {
      inspectionData: Object.fromEntries(
        Object.entries(inspectionData).map(([field, value]) => [field, read(value)]),
      ),
    }),
  }
}

const refused = (code: string, message: string) => ({ error: { code, message } })
const invalid = (message: string) => refused('ValidationException', message)

const role = 'arn:aws:iam::111122223333:role/testing'
const lambda = 'arn:aws:states:::lambda:invoke'
const lambdaFunction = 'arn:aws:lambda:us-east-1:111122223333:function:f'
const invoke = { Type: 'Task', Resource: lambda, Parameters: { 'FunctionName.$': '$.f' }, End: true }
const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } })
const parallel = { Type: 'Parallel', Branches: [branch('One'), branch('Two')], End: true }
const inlineMap = { Type: 'Map', ItemsPath: '$.orders', ItemProcessor: branch('Each'), End: true }
const distributed = { ...branch('Each'), ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }
const readingMap = {
  Type: 'Map',
  QueryLanguage: 'JSONata',
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
    Arguments: { Bucket: 'orders', Key: 'today.csv' },
  },
  ItemProcessor: distributed,
  End: true,
}

describe('what a state came to', () => {
  const cases: [string, JsonValue, JsonObject, JsonObject][] = [
    [
      'a state that leads somewhere',
      { Type: 'Pass', Result: 1, Next: 'Nowhere' },
      {},
      { status: 'SUCCEEDED', output: 1, nextState: 'Nowhere' },
    ],
    ['the input is an empty object', { Type: 'Succeed' }, {}, { status: 'SUCCEEDED', output: {} }],
    ['a state that fails', { Type: 'Fail', Error: 'E' }, {}, { status: 'FAILED', error: 'E' }],
    [
      'a cause names no place',
      { Type: 'Pass', Parameters: { 'a.$': '$.nope' }, End: true },
      {},
      {
        status: 'FAILED',
        error: 'States.Runtime',
        cause: "The JSONPath '$.nope' specified for the field 'a.$' could not be found in the input '{}'",
      },
    ],
    [
      'a wait is not waited for',
      { Type: 'Wait', Seconds: 299, Next: 'Later' },
      { input: '[1]' },
      { status: 'SUCCEEDED', output: [1], nextState: 'Later' },
    ],
    [
      'unless it is longer than five minutes',
      { Type: 'Wait', Seconds: 301, Next: 'Later' },
      {},
      { status: 'FAILED', error: 'States.Timeout' },
    ],
    [
      'a mocked result',
      { ...invoke, ResultSelector: { 'said.$': '$.Payload' }, ResultPath: '$.answer' },
      { input: '{"f":"x"}', mock: { result: '{"Payload":"hello"}' } },
      { status: 'SUCCEEDED', output: { f: 'x', answer: { said: 'hello' } } },
    ],
    [
      'a mocked failure',
      invoke,
      { input: '{"f":"x"}', mock: { errorOutput: { error: 'Odd', cause: 'chance' } } },
      { status: 'FAILED', error: 'Odd', cause: 'chance' },
    ],
    [
      'nobody catches a mocked States.Runtime',
      { ...invoke, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Rescue' }] },
      { input: '{"f":"x"}', mock: { errorOutput: { error: 'States.Runtime' } } },
      { status: 'FAILED', error: 'States.Runtime' },
    ],
    [
      'a caught failure',
      { ...invoke, Catch: [{ ErrorEquals: ['Odd'], ResultPath: '$.problem', Next: 'Rescue' }] },
      { input: '{"f":"x"}', mock: { errorOutput: { error: 'Odd', cause: 'chance' } } },
      {
        status: 'CAUGHT_ERROR',
        error: 'Odd',
        cause: 'chance',
        nextState: 'Rescue',
        output: { f: 'x', problem: { Error: 'Odd', Cause: 'chance' } },
      },
    ],
    [
      'a failure that would be retried has no output',
      { ...invoke, Retry: [{ ErrorEquals: ['Odd'] }] },
      { input: '{"f":"x"}', mock: { errorOutput: { error: 'Odd' } } },
      { status: 'RETRIABLE', error: 'Odd' },
    ],
    [
      'variables',
      { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $greeting & $name %}', End: true },
      { variables: '{"greeting":"Hello ","name":"Ada"}' },
      { status: 'SUCCEEDED', output: 'Hello Ada' },
    ],
    [
      'the outputs of branches',
      { ...parallel, ResultPath: '$.both' },
      { input: '{"a":1}', mock: { result: '[1,2]' } },
      { status: 'SUCCEEDED', output: { a: 1, both: [1, 2] } },
    ],
    [
      'a callback answers what it likes',
      {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
        End: true,
      },
      { context: '{"Task":{"Token":"t"}}', mock: { result: '{"MessageId":1}' } },
      { status: 'SUCCEEDED', output: { MessageId: 1 } },
    ],
  ]
  test.each(cases)('%s', async (_name, state, request, expected) => {
    expect(await answerTo(state, request)).toEqual(expected)
  })

  test('a whole definition, and a state inside another', async () => {
    const machine = {
      StartAt: 'Both',
      States: { Both: { ...parallel, End: undefined, Next: 'Last' }, Last: { Type: 'Fail', Error: 'E' } },
    } as unknown as JsonObject
    const request = { input: '{"a":1}' }
    expect(await answerTo(machine, { ...request, stateName: 'Last' })).toMatchObject({ status: 'FAILED' })
    expect(await answerTo(machine, { ...request, stateName: 'Two' })).toEqual({
      status: 'SUCCEEDED',
      output: { a: 1 },
    })
  })

  test('a task without a mock is answered by the world', async () => {
    const call: TestStateWorld['call'] = async ({ payload }) => ({ result: { got: payload } })
    expect(await answerTo(invoke, { input: '{"f":"x"}', roleArn: role }, { call })).toEqual({
      status: 'SUCCEEDED',
      output: { got: { FunctionName: 'x' } },
    })
  })
})

describe('what is told on the way', () => {
  const flow = {
    InputPath: '$.in',
    Parameters: { 'n.$': '$.n' },
    ResultPath: '$.out',
    OutputPath: '$.out',
    End: true,
  }
  const input = { in: { n: 1 } }
  const cases: [string, JsonValue, JsonObject, JsonObject][] = [
    [
      'a Pass that hands on its input',
      { Type: 'Pass', ...flow },
      {},
      {
        afterInputPath: { n: 1 },
        afterParameters: { n: 1 },
        afterResultSelector: { n: 1 },
        afterResultPath: { in: { n: 1 }, out: { n: 1 } },
      },
    ],
    [
      'a Pass with a Result never looks at its input',
      { Type: 'Pass', ...flow, Result: 7 },
      {},
      { result: 7, afterResultSelector: 7, afterResultPath: { in: { n: 1 }, out: 7 } },
    ],
    [
      'a Choice',
      { Type: 'Choice', Choices: [{ Variable: '$.in', IsNull: true, Next: 'N' }], Default: 'D' },
      {},
      { afterInputPath: input },
    ],
    ['a JSONata state', { Type: 'Pass', QueryLanguage: 'JSONata', Output: 1, End: true }, {}, {}],
    [
      'a Task',
      { Type: 'Task', Resource: lambdaFunction, ...flow, ResultSelector: { 'c.$': '$.StatusCode' } },
      { mock: { result: '{"StatusCode":200}' } },
      {
        afterInputPath: { n: 1 },
        afterParameters: { n: 1 },
        result: { StatusCode: 200 },
        afterResultSelector: { c: 200 },
        afterResultPath: { in: { n: 1 }, out: { c: 200 } },
      },
    ],
    [
      'a Task in JSONata',
      {
        Type: 'Task',
        QueryLanguage: 'JSONata',
        Resource: lambda,
        Arguments: { FunctionName: 'f' },
        End: true,
      },
      { mock: { result: '{}' } },
      { afterArguments: { FunctionName: 'f' }, result: {} },
    ],
    [
      'a mocked Parallel does not look at its input either',
      { ...parallel, ...flow },
      { mock: { result: '[1,2]' } },
      { afterResultSelector: [1, 2], afterResultPath: { in: { n: 1 }, out: [1, 2] } },
    ],
    [
      'variables, with those that were assigned',
      { Type: 'Pass', QueryLanguage: 'JSONata', Assign: { b: '{% $a + 1 %}' }, End: true },
      { variables: '{"a":1}' },
      { variables: { a: 1, b: 2 } },
    ],
    [
      'an inline Map',
      {
        ...inlineMap,
        ItemsPath: '$.in.list',
        MaxConcurrency: 3,
        ItemSelector: { 'v.$': '$$.Map.Item.Value' },
      },
      { input: '{"in":{"list":[5,6]}}', mock: { result: '[1,2]' } },
      {
        input: { in: { list: [5, 6] } },
        afterInputPath: { in: { list: [5, 6] } },
        afterItemsPath: [5, 6],
        afterItemSelector: [{ v: 5 }, { v: 6 }],
        maxConcurrency: 3,
        afterResultSelector: [1, 2],
        afterResultPath: [1, 2],
      },
    ],
    [
      'a Map that finds no items tells no more',
      { ...inlineMap, MaxConcurrency: 3 },
      { input: '{"orders":1}', mock: { result: '[1,2]' } },
      { input: { orders: 1 }, afterInputPath: { orders: 1 } },
    ],
    [
      'a distributed Map that reads and batches',
      { ...readingMap, ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: 'b' }, ToleratedFailureCount: 4 },
      {
        mock: { result: '[]' },
        stateConfiguration: { mapItemReaderData: 'a,b\n1,2\n3,4\n5,6\n' },
      },
      {
        afterItemBatcher: [
          {
            BatchInput: 'b',
            Items: [
              { a: '1', b: '2' },
              { a: '3', b: '4' },
            ],
          },
          { BatchInput: 'b', Items: [{ a: '5', b: '6' }] },
        ],
        maxConcurrency: 0,
        toleratedFailureCount: 4,
      },
    ],
    [
      'where in a file the items are',
      {
        ...readingMap,
        ItemReader: { ...readingMap.ItemReader, ReaderConfig: { InputType: 'JSON', ItemsPointer: '/x' } },
      },
      { mock: { result: '[]' }, stateConfiguration: { mapItemReaderData: '{"x":[1,2]}' } },
      { afterItemsPointer: [1, 2], maxConcurrency: 0 },
    ],
  ]
  test.each(cases)('%s', async (_name, state, request, expected) => {
    const asked = { input: JSON.stringify(input), ...request }
    const { inspectionData, ...rest } = await answerTo(state, { ...asked, inspectionLevel: 'DEBUG' })
    expect(inspectionData).toEqual({ input, ...expected })
    expect(await answerTo(state, { ...asked, inspectionLevel: 'INFO' })).toEqual(rest)
  })

  test('what went over the wire, at TRACE only, and secrets when asked for', async () => {
    const http = {
      ...invoke,
      Resource: 'arn:aws:states:::http:invoke',
      Parameters: {
        ApiEndpoint: 'https://a.b',
        Method: 'GET',
        Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:111122223333:connection/c/1' },
      },
    }
    const call: TestStateWorld['call'] = async (_task, { revealSecrets }) => ({
      result: { StatusCode: 200 },
      request: { method: 'GET', headers: revealSecrets ? 'key' : '***' },
      response: { statusCode: '200' },
    })
    const told = async (request: JsonObject) => {
      const { inspectionData } = await answerTo(http, { roleArn: role, ...request }, { call })
      return inspectionData as JsonObject
    }
    expect(await told({ inspectionLevel: 'DEBUG' })).not.toHaveProperty('request')
    expect(await told({ inspectionLevel: 'TRACE', revealSecrets: true })).toMatchObject({
      request: { method: 'GET', headers: 'key' },
      response: { statusCode: '200' },
    })
  })
})

describe('Retry and Catch', () => {
  const odd = { errorOutput: { error: 'Odd' } }
  const retrier = {
    ErrorEquals: ['Odd'],
    IntervalSeconds: 2,
    BackoffRate: 1.5,
    MaxAttempts: 3,
    MaxDelaySeconds: 4,
  }
  const patient = { ...invoke, Retry: [{ ErrorEquals: ['Else'] }, retrier] }
  const saved = { ...patient, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Rescue' }] }
  const cases: [string, JsonValue, number | undefined, string, JsonObject | undefined][] = [
    ['first', patient, undefined, 'RETRIABLE', { retryIndex: 1, retryBackoffIntervalSeconds: 2 }],
    ['second, in whole seconds', patient, 1, 'RETRIABLE', { retryIndex: 1, retryBackoffIntervalSeconds: 3 }],
    ['never above the most', patient, 2, 'RETRIABLE', { retryIndex: 1, retryBackoffIntervalSeconds: 4 }],
    ['none left', patient, 3, 'FAILED', { retryIndex: 1 }],
    ['none left, but a catcher', saved, 3, 'CAUGHT_ERROR', { retryIndex: 1, catchIndex: 0 }],
    ['nobody takes it', invoke, 0, 'FAILED', undefined],
  ]
  test.each(cases)('%s', async (_name, state, retrierRetryCount, status, errorDetails) => {
    const stateConfiguration = retrierRetryCount === undefined ? {} : { retrierRetryCount }
    const request = { input: '{"f":"x"}', mock: odd, stateConfiguration, inspectionLevel: 'DEBUG' }
    const answer = await answerTo(state, request)
    expect(answer.status).toBe(status)
    expect((answer.inspectionData as JsonObject).errorDetails).toEqual(errorDetails)
  })
})

describe('failing iterations', () => {
  const exceeded = 'States.ExceedToleratedFailureThreshold'
  const cases: [string, JsonObject, number, JsonObject][] = [
    ['as many as are tolerated', { ToleratedFailureCount: 2 }, 2, { status: 'SUCCEEDED' }],
    ['one more', { ToleratedFailureCount: 2 }, 3, { status: 'FAILED', error: exceeded }],
    ['half of them', { ToleratedFailurePercentage: 50 }, 2, { status: 'SUCCEEDED' }],
    ['more than half', { ToleratedFailurePercentage: 50 }, 3, { status: 'FAILED', error: exceeded }],
    ['all, when no threshold is named', {}, 4, { status: 'SUCCEEDED' }],
    [
      'more than there are',
      {},
      5,
      invalid('Map iteration failure count must be less than or equal to the number of Map iterations'),
    ],
  ]
  test.each(cases)('%s', async (_name, fields, mapIterationFailureCount, expected) => {
    const map = { Type: 'Map', ItemsPath: '$.orders', ItemProcessor: distributed, End: true, ...fields }
    const request = { input: '{"orders":[1,2,3,4]}', stateConfiguration: { mapIterationFailureCount } }
    expect(await answerTo(map, { ...request, mock: { result: '[1,2,3,4]' } })).toMatchObject(expected)
    const failing = { ...request, mock: { errorOutput: { error: 'Odd' } } }
    const otherwise = 'status' in expected ? { status: 'FAILED', error: 'Odd' } : expected
    expect(await answerTo(map, failing)).toMatchObject(otherwise)
  })
})

describe('requests that are refused', () => {
  const mock = { result: '{}' }
  const cases: [string, JsonValue, JsonObject, JsonObject][] = [
    [
      'a state that is not there',
      { StartAt: 'A', States: { A: { Type: 'Succeed' } } },
      { stateName: 'B' },
      invalid('State not found in definition'),
    ],
    [
      'two mocks',
      invoke,
      { mock: { ...mock, errorOutput: {} } },
      invalid('A test mock should have only one of the following fields: [result, errorOutput].'),
    ],
    [
      'secrets of a mock',
      invoke,
      { mock, revealSecrets: true },
      invalid('TestState does not support RevealSecrets when a mock is specified.'),
    ],
    [
      'a mock that is no JSON',
      invoke,
      { mock: { result: '{', fieldValidationMode: 'NONE' } },
      invalid('Mocked result must be valid JSON'),
    ],
    ...['Pass', 'Wait', 'Choice', 'Succeed', 'Fail'].map(
      (type): [string, JsonValue, JsonObject, JsonObject] => [
        `a mock of a ${type}`,
        {
          Pass: { Type: type, End: true },
          Wait: { Type: type, Seconds: 1, End: true },
          Choice: { Type: type, Choices: [{ Variable: '$.a', IsPresent: true, Next: 'B' }] },
        }[type] ?? { Type: type },
        { mock },
        invalid(`State type '${type}' is not supported when a mock is specified`),
      ],
    ),
    [
      'a Map without a mock',
      inlineMap,
      {},
      refused(
        'InvalidDefinition',
        'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
      ),
    ],
    [
      'failing iterations without a mock',
      inlineMap,
      { stateConfiguration: { mapIterationFailureCount: 1 } },
      invalid('TestState does not support MapIterationFailureCount when a mock is not specified.'),
    ],
    [
      'a task without mock and role',
      invoke,
      {},
      invalid('RoleArn must be specified when testing a Task state'),
    ],
    [
      'too few branches',
      parallel,
      { mock: { result: '[1]' } },
      invalid('Mocked result must contain the same number of items as number of Parallel branches.'),
    ],
    ['no array of branches', parallel, { mock: { result: '1' } }, invalid('Mocked result must be an array.')],
    [
      'no array of iterations',
      inlineMap,
      { mock: { result: '{}' } },
      invalid('Mocked result must be an array.'),
    ],
    [
      'an array where results are written',
      {
        ...readingMap,
        ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Arguments: { Bucket: 'b', Prefix: 'p' } },
      },
      { mock: { result: '[]' } },
      invalid('Mocked result must be a JSON object.'),
    ],
    [
      'a definition that is none',
      { Type: 'Parallel', Branches: [], End: true },
      { mock: { result: '[]' } },
      refused(
        'InvalidDefinition',
        "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/StateName/Branches'",
      ),
    ],
    [
      'a level that is none',
      invoke,
      { inspectionLevel: 'ALL' },
      invalid(
        "1 validation error detected: Value 'ALL' at 'inspectionLevel' failed to satisfy constraint: Member must satisfy enum value set: [INFO, DEBUG, TRACE]",
      ),
    ],
  ]
  test.each(cases)('%s', async (_name, state, request, expected) => {
    expect(await answerTo(state, request)).toEqual(expected)
  })
})

describe('the context object', () => {
  const shown = { ...invoke, Parameters: { FunctionName: 'f' }, ResultSelector: { 'context.$': '$$' } }
  const withContext = (context: string) => ({ context, mock: { result: '{}' } })

  test('the caller’s is used as it is', async () => {
    const context = { Execution: { Name: 'n' }, State: {} }
    const answer = await answerTo(shown, withContext(JSON.stringify(context)))
    expect(answer).toMatchObject({ output: { context } })
  })

  test('without one it is made up', async () => {
    const answer = await answerTo(shown, { mock: { result: '{}' }, input: '{"a":1}' }, { now: 0, seed: 4 })
    expect(answer.output).toEqual({
      context: {
        Execution: {
          Id: 'arn:aws:states:us-east-1:111122223333:express:TestState:test-4',
          Input: { a: 1 },
          Name: 'test-4',
          RoleArn: null,
          StartTime: '1970-01-01T00:00:00.000Z',
        },
        StateMachine: {
          Id: 'arn:aws:states:us-east-1:111122223333:stateMachine:TestState',
          Name: 'TestState',
        },
        State: { Name: 'StateName', EnteredTime: '1970-01-01T00:00:00.000Z', RetryCount: 0 },
      },
    })
  })

  test.each([
    ['{"Weather":{}}', "Field 'Weather' is not allowed"],
    ['{"State":{"Weather":1}}', "Field 'Weather' is not allowed"],
    ['{"State":{"__proto__":1}}', "Field '__proto__' is not allowed"],
    ['{"Execution":{"Id":1}}', 'Execution.Id must be a string'],
    ['{"Map":{"Item":{}}}', "'Map' field is not supported when mocking a Context object"],
    [
      '{"Task":{"Token":"t"}}',
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    ],
  ])('%s is refused', async (context, why) => {
    expect(await answerTo(shown, withContext(context))).toEqual(
      invalid(`Invalid Context object provided: ${why}`),
    )
  })
})

describe('a mocked result against what the service answers', () => {
  const startExecution = 'arn:aws:states:::states:startExecution'
  const cases: [string, JsonValue, string, string?][] = [
    // resource, result, mode, and why it is refused if it is
    ['arn:aws:states:::sqs:sendMessage', { MessageId: 1 }, 'STRICT', "Field 'MessageId' must be a string"],
    // the SDK has this name otherwise
    ['arn:aws:states:::sqs:sendMessage', { MD5OfMessageBody: {} }, 'STRICT'],
    [
      'arn:aws:states:::sqs:sendMessage',
      { Md5OfMessageBody: {} },
      'STRICT',
      "Field 'Md5OfMessageBody' must be a string",
    ],
    ['arn:aws:states:::sns:publish', { MessageId: ['a'] }, 'PRESENT', "Field 'MessageId' must be a string"],
    [lambda, { Payload: { a: 1 } }, 'STRICT', "Field 'Payload' must be a string"],
    [lambda, { Payload: { a: 1 } }, 'NONE'],
    ['arn:aws:states:::dynamodb:getItem', { Item: { id: { S: 1 } } }, 'STRICT', "Field 'S' must be a string"],
    ['arn:aws:states:::dynamodb:getItem', { Item: [] }, 'STRICT', "Field 'Item' must be an object"],
    [
      'arn:aws:states:::aws-sdk:s3:listObjectsV2',
      { IsTruncated: 'no' },
      'STRICT',
      "Field 'IsTruncated' must be a boolean",
    ],
    [
      'arn:aws:states:::aws-sdk:dynamodb:getItem',
      { Item: { id: 'x' } },
      'STRICT',
      "Field 'id' must be an object",
    ],
    [
      'arn:aws:states:::aws-sdk:s3:listObjectsV2',
      { Contents: [{ Size: '1' }] },
      'STRICT',
      "Field 'Size' must be a number",
    ],
    [
      'arn:aws:states:::aws-sdk:secretsmanager:getSecretValue',
      { Name: '' },
      'STRICT',
      "Field 'Name' is smaller than the minimum length",
    ],
    [
      'arn:aws:states:::aws-sdk:lambda:getFunction',
      { Configuration: { Timeout: 0 } },
      'STRICT',
      "Field 'Timeout' is less than the minimum value",
    ],
    [startExecution, { StartDate: 'today' }, 'STRICT', "Required field 'ExecutionArn' is missing"],
    [startExecution, { StartDate: 'today' }, 'PRESENT'],
    [
      `${startExecution}.sync:2`,
      { ExecutionArn: 'a' },
      'STRICT',
      "Required field 'StateMachineArn' is missing",
    ],
    [`${startExecution}.sync:2`, { Output: {} }, 'PRESENT', "Field 'Output' must be a string"],
    // we do not know what the job gives
    ['arn:aws:states:::glue:startJobRun.sync', { JobRunId: 1 }, 'STRICT'],
    // this is no operation of the SDK
    ['arn:aws:states:::apigateway:invoke', { ResponseBody: 1 }, 'STRICT'],
    [lambdaFunction, 'anything', 'STRICT'],
    // members that the service does not have
    [lambda, { toString: 1, __proto__: 1, constructor: { a: 1 } }, 'STRICT'],
  ]
  test.each(cases)('%s %j %s', async (Resource, result, fieldValidationMode, why) => {
    const apiGateway = { ApiEndpoint: 'a.execute-api.us-east-1.amazonaws.com', Method: 'GET' }
    const Parameters = Resource === 'arn:aws:states:::apigateway:invoke' ? apiGateway : REQUIRED
    const state = { Type: 'Task', Resource, Parameters, End: true }
    const answer = await answerTo(state, { mock: { result: JSON.stringify(result), fieldValidationMode } })
    expect(answer).toEqual(
      why === undefined
        ? { status: 'SUCCEEDED', output: result }
        : invalid(`Mock result schema validation error: ${why}`),
    )
  })
})

/** Parameters that one or another integration asks for. */
const REQUIRED = {
  StateMachineArn: 'arn:aws:states:us-east-1:111122223333:stateMachine:other',
  FunctionName: 'f',
  QueueUrl: 'q',
  MessageBody: 'm',
  Message: 'm',
  TopicArn: 't',
  TableName: 't',
  Key: { id: { S: '1' } },
  JobName: 'j',
}

describe('whatever is asked', () => {
  test('it is answered', async () => {
    const text = fc.oneof(fc.json(), fc.string(), fc.constant(undefined))
    const requests = fc.record(
      {
        definition: fc.oneof(
          fc.json(),
          fc
            .constantFrom(invoke, parallel, inlineMap, readingMap, { Type: 'Succeed' })
            .map((state) => JSON.stringify(state)),
        ),
        input: text,
        variables: text,
        context: text,
        stateName: text,
        revealSecrets: fc.boolean(),
        inspectionLevel: fc.constantFrom('INFO', 'DEBUG', 'TRACE', 'ALL'),
        mock: fc.record({ result: text, errorOutput: fc.object() }, { requiredKeys: [] }),
        stateConfiguration: fc.record(
          { mapItemReaderData: text, mapIterationFailureCount: fc.integer() },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ['definition'] },
    )
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const answer = await testState(JSON.parse(JSON.stringify(request)))
        expect(typeof answer.error === 'object' || 'status' in answer).toBe(true)
      }),
    )
  })

  test('deep values are refused', async () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000)
    expect(await answerTo({ Type: 'Succeed' }, { input: deep, inspectionLevel: 'TRACE' })).toHaveProperty(
      'error.code',
    )
  })

  test('a state alone does what it does in an execution', async () => {
    const states = fc.constantFrom<JsonObject>(
      { Type: 'Pass', Parameters: { 'a.$': '$.a' }, ResultPath: '$.b', End: true },
      { Type: 'Pass', InputPath: '$.a', OutputPath: '$.b', End: true },
      {
        Type: 'Choice',
        Choices: [{ Variable: '$.a', NumericGreaterThan: 1, Next: 'Next' }],
        Default: 'Next',
      },
      { Type: 'Wait', SecondsPath: '$.a', End: true },
      { Type: 'Fail', ErrorPath: '$.b', CausePath: '$.b' },
    )
    const inputs = fc.dictionary(fc.constantFrom('a', 'b'), fc.jsonValue())
    await fc.assert(
      fc.asyncProperty(states, inputs, async (state, given) => {
        const input = JSON.parse(JSON.stringify(given)) as JsonObject
        const machine = {
          StartAt: 'S',
          States: { S: state, ...(state.Default && { Next: { Type: 'Succeed' } }) },
        }
        const parsed = parse(JSON.stringify(machine))
        if (!parsed.ok) throw new Error(parsed.diagnostics[0].message)
        const { ended } = drive({ machine: parsed.machine, input, seed: 1 })
        const alone = await answerTo(state, { input: JSON.stringify(input) })
        if (alone.error === 'States.Timeout') return
        expect(alone.status).toBe(ended?.status)
        if (ended?.status === 'SUCCEEDED') expect(alone.output).toEqual(ended.output)
        if (ended?.status === 'FAILED') expect(alone.error).toBe(ended.failure.error)
      }),
    )
  })
})
