import { describe, expect, test } from 'vitest'
import type { Check } from '@/lib/exercises'
import { judge } from '@/lib/exercises/judge/judge'
import type { Run } from '@/lib/sandbox'
import { busy, failed, machine, PRICE_ARN, stopped, succeeded, waiting } from './fixtures'

/** [check, run, evidence] */
const passing: [Check, Run, number[]][] = [
  [{ kind: 'Status', status: 'SUCCEEDED' }, succeeded, [12]],
  [{ kind: 'Status', status: 'FAILED', error: 'Lambda.TooManyRequestsException' }, failed, [7]],
  [{ kind: 'OutputEquals', value: { total: 29, orderId: 'o-17' } }, succeeded, [12]],
  [{ kind: 'OutputIncludes', value: { total: 29 } }, succeeded, [12]],
  [{ kind: 'StateEntered', state: 'SaveOrder' }, succeeded, [7]],
  [{ kind: 'StateEntered', state: 'PriceOrder', times: 1 }, failed, [2]],
  [{ kind: 'StateEntered', state: 'Elsewhere', times: 0 }, succeeded, []],
  [{ kind: 'StateNotEntered', state: 'SaveOrder' }, failed, [7]],
  [{ kind: 'Called', resource: PRICE_ARN, times: 1 }, succeeded, [3]],
  [
    { kind: 'Called', resource: 'dynamodb:putItem', payloadIncludes: { Item: { total: { N: '29' } } } },
    succeeded,
    [8],
  ],
  [{ kind: 'Called', resource: 'sqs:sendMessage', times: 0 }, succeeded, []],
  [{ kind: 'NotCalled', resource: 'dynamodb:putItem' }, failed, []],
  [{ kind: 'RetryDelays', seconds: [2] }, failed, [5]],
  [{ kind: 'RetryDelays', state: 'PriceOrder', seconds: [2] }, failed, [5]],
  [{ kind: 'RetryDelays', state: 'SaveOrder', seconds: [] }, failed, []],
  [
    { kind: 'TableHolds', table: 'orders', items: [{ total: { N: '29' }, orderId: { S: 'o-17' } }] },
    succeeded,
    [8],
  ],
  [{ kind: 'TableHolds', table: 'nothing', items: [] }, succeeded, []],
  [{ kind: 'QueueHolds', queue: 'packing', messages: [{ total: 29, orderId: 'o-17' }] }, succeeded, []],
  [{ kind: 'QueueHolds', queue: 'letters', messages: ['plain words'] }, succeeded, []],
  [{ kind: 'TaskAnswered', state: 'PriceOrder', as: 'GivenUp' }, busy, [2]],
  [{ kind: 'JobEnded', job: 'glue:startJobRun', as: 'Failed' }, busy, [12]],
  [{ kind: 'HttpSent', method: 'POST', headers: { 'x-key': 'k' }, body: { n: 1 } }, busy, [12]],
  [{ kind: 'HttpSent', method: 'GET', times: 0 }, busy, [12]],
  [
    { kind: 'ExecutionMade', machine: 'child', status: 'FAILED', inputIncludes: { n: 1 }, times: 1 },
    busy,
    [12],
  ],
  [{ kind: 'LogIncludes', function: 'price-order', text: 'o-17' }, busy, [12]],
  [{ kind: 'TakesSeconds', atLeast: 3, atMost: 3 }, succeeded, [12]],
  [{ kind: 'EventOccurs', type: 'LambdaFunctionScheduled', times: 2 }, failed, [3, 5]],
  [{ kind: 'EventOccurs', type: 'TaskScheduled', times: 0 }, failed, []],
  [{ kind: 'TransitionsAtMost', count: 3 }, succeeded, [12]],
  [{ kind: 'TransitionsAtMost', count: 3 }, failed, [7]],
  [{ kind: 'ResourceUsed', resource: 'arn:aws:states:::dynamodb:putItem' }, succeeded, [7]],
]

