import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toApiHistoryEvent } from '@/lib/aws-api'
import { align, areEqual, readHistory, recordedEvents, redact } from '@/lib/histories'
import { drive } from '../support/drive'
import { definitions, generatedInput, schedules, worldOf } from '../support/generated-machines'
import { machineOf } from './arbitrary-histories'

const START = {
  timestamp: '2026-11-22T10:00:00.123000+01:00',
  type: 'ExecutionStarted',
  id: 1,
  previousEventId: 0,
  executionStartedEventDetails: {
    input: '{"card":"4111"}',
    inputDetails: { truncated: false },
    roleArn: 'arn:aws:iam::123456789012:role/orders',
  },
}
const END = {
  timestamp: '2026-11-22T10:00:01+01:00',
  type: 'ExecutionSucceeded',
  id: 2,
  previousEventId: 1,
  executionSucceededEventDetails: { output: '"for 123456789012"', outputDetails: { truncated: false } },
}

function text(...events: object[]): string {
  return JSON.stringify({ events }, null, 4)
}

const ours = fc
  .tuple(definitions, schedules, fc.nat())
  .map(
    ([definition, schedule, seed]) =>
      drive({ machine: machineOf(definition), input: generatedInput, seed, answer: worldOf(schedule) })
        .history,
  )

test('what our CLI and endpoint write is read as the history it was', () => {
  fc.assert(
    fc.property(ours, (history) => {
      const read = readHistory(text(...history.map(toApiHistoryEvent)))
      expect(read).toMatchObject({ ok: true, value: { hasMore: false } })
      if (read.ok) expect(align(recordedEvents(history), read.value.events)).toMatchObject({ withoutData: 0 })
      if (read.ok) expect(areEqual(recordedEvents(history), read.value.events)).toBe(true)
    }),
    { numRuns: 40 },
  )
})

describe('a history is read', () => {
  test.each([
    ['as the CLI prints it', text(START, END)],
    ['in reverse order', text(END, START)],
    ['page after page', `${text(START)}\n${text(END)}\n`],
    ['as an array of pages', JSON.stringify([{ events: [START], nextToken: 'x' }, { events: [END] }])],
    ['as an array of events', JSON.stringify([START, END])],
    [
      'with seconds since 1970',
      text({ ...START, timestamp: 1795338000.123 }, { ...END, timestamp: 1795338001 }),
    ],
    ['after a byte order mark', `\uFEFF${text(START, END)}`],
  ])('%s', (_, pasted) => {
    const read = readHistory(pasted)
    expect(read).toMatchObject({ ok: true, value: { hasMore: false } })
    if (!read.ok) return
    expect(read.value.events).toMatchObject([
      { id: 1, timestamp: 1795338000123, details: { input: { card: '4111' } } },
      { id: 2, timestamp: 1795338001000, details: { output: 'for 123456789012' } },
    ])
  })

  test('and says so where pages are still to come', () => {
    const read = readHistory(JSON.stringify({ events: [START], nextToken: 'x' }))
    expect(read).toMatchObject({ ok: true, value: { hasMore: true } })
  })

  test('without data that AWS cut', () => {
    const cut = { ...START.executionStartedEventDetails, inputDetails: { truncated: true } }
    const read = readHistory(text({ ...START, executionStartedEventDetails: cut }))
    expect(read.ok && Object.keys(read.value.events[0]?.details ?? {})).toEqual(['roleArn'])
  })

  test('with keys that objects have by themselves', () => {
    const pasted = text(START, END).replace(
      '"id": 1',
      '"__proto__": {"type": "x"}, "constructor": 1, "id": 1',
    )
    expect(readHistory(pasted).ok).toBe(true)
  })
})

describe('a sentence says what is wrong, and where', () => {
  test.each([
    ['', 'nothing here yet'],
    ['Unable to locate credentials', 'should begin at line 1, column 1'],
    ['{"events": [\n  {"id": 1,, }]}', 'not JSON at line 2, column 12'],
    [text(START).slice(0, -5), 'has no end'],
    ['[', 'has no end'],
    ['{"executions": []}', 'There is no "events" here'],
    ['{"events": []}', 'no events'],
    ['{"events": [7]}', 'Event 1 of the text: it should be an object'],
    [text({ ...START, id: '1' }), 'Event 1 of the text: "id" should be a whole number'],
    [text(START, { ...END, timestamp: 'yesterday' }), 'Event 2 of the text: "timestamp" should be a time'],
    [text(START, END, END), 'Event 2 is there twice'],
    [text(START, { ...END, id: 5 }), 'Events 2 to 4 of the history cannot be found'],
    [text(START, { ...END, previousEventId: 2 }), 'Event 2 names 2 as its cause'],
    ['['.repeat(300), 'nested deeper than 200 levels at line 1, column 201'],
  ])('%#', (pasted, sentence) => {
    const read = readHistory(pasted)
    expect(read.ok ? '' : read.error).toContain(sentence)
  })

  test('for any text, without throwing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => `{"events":[${json}]}`),
        ),
        (any) => {
          const read = readHistory(any)
          if (!read.ok) expect(read.error).toMatch(/^[A-Z].*[.?]$/)
        },
      ),
    )
  })
})

describe('redaction', () => {
  const everything = { accounts: true, arns: true, payloads: true }

  test('takes out accounts, names and values, and keeps what came where', () => {
    expect(redact([START, END], everything).events).toMatchObject([
      {
        id: 1,
        type: 'ExecutionStarted',
        timestamp: START.timestamp,
        executionStartedEventDetails: {
          input: '{"card":"redacted"}',
          roleArn: 'arn:aws:iam::100000000001:role/redacted-1',
        },
      },
      { id: 2, executionSucceededEventDetails: { output: '"redacted"' } },
    ])
  })

  test.each([
    [{ ...everything, payloads: false }, '4111', '123456789012'],
    [{ ...everything, accounts: false }, '123456789012', 'orders'],
    [{ ...everything, arns: false }, 'role/orders', '4111'],
  ])('%o', (redaction, stays, goes) => {
    const redacted = JSON.stringify(redact([START, END], redaction))
    expect(redacted).toContain(stays)
    expect(redacted).not.toContain(goes)
  })

  test('leaves a history that can be read again, event by event', () => {
    fc.assert(
      fc.property(ours, (history) => {
        const events = history.map(toApiHistoryEvent)
        const read = readHistory(JSON.stringify(redact(events, everything)))
        expect(read.ok && read.value.events.map(({ type, id }) => [type, id])).toEqual(
          events.map(({ type, id }) => [type, id]),
        )
        expect(JSON.stringify(redact(events, everything))).not.toContain('111122223333')
      }),
      { numRuns: 40 },
    )
  })
})
