import type { HistoryEvent, State, StateMachine } from '@/lib/asl'
import type { Exercise } from '@/lib/exercises'
import type { Run, ServiceCall } from '@/lib/sandbox'

/** Runs and machines made by hand, so that judges are tested without the interpreter. */

export const START = Date.UTC(2026, 10, 2, 9)
export const PRICE_ARN = 'arn:aws:lambda:us-east-1:111122223333:function:price-order'

const flow = {
  language: 'JSONPath',
  inputPath: null,
  outputPath: null,
  resultPath: { text: '$', segments: [] },
  assign: [],
} as const

function task(name: string, resourceArn: string): State {
  return {
    type: 'Task',
    name,
    at: `/States/${name}`,
    queryLanguage: 'JSONPath',
    resource: { kind: 'Activity', activityArn: resourceArn },
    resourceArn,
    flow,
    retriers: [],
    catchers: [],
    // biome-ignore lint/suspicious/noThenProperty: where a state leads; an object, so nothing awaits it
    then: { to: 'End' },
  }
}

export const machine: StateMachine = {
  at: '',
  queryLanguage: 'JSONPath',
  startAt: 'PriceOrder',
  states: new Map(
    [task('PriceOrder', PRICE_ARN), task('SaveOrder', 'arn:aws:states:::dynamodb:putItem')].map((state) => [
      state.name,
      state,
    ]),
  ),
}

const order = { orderId: 'o-17' }
const priced = { orderId: 'o-17', total: 29 }
const payload = { TableName: 'orders', Item: { orderId: { S: 'o-17' }, total: { N: '29' } } }

/** Prices an order, then saves it. Seconds pass only where an event says so. */
const succeededHistory: HistoryEvent[] = [
  event(1, 0, 'ExecutionStarted', { input: order, roleArn: 'r' }),
  event(2, 0, 'TaskStateEntered', { name: 'PriceOrder', input: order }),
  event(3, 2, 'LambdaFunctionScheduled', { resource: PRICE_ARN, input: order }),
  event(4, 3, 'LambdaFunctionStarted', {}),
  event(5, 4, 'LambdaFunctionSucceeded', { output: priced }, 2),
  event(6, 5, 'TaskStateExited', { name: 'PriceOrder', output: priced }, 2),
  event(7, 6, 'TaskStateEntered', { name: 'SaveOrder', input: priced }, 2),
  event(
    8,
    7,
    'TaskScheduled',
    { resourceType: 'dynamodb', resource: 'putItem', region: 'us-east-1', parameters: payload },
    2,
  ),
  event(9, 8, 'TaskStarted', { resourceType: 'dynamodb', resource: 'putItem' }, 2),
  event(10, 9, 'TaskSucceeded', { resourceType: 'dynamodb', resource: 'putItem', output: {} }, 3),
  event(11, 10, 'TaskStateExited', { name: 'SaveOrder', output: priced }, 3),
  event(12, 11, 'ExecutionSucceeded', { output: priced }, 3),
]

const sent = { sentAt: START, visibleAt: START }

export const succeeded: Run = {
  status: 'SUCCEEDED',
  startDate: START,
  stopDate: START + 3000,
  input: order,
  output: priced,
  history: succeededHistory,
  calls: [call(PRICE_ARN, 'PriceOrder', order, priced), call('dynamodb:putItem', 'SaveOrder', payload, {})],
  account: {
    functions: { 'price-order': { invocations: 1, logs: [] } },
    tables: { orders: { items: [payload.Item] } },
    queues: {
      packing: { messages: [{ ...sent, messageId: 'm-1', body: '{"orderId":"o-17","total":29}' }] },
      letters: { messages: [{ ...sent, messageId: 'm-2', body: 'plain words' }] },
    },
  },
}

/** Much went on besides: a token that expired, a job, a request, another execution. */
export const busy: Run = {
  ...succeeded,
  otherExecutions: [
    {
      executionArn: 'arn:child',
      stateMachineName: 'child',
      status: 'FAILED',
      startDate: START,
      input: { n: 1 },
      history: [],
    },
  ],
  account: {
    ...succeeded.account,
    functions: { 'price-order': { invocations: 1, logs: ['pricing o-17'] } },
    pendingTasks: [
      {
        taskToken: 'token',
        stateName: 'PriceOrder',
        resource: 'lambda:invoke.waitForTaskToken',
        status: 'GivenUp',
        heartbeats: 0,
        executionArn: 'arn:execution',
        input: order,
        createdAt: START,
        closedAt: START + 1000,
      },
    ],
    jobs: [{ id: 'j-1', on: 'glue:startJobRun', status: 'Failed', startedAt: START }],
    httpRequests: [
      {
        method: 'POST',
        url: 'https://api.example',
        headers: { 'x-key': 'k' },
        body: '{"n":1}',
        status: 503,
        at: START,
        connection: 'courier',
      },
    ],
    topics: {
      orders: { published: [{ messageId: 'm-1', message: '{"n":1}', at: START, deliveredTo: [] }] },
    },
    buses: { default: { events: [{ id: 'e-1', source: 'shop', detail: { n: 1 } }] } },
    buckets: { reports: { objects: { 'a.json': '{"n":1}', 'b.txt': 'plain' } } },
    callbackCalls: [
      { at: START, client: 'sqs:sendMessage', action: 'SendTaskHeartbeat', answer: 'OK' },
      {
        at: START + 1000,
        client: 'sqs:sendMessage',
        action: 'SendTaskSuccess',
        answer: "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'",
      },
    ],
    otherAccount: {
      functions: {},
      tables: { ledger: { items: [{ orderId: { S: 'o-17' } }] } },
      queues: { inbox: { messages: [{ messageId: '3', body: 'hello', ...sent }] } },
    },
  },
}

