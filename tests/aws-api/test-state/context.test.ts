import { describe, expect, test } from 'vitest'
import { answerTo, invalid, invoke } from './ask'

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
    ['{"State":{"RetryCount":"1"}}', 'State.RetryCount must be a integer'],
    ['{"State":{"RetryCount":1.5}}', 'State.RetryCount must be a integer'],
    ['{"StateMachine":"m"}', 'StateMachine must be a object'],
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
