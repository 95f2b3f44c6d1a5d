import { describe, expect, test } from 'vitest'
import { choiceOperators, fieldsOf, parse } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import { machineOf } from '../../support/machine-of'

function stateOf(state: JsonValue) {
  return machineOf({ StartAt: 'S', States: { S: state } }).states.get('S')
}

describe('resources', () => {
  test.each<[string, unknown]>([
    [
      'arn:aws:lambda:eu-west-1:123456789012:function:price',
      { kind: 'LambdaFunction', functionName: 'price', region: 'eu-west-1', account: '123456789012' },
    ],
    [
      'arn:aws:lambda:eu-west-1:123456789012:function:price:live',
      {
        kind: 'LambdaFunction',
        functionName: 'price',
        qualifier: 'live',
        region: 'eu-west-1',
        account: '123456789012',
      },
    ],
    [
      'arn:aws-cn:lambda:cn-north-1:123456789012:function:price:$LATEST',
      {
        kind: 'LambdaFunction',
        functionName: 'price',
        qualifier: '$LATEST',
        region: 'cn-north-1',
        account: '123456789012',
      },
    ],
    [
      'arn:aws:states:eu-west-1:123456789012:activity:approve',
      { kind: 'Activity', activityArn: 'arn:aws:states:eu-west-1:123456789012:activity:approve' },
    ],
    [
      'arn:aws:states:::lambda:invoke',
      {
        kind: 'Integration',
        integration: 'optimized',
        service: 'lambda',
        action: 'invoke',
        pattern: 'requestResponse',
        resourceType: 'lambda',
        resource: 'invoke',
      },
    ],
    [
      'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      {
        kind: 'Integration',
        integration: 'optimized',
        service: 'sqs',
        action: 'sendMessage',
        pattern: 'waitForTaskToken',
        resourceType: 'sqs',
        resource: 'sendMessage.waitForTaskToken',
      },
    ],
    [
      'arn:aws:states:::states:startExecution.sync:2',
      {
        kind: 'Integration',
        integration: 'optimized',
        service: 'states',
        action: 'startExecution',
        pattern: 'sync:2',
        resourceType: 'states',
        resource: 'startExecution.sync:2',
      },
    ],
    [
      'arn:aws:states:::aws-sdk:dynamodb:getItem',
      {
        kind: 'Integration',
        integration: 'aws-sdk',
        service: 'dynamodb',
        action: 'getItem',
        pattern: 'requestResponse',
        resourceType: 'aws-sdk:dynamodb',
        resource: 'getItem',
      },
    ],
    [
      'arn:aws:states:::aws-sdk:s3:listBuckets.waitForTaskToken',
      {
        kind: 'Integration',
        integration: 'aws-sdk',
        service: 's3',
        action: 'listBuckets',
        pattern: 'waitForTaskToken',
        resourceType: 'aws-sdk:s3',
        resource: 'listBuckets.waitForTaskToken',
      },
    ],
    [
      'arn:aws:states:::http:invoke',
      {
        kind: 'Integration',
        integration: 'optimized',
        service: 'http',
        action: 'invoke',
        pattern: 'requestResponse',
        resourceType: 'http',
        resource: 'invoke',
      },
    ],
  ])('%s', (Resource, expected) => {
    expect(stateOf({ Type: 'Task', Resource, ...payloadFor(Resource), End: true })).toMatchObject({
      resource: expected,
      resourceArn: Resource,
    })
  })
})

/** What the integrations above cannot do without. */
function payloadFor(resource: string): JsonObject {
  if (!resource.includes(':::')) return {}
  return {
    Parameters: {
      FunctionName: 'f',
      QueueUrl: 'q',
      MessageBody: 'm',
      Message: 'm',
      StateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:m',
    },
  }
}

