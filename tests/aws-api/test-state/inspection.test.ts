import { describe, expect, test } from 'vitest'
import type { TestStateWorld } from '@/lib/aws-api'
import type { JsonObject, JsonValue } from '@/lib/json'
import { answerTo, inlineMap, invoke, lambda, lambdaFunction, parallel, readingMap, role } from './ask'

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