/** [check, run, what happened, what was expected, evidence, where to look] */
const failing: [Check, Run, RegExp, RegExp, number[], string | undefined][] = [
  [
    { kind: 'TaskAnswered', state: 'PriceOrder', as: 'Succeeded' },
    busy,
    /The latest task of "PriceOrder" was given up/,
    /was answered with success/,
    [2],
    '/States/PriceOrder',
  ],
  [
    { kind: 'TaskAnswered', state: 'SaveOrder', as: 'Succeeded' },
    succeeded,
    /never waited for an answer from outside/,
    /with success/,
    [7],
    '/States/SaveOrder',
  ],
  [
    { kind: 'JobEnded', job: 'glue:startJobRun', as: 'Succeeded' },
    busy,
    /job of glue:startJobRun is failed/,
    /is succeeded/,
    [12],
    '/States',
  ],
  [
    { kind: 'HttpSent', url: 'https://elsewhere.example' },
    busy,
    /It sent POST https:\/\/api\.example with {"n": 1} \(answered 503\)/,
    /A request to https:\/\/elsewhere/,
    [12],
    '/States',
  ],
  [{ kind: 'HttpSent' }, succeeded, /No HTTP request was sent/, /A request is sent/, [12], '/States'],
  [
    { kind: 'ExecutionMade', machine: 'child', status: 'SUCCEEDED' },
    busy,
    /Executions of "child": FAILED with {"n": 1}/,
    /ends as SUCCEEDED/,
    [12],
    '/States',
  ],
  [
    { kind: 'LogIncludes', function: 'price-order', text: 'o-18' },
    busy,
    /has "pricing o-17"/,
    /a line with "o-18"/,
    [12],
    undefined,
  ],
  [
    { kind: 'Status', status: 'SUCCEEDED' },
    failed,
    /failed in "PriceOrder" with Lambda\.TooManyRequestsException: Rate exceeded\.$/,
    /^The execution succeeds\.$/,
    [6, 7],
    '/States/PriceOrder',
  ],
  [
    { kind: 'Status', status: 'SUCCEEDED' },
    waiting,
    /still waiting in "PriceOrder"/,
    /succeeds/,
    [3],
    '/States/PriceOrder',
  ],
  [{ kind: 'Status', status: 'FAILED' }, stopped, /stopped: After 100,000 steps/, /fails/, [7], undefined],
  [
    { kind: 'Status', status: 'FAILED', error: 'Card.Declined' },
    failed,
    /TooManyRequests/,
    /fails with Card\.Declined/,
    [6, 7],
    '/States/PriceOrder',
  ],
  [
    { kind: 'OutputEquals', value: { orderId: 'o-17' } },
    succeeded,
    /^The output is {"orderId": "o-17", "total": 29}\. `\/total` should not be there\.$/,
    /^The output is {"orderId": "o-17"}\.$/,
    [11, 12],
    '/States/SaveOrder',
  ],
  [
    { kind: 'OutputIncludes', value: { total: 30 } },
    succeeded,
    /`\/total` is 29 and should be 30/,
    /contains {"total": 30}/,
    [11, 12],
    '/States/SaveOrder',
  ],
  [
    { kind: 'OutputEquals', value: 1 },
    failed,
    /So there is no output\.$/,
    /is 1/,
    [6, 7],
    '/States/PriceOrder',
  ],
  [
    { kind: 'StateEntered', state: 'SaveOrder' },
    failed,
    /never came to "SaveOrder": it went PriceOrder\. The execution failed/,
    /goes through "SaveOrder"\./,
    [7],
    '/States/PriceOrder',
  ],
  [{ kind: 'StateEntered', state: 'Ship' }, succeeded, /no state called "Ship"/, /"Ship"/, [], '/States'],
  [
    { kind: 'StateEntered', state: 'SaveOrder', times: 3 },
    succeeded,
    /went through "SaveOrder" once/,
    /3 times/,
    [7],
    '/States/SaveOrder',
  ],
  [
    { kind: 'StateNotEntered', state: 'SaveOrder' },
    succeeded,
    /PriceOrder → SaveOrder/,
    /does not go/,
    [7],
    '/States/SaveOrder',
  ],
  [
    { kind: 'Called', resource: 'lambda:invoke' },
    succeeded,
    /It called only arn:aws:lambda.*\(once\), dynamodb:putItem \(once\)\./,
    /calls lambda:invoke at least once/,
    [3],
    '/States/PriceOrder/Resource',
  ],
  [
    { kind: 'Called', resource: 'dynamodb:putItem', payloadIncludes: { Item: { total: { N: '30' } } } },
    succeeded,
    /`\/Item\/total\/N` is "29" and should be "30"/,
    /with {"Item"/,
    [8],
    '/States/SaveOrder/Parameters',
  ],
  [
    { kind: 'Called', resource: PRICE_ARN, times: 2 },
    failed,
    /once, of which 1 failed/,
    /twice/,
    [3, 5],
    '/States/PriceOrder',
  ],
  [
    { kind: 'Called', resource: 'sqs:sendMessage' },
    waiting,
    /called nothing at all.*still waiting/,
    /sqs/,
    [3],
    '/States/PriceOrder/Resource',
  ],
  [
    { kind: 'NotCalled', resource: 'dynamodb:putItem' },
    succeeded,
    /once/,
    /does not call/,
    [8],
    '/States/SaveOrder/Resource',
  ],
  [
    { kind: 'RetryDelays', seconds: [1, 2] },
    failed,
    /after 2 seconds/,
    /1 second, 2 seconds/,
    [4, 5],
    '/States/PriceOrder',
  ],
  [
    { kind: 'RetryDelays', seconds: [1] },
    succeeded,
    /never tried a failed task again/,
    /1 second/,
    [12],
    undefined,
  ],
  [
    { kind: 'TableHolds', table: 'orders', items: [{ orderId: { S: 'o-17' }, total: { N: '30' } }] },
    succeeded,
    /`\/total\/N` is "29" and should be "30"/,
    /and nothing else/,
    [8],
    '/States/SaveOrder',
  ],
  [
    { kind: 'TableHolds', table: 'orders', items: [{ orderId: { S: 'o-17' } }] },
    failed,
    /"orders" is empty afterwards\. The execution failed in "PriceOrder"/,
    /holds/,
    [6, 7],
    '/States/PriceOrder',
  ],
  [
    { kind: 'QueueHolds', queue: 'packing', messages: [] },
    succeeded,
    /holds {"orderId"/,
    /is empty/,
    [],
    '/States',
  ],
  [
    { kind: 'QueueHolds', queue: 'none', messages: ['x'] },
    succeeded,
    /is empty afterwards/,
    /"x"/,
    [],
    '/States',
  ],
  [{ kind: 'TakesSeconds', atMost: 1 }, succeeded, /took 3 seconds/, /at most 1 second/, [12], undefined],
  [{ kind: 'TakesSeconds', atLeast: 0 }, waiting, /still waiting/, /at least/, [3], undefined],
  [
    { kind: 'EventOccurs', type: 'TaskFailed' },
    succeeded,
    /has no TaskFailed; it has ExecutionStarted/,
    /at least once/,
    [12],
    undefined,
  ],
  [
    { kind: 'EventOccurs', type: 'TaskStateEntered', times: 1 },
    succeeded,
    /twice/,
    /once/,
    [2, 7],
    undefined,
  ],
  [
    { kind: 'TransitionsAtMost', count: 2 },
    failed,
    /3 transitions: the start, 1 states? entered, 1 retr/,
    /at most 2/,
    [2],
    undefined,
  ],
  [
    { kind: 'ResourceUsed', resource: 'arn:aws:states:::http:invoke' },
    succeeded,
    /The tasks use arn:aws:lambda/,
    /http:invoke/,
    [],
    '/States/PriceOrder/Resource',
  ],
]

describe('judge', () => {
  test.each(passing)('%o holds', (check, run, evidence) => {
    expect(judge(check, run, machine)).toEqual({ passed: true, evidence })
  })

  test.each(failing)('%o does not hold', (check, run, happened, expected, evidence, at) => {
    const verdict = judge(check, run, machine)
    if (verdict.passed) throw new Error('it held')
    expect(verdict.did).toBe('Started it with {"orderId": "o-17"}.')
    expect(verdict.happened).toMatch(happened)
    expect(verdict.expected).toMatch(expected)
    expect(verdict.evidence).toEqual(evidence)
    expect(verdict.at).toBe(at)
  })

  test('every kind has cases on both sides', () => {
    const kinds = (cases: [Check, ...unknown[]][]) => new Set(cases.map(([check]) => check.kind))
    expect(kinds(failing)).toEqual(kinds(passing))
  })
})
