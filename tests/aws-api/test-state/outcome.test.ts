import { describe, expect, test } from 'vitest'
import type { TestStateWorld } from '@/lib/aws-api'
import type { JsonObject, JsonValue } from '@/lib/json'
import { answerTo, distributed, invalid, invoke, parallel, role } from './ask'

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
