import { expect, test } from 'vitest'
import { readHistory } from '@/lib/histories'
import { eventsOfLog } from '@/lib/runners/aws/express'

const arn = 'arn:aws:states:us-east-1:444455556666:express:m:n:1'

/** In the form that the developer guide shows for logs of Express workflows. */
const line = (id: number, type: string, details: object, change: object = {}) =>
  JSON.stringify({
    id: String(id),
    type,
    details,
    previous_event_id: String(id - 1),
    event_timestamp: String(1_795_000_000_000 + id),
    execution_arn: arn,
    redrive_count: '0',
    ...change,
  })

const lines = [
  line(
    2,
    'PassStateEntered',
    { input: '{"a":1}', inputDetails: { truncated: false }, name: 'A' },
    { previous_event_id: '0' },
  ),
  line(1, 'ExecutionStarted', { input: '{"a":1}', inputDetails: { truncated: false }, roleArn: 'r' }),
  line(3, 'PassStateExited', { name: 'A', output: '{"a":1}', outputDetails: { truncated: false } }),
  line(4, 'ExecutionSucceeded', { output: '{"a":1}', outputDetails: { truncated: false } }),
]

test('lines of a log, in whatever order and some of them twice, are a history', () => {
  const others = ['no JSON', '[]', line(1, 'ExecutionStarted', {}, { execution_arn: 'another' })]
  const events = eventsOfLog([...lines, ...others, lines[0] ?? ''], arn)
  const read = readHistory(JSON.stringify({ events }))
  if (!read.ok) throw new Error(read.error)
  expect(
    read.value.events.map(({ id, previousEventId, type, details }) => [id, previousEventId, type, details]),
  ).toEqual([
    [1, 0, 'ExecutionStarted', { input: { a: 1 }, roleArn: 'r' }],
    [2, 0, 'PassStateEntered', { input: { a: 1 }, name: 'A' }],
    [3, 2, 'PassStateExited', { name: 'A', output: { a: 1 } }],
    [4, 3, 'ExecutionSucceeded', { output: { a: 1 } }],
  ])
  expect(read.value.events[1]?.timestamp).toBe(1_795_000_000_002)
})