describe('defaults', () => {
  test('of a Task, its retriers and its catchers', () => {
    const state = stateOf({
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'f' },
      Retry: [{ ErrorEquals: ['A'] }],
      Catch: [{ ErrorEquals: ['A'], Next: 'S' }],
      End: true,
    })
    expect(state).toMatchObject({
      queryLanguage: 'JSONPath',
      at: '/States/S',
      flow: {
        inputPath: { text: '$' },
        outputPath: { text: '$' },
        resultPath: { text: '$', segments: [] },
        assign: [],
      },
      retriers: [
        { errorEquals: ['A'], intervalSeconds: 1, maxAttempts: 3, backoffRate: 2, jitterStrategy: 'NONE' },
      ],
      catchers: [{ errorEquals: ['A'], next: 'S', resultPath: { text: '$', segments: [] }, assign: [] }],
    })
    expect(state).toHaveProperty('then', { to: 'End' })
    expect(state).not.toHaveProperty('timeoutSeconds')
  })

  test('null paths stay null', () => {
    const state = stateOf({ Type: 'Pass', InputPath: null, ResultPath: null, OutputPath: null, End: true })
    expect(state).toMatchObject({ flow: { inputPath: null, outputPath: null, resultPath: null } })
  })

  test('of a Map, under its old names', () => {
    const state = stateOf({
      Type: 'Map',
      Iterator: { StartAt: 'I', States: { I: { Type: 'Succeed' } } },
      Parameters: { 'x.$': '$$.Map.Item.Value' },
      End: true,
    })
    expect(state).toMatchObject({
      mode: 'INLINE',
      items: { kind: 'Expression', expression: { kind: 'JSONPath', path: { text: '$' } } },
      maxConcurrency: { kind: 'Literal', value: 0 },
      itemSelector: { kind: 'Object', entries: [{ key: 'x' }] },
      processor: { at: '/States/S/Iterator', startAt: 'I' },
    })
    expect(state).not.toHaveProperty('flow.parameters')
  })

  test('literal parts of a template stay values', () => {
    expect(stateOf({ Type: 'Pass', Parameters: { a: { b: [1] } }, End: true })).toMatchObject({
      flow: { parameters: { kind: 'Literal', value: { a: { b: [1] } } } },
    })
  })
})

describe('paths know their root', () => {
  test.each([
    ['$.a', { kind: 'Input' }],
    ['$$.Execution.Id', { kind: 'Context' }],
    ['$größe.x', { kind: 'Variable', name: 'größe' }],
    ['$_x', { kind: 'Variable', name: '_x' }],
  ])('%s', (InputPath, root) => {
    expect(stateOf({ Type: 'Pass', InputPath, End: true })).toMatchObject({
      flow: { inputPath: { text: InputPath, root } },
    })
  })
})

test('names such as __proto__ are names', () => {
  const definition =
    '{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","Next":"constructor"},"constructor":{"Type":"Succeed"}}}'
  const parsed = parse(definition)
  expect(parsed.ok && [...parsed.machine.states.keys()]).toEqual(['__proto__', 'constructor'])
})

describe('Express', () => {
  test.each([
    [
      'arn:aws:states:::sns:publish.waitForTaskToken',
      "Express state machine does not support '.waitForTaskToken' service integration ",
    ],
    [
      'arn:aws:states:::states:startExecution.sync',
      "Express state machine does not support '.sync' service integration",
    ],
    [
      'arn:aws:states:eu-west-1:123456789012:activity:a',
      'Express state machine does not support Activity ARN',
    ],
  ])('%s is refused', (Resource, message) => {
    const state = { Type: 'Task', Resource, ...payloadFor(Resource), End: true }
    const source = JSON.stringify({ StartAt: 'S', States: { S: state } })
    expect(parse(source).ok).toBe(true)
    const parsed = parse(source, { type: 'EXPRESS' })
    expect(parsed.ok ? [] : parsed.diagnostics.map((one) => [one.path, one.message])).toEqual([
      ['/States/S/Resource', message],
    ])
  })
})

describe('what the editor completes', () => {
  test('fields of the language', () => {
    expect(fieldsOf('Pass', 'JSONPath').map(({ name }) => name)).toContain('Parameters')
    expect(fieldsOf('Pass', 'JSONata').map(({ name }) => name)).not.toContain('Parameters')
  })

  test('39 operators, as many as AWS has', () => {
    expect(choiceOperators).toHaveLength(39)
    expect(new Set(choiceOperators).size).toBe(39)
  })
})
