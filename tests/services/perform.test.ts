import { describe, expect, test } from 'vitest'
import type { JsonValue } from '@/lib/json'
import { isSimulated, refusal, simulatedActions } from '@/lib/services'
import { account, call, integration } from './account'

test('every action that is said to be simulated is', () => {
  expect(simulatedActions).toContain('aws-sdk:dynamodb:putItem')
  for (const action of simulatedActions) expect(isSimulated(integration(action)), action).toBe(true)
})

test.each([
  'athena:getQueryResults',
  'aws-sdk:rekognition:detectLabels',
  'constructor:toString',
  'glue:startJobRun',
])(
  'without an answer in the exercise %s fails, and the name says that it is not AWS speaking',
  async (words) => {
    expect(await call(account({}), words, {})).toMatchObject({
      kind: 'Failed',
      failure: { error: 'Stepwise.NotScripted', cause: expect.stringContaining(words) },
    })
  },
)

test('scripted answers are given in turn, to the requests that they are for', async () => {
  const on = 'aws-sdk:glue:getJobRun'
  const owner = account({
    answers: [
      { on, where: { RunId: 'r2' }, replies: [{ error: 'Glue.EntityNotFoundException', cause: 'none' }] },
      { on, replies: [{ output: { state: 'RUNNING' } }, { output: { state: 'SUCCEEDED' }, seconds: 2 }] },
    ],
  })
  const replies = []
  for (const RunId of ['r1', 'r2', 'r1', 'r1']) replies.push(await call(owner, on, { RunId }))
  expect(replies).toMatchObject([
    { kind: 'Succeeded', output: { state: 'RUNNING' } },
    { kind: 'Failed', failure: { error: 'Glue.EntityNotFoundException', cause: 'none' } },
    { kind: 'Succeeded', output: { state: 'SUCCEEDED' }, durationMs: 2000 },
    { kind: 'Succeeded', output: { state: 'SUCCEEDED' } },
  ])
})

describe('parameters that Step Functions does not pass on', () => {
  const refused: [string, JsonValue, string | undefined][] = [
    ['lambda:invoke', { FunctionName: 'f', Payload: 1 }, 'Payload'],
    ['lambda:invoke', { FunctionName: 'f', Payload: true }, 'Payload'],
    ['lambda:invoke', { FunctionName: 'f', Payload: [1] }, undefined],
    ['dynamodb:putItem', { Item: { id: { N: 5 } } }, 'N'],
    ['dynamodb:updateItem', { ExpressionAttributeValues: { ':v': { N: 5 } } }, 'N'],
    ['dynamodb:putItem', { Item: { id: { S: { a: 1 } } } }, 'S'],
    ['dynamodb:putItem', { Item: { id: { L: [{ M: { a: { S: 1 } } }] } } }, 'S'],
    ['dynamodb:putItem', { Item: { id: { S: '5' }, paid: { BOOL: true } } }, undefined],
    ['dynamodb:getItem', { Key: { id: { N: 5 } } }, 'N'],
    ['sqs:sendMessage', { MessageBody: 5 }, undefined],
  ]
  test.each(refused)('%s with %j', (words, payload, field) => {
    const sentence = refusal({ resource: integration(words), resourceArn: '', payload })
    expect(sentence).toBe(
      field &&
        `The Parameters '${JSON.stringify(payload)}' could not be used to start the Task: [The value for the field '${field}' must be a STRING]`,
    )
  })

  test.each<[JsonValue, string | undefined]>([
    [{ Headers: { 'x-one': 'bare' } }, 'Headers'],
    [{ Headers: { 'x-one': ['listed', 1] } }, 'Headers'],
    [{ Headers: 'none' }, 'Headers'],
    [{ QueryParameters: { page: '1' } }, 'QueryParameters'],
    [{ Headers: { 'x-one': ['listed'] }, QueryParameters: { page: ['1'] } }, undefined],
    [{ ApiEndpoint: 'api.example' }, undefined],
  ])('apigateway:invoke with %j', (payload, field) => {
    const sentence = refusal({ resource: integration('apigateway:invoke'), resourceArn: '', payload })
    expect(sentence).toBe(
      field &&
        `The Parameters '${JSON.stringify(payload)}' could not be used to start the Task: [The value of the field '${field}' has an invalid format]`,
    )
  })
})
