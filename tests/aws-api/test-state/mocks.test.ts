import { describe, expect, test } from 'vitest'
import type { JsonValue } from '@/lib/json'
import { answerTo, invalid, lambda, lambdaFunction } from './ask'

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
      "Field 'Item' must be an object",
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