/** Two tries, 2 s apart, then the execution fails. */
export const failed: Run = {
  status: 'FAILED',
  startDate: START,
  stopDate: START + 2000,
  input: order,
  failure: { error: 'Lambda.TooManyRequestsException', cause: 'Rate exceeded.' },
  history: [
    event(1, 0, 'ExecutionStarted', { input: order, roleArn: 'r' }),
    event(2, 0, 'TaskStateEntered', { name: 'PriceOrder', input: order }),
    event(3, 2, 'LambdaFunctionScheduled', { resource: PRICE_ARN, input: order }),
    event(4, 3, 'LambdaFunctionFailed', { error: 'Lambda.TooManyRequestsException' }),
    event(5, 4, 'LambdaFunctionScheduled', { resource: PRICE_ARN, input: order }, 2),
    event(6, 5, 'LambdaFunctionFailed', { error: 'Lambda.TooManyRequestsException' }, 2),
    event(7, 6, 'ExecutionFailed', { error: 'Lambda.TooManyRequestsException', cause: 'Rate exceeded.' }, 2),
  ],
  calls: [
    {
      resource: PRICE_ARN,
      stateName: 'PriceOrder',
      at: START,
      payload: order,
      outcome: { kind: 'Failed', failure: { error: 'Lambda.TooManyRequestsException' } },
    },
  ],
  account: { functions: {}, tables: { orders: { items: [] } }, queues: {} },
}

/** A worker never came. */
export const waiting: Run = {
  ...failed,
  status: 'RUNNING',
  history: failed.history.slice(0, 3),
  calls: [],
}

export const stopped: Run = {
  ...failed,
  stoppedBy: { limit: 'steps', message: 'After 100,000 steps the run was ended.' },
}

export const exercise: Exercise = {
  kind: 'write',
  id: 'task-types/made-up',
  contentVersion: 'v1',
  title: 'Made up',
  summary: 'Price an order.',
  minutes: 1,
  concepts: ['task-types'],
  examTasks: { 'DVA-C02': ['1.1'], 'DVA-C03': ['1.1'] },
  starter: '{"StartAt":"A","States":{"A":{"Type":"Fail"}}}',
  solution: 'SECRET solution',
  mistakes: [{ name: 'SECRET mistake', definition: 'SECRET text', caughtBy: 'output' }],
  scenarios: [
    scenario('seen', false, { orderId: 'o-17' }),
    scenario('unseen', true, { orderId: 'SECRET input' }),
  ],
  checks: [
    {
      id: 'output',
      title: 'The output is the order',
      expect: { kind: 'OutputEquals', value: { orderId: 'o-17' } },
      expectIn: { unseen: { kind: 'OutputEquals', value: { orderId: 'SECRET output' } } },
      teaching: 'A Pass state hands its input on.',
      hints: ['one', 'two', 'three', 'four'],
    },
    {
      id: 'only-hidden',
      title: 'SECRET title',
      scenarios: ['unseen'],
      expect: { kind: 'Status', status: 'SUCCEEDED' },
      teaching: 'It has to end.',
      hints: ['one', 'two', 'three', 'four'],
    },
  ],
}

function scenario(id: string, hidden: boolean, input: Exercise['scenarios'][number]['input']) {
  return {
    id,
    title: hidden ? 'SECRET scenario' : 'A small order',
    hidden,
    input,
    account: hidden ? { queues: { 'SECRET-queue': {} } } : {},
    startAt: '2026-11-02T09:00:00Z',
    seed: 1,
    runsOn: ['sandbox'] as const,
  }
}

function event(
  id: number,
  previousEventId: number,
  type: HistoryEvent['type'],
  details: object,
  secondsLater = 0,
): HistoryEvent {
  return { id, previousEventId, type, details, timestamp: START + secondsLater * 1000 } as HistoryEvent
}

function call(
  resource: string,
  stateName: string,
  sent: ServiceCall['payload'],
  output: ServiceCall['payload'],
): ServiceCall {
  return { resource, stateName, at: START, payload: sent, outcome: { kind: 'Succeeded', output } }
}
