import { describe, expect, test } from 'vitest'
import type { HistoryEvent } from '@/lib/asl'
import { toApiHistoryEvent } from '@/lib/aws-api'

const place = { id: 7, previousEventId: 6, timestamp: 1_717_243_200_250 }
const sent = { id: 7, previousEventId: 6, timestamp: 1_717_243_200.25 }

describe('a history event as GetExecutionHistory sends it', () => {
  test.each<[HistoryEvent, object]>([
    [
      { ...place, type: 'TaskStateEntered', details: { name: 'Charge', input: { a: 1 } } },
      {
        type: 'TaskStateEntered',
        stateEnteredEventDetails: { name: 'Charge', input: '{"a":1}', inputDetails: { truncated: false } },
      },
    ],
    [
      {
        ...place,
        type: 'PassStateExited',
        details: { name: 'Set', output: 'x', assignedVariables: { n: [1] } },
      },
      {
        type: 'PassStateExited',
        stateExitedEventDetails: {
          name: 'Set',
          output: '"x"',
          outputDetails: { truncated: false },
          assignedVariables: { n: '[1]' },
          assignedVariablesDetails: { truncated: false },
        },
      },
    ],
    [
      {
        ...place,
        type: 'TaskScheduled',
        details: {
          resourceType: 'sqs',
          resource: 'sendMessage',
          region: 'us-east-1',
          parameters: { a: null },
        },
      },
      {
        type: 'TaskScheduled',
        taskScheduledEventDetails: {
          resourceType: 'sqs',
          resource: 'sendMessage',
          region: 'us-east-1',
          parameters: '{"a":null}',
        },
      },
    ],
    [
      { ...place, type: 'ExecutionFailed', details: {} },
      { type: 'ExecutionFailed', executionFailedEventDetails: {} },
    ],
    [{ ...place, type: 'LambdaFunctionStarted', details: {} }, { type: 'LambdaFunctionStarted' }],
    [
      { ...place, type: 'MapIterationStarted', details: { name: 'Each', index: 3 } },
      { type: 'MapIterationStarted', mapIterationStartedEventDetails: { name: 'Each', index: 3 } },
    ],
  ])('%o', (event, expected) => {
    expect(toApiHistoryEvent(event)).toEqual({ ...sent, ...expected })
  })
})
