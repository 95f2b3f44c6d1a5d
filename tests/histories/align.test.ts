import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { align, areEqual, type RecordedEvent } from '@/lib/histories'
import type { JsonObject } from '@/lib/json'
import { histories, reordered } from './arbitrary-histories'

const RUNS = { numRuns: 40 }

describe('any history', () => {
  test('equals itself, at another time and in another account', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: -1e9, max: 1e9 }), (history, later) => {
        const other = history.map((event) => ({
          ...event,
          timestamp: event.timestamp + later,
          details: JSON.parse(
            JSON.stringify(event.details).replaceAll('111122223333', '444455556666'),
          ) as JsonObject,
        }))
        expect(areEqual(history, other)).toBe(true)
      }),
      RUNS,
    )
  })

  test('has each event of both sides in the alignment once', () => {
    fc.assert(
      fc.property(histories, histories, (one, other) => {
        const { rows } = align(one, other)
        const here = rows.flatMap((row) => ('here' in row ? [row.here.id] : []))
        const there = rows.flatMap((row) => ('there' in row ? [row.there.id] : []))
        expect(here.sort(byNumber)).toEqual(one.map(({ id }) => id))
        expect(there.sort(byNumber)).toEqual(other.map(({ id }) => id))
      }),
      RUNS,
    )
  })

  test.each<[string, (event: RecordedEvent) => RecordedEvent | undefined]>([
    ['the name of a state', (event) => withDetail(event, 'name', () => 'Elsewhere')],
    ['an input', (event) => withDetail(event, 'input', (input) => [input ?? null])],
    ['an output', (event) => withDetail(event, 'output', (output) => ({ was: output ?? null }))],
    ['an error', (event) => withDetail(event, 'error', (error) => `${String(error)}.Other`)],
    ['an iteration', (event) => withDetail(event, 'index', (index) => Number(index) + 100)],
    ['a type', (event) => ({ ...event, type: event.type === 'TaskFailed' ? 'TaskTimedOut' : 'TaskFailed' })],
  ])('does not equal one in which %s is another', (_, change) => {
    fc.assert(
      fc.property(histories, fc.nat(), (history, pick) => {
        const changeable = history.filter((event) => change(event) !== undefined)
        const chosen = changeable[pick % Math.max(1, changeable.length)]
        fc.pre(chosen !== undefined)
        const other = history.map((event) => (event === chosen ? (change(event) ?? event) : event))
        expect(areEqual(history, other)).toBe(false)
        expect(areEqual(other, history)).toBe(false)
      }),
      RUNS,
    )
  })

  test('does not equal its beginning', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (history, cut) => {
        expect(areEqual(history, history.slice(0, cut % history.length))).toBe(false)
      }),
      RUNS,
    )
  })
})

test('the order among branches and iterations that run at once does not matter', () => {
  let moved = 0
  fc.assert(
    fc.property(reordered, ({ one, other }) => {
      if (one.some(({ type }, index) => type !== other[index]?.type)) moved++
      const { rows } = align(one, other)
      expect(rows.filter(({ kind }) => kind !== 'same')).toEqual([])
    }),
    RUNS,
  )
  expect(moved).toBeGreaterThan(10)
})

describe('where two part', () => {
  const history = chain('Pick', 'Pack', 'Ship')

  test('a state more on one side stands alone', () => {
    const { rows, firstDivergence } = align(history, chain('Pick', 'Ship'))
    expect(rows.map(({ kind }) => kind)).toEqual([
      'same',
      'same',
      'same',
      'only here',
      'only here',
      'same',
      'same',
      'same',
    ])
    expect(firstDivergence).toBe(3)
  })

  test('a renamed state stands beside the other, and the place is told', () => {
    const { rows, firstDivergence } = align(history, chain('Pick', 'Wrap', 'Ship'))
    expect(rows[firstDivergence ?? 0]).toMatchObject({ kind: 'differs', at: ['/name'] })
    expect(rows.filter(({ kind }) => kind !== 'same')).toHaveLength(2)
  })

  test('places point into the data', () => {
    const other = history.map((event) =>
      event.id === 4 ? { ...event, details: { ...event.details, input: { a: [1, { 'b/c': 2 }] } } } : event,
    )
    const here = history.map((event) =>
      event.id === 4 ? { ...event, details: { ...event.details, input: { a: [1, { 'b/c': 3 }] } } } : event,
    )
    const { rows } = align(here, other)
    expect(rows[3]).toMatchObject({ kind: 'differs', at: ['/input/a/1/b~1c'] })
  })

  test('data that one side does not have are counted, not compared', () => {
    const without = history.map((event) => {
      const { input: _, output: __, ...details } = event.details
      return { ...event, details }
    })
    expect(align(history, without)).toMatchObject({ withoutData: 8 })
    expect(areEqual(history, without)).toBe(true)
  })
})

describe('what AWS makes does not count', () => {
  test.each([
    [
      'arn:aws:lambda:us-east-1:111122223333:function:charge',
      'arn:aws:lambda:eu-west-1:444455556666:function:x',
    ],
    ['2026-11-22T10:00:00.500Z', '2026-11-22T10:00:00.700Z'],
    ['0f9a8b7c-1111-4222-8333-444455556666', 'aaaaaaaa-1111-4222-8333-444455556666'],
    ['No item (Service: DynamoDb, Request ID: ABC1)', 'No item (Service: DynamoDb, Request ID: XYZ2)'],
    ['entered at the event id #2', 'entered at the event id #7'],
    ['A'.repeat(600), `${'B'.repeat(700)}==`],
  ])('%s', (one, other) => {
    expect(areEqual(ending(one), ending(other))).toBe(true)
  })

  test.each([
    ['arn:aws:lambda:us-east-1:111122223333:function:charge', 'arn:aws:sqs:us-east-1:111122223333:charge'],
    ['2026-11-22T10:00:00.500Z', '2020-01-01T00:00:00.000Z'],
    ['0f9a8b7c-1111-4222-8333-444455556666', 'none'],
    ['12', '13'],
  ])('but %s is not %s', (one, other) => {
    expect(areEqual(ending(one), ending(other))).toBe(false)
  })

  test('a Lambda function’s stack and request are not its failure', () => {
    const cause = (trace: string, errorMessage = 'No stock') =>
      JSON.stringify({ errorType: 'Error', errorMessage, trace: [trace], requestId: trace })
    const failing = (text: string) => [
      start(),
      event(2, 'LambdaFunctionFailed', { error: 'Error', cause: text }),
    ]
    expect(areEqual(failing(cause('a')), failing(cause('b')))).toBe(true)
    expect(areEqual(failing(cause('a')), failing(cause('a', 'No way')))).toBe(false)

    const caught = (text: string) => [
      start(),
      event(2, 'TaskStateExited', { name: 'A', output: { failure: { Error: 'Error', Cause: text } } }),
    ]
    expect(areEqual(caught(cause('a')), caught(cause('b')))).toBe(true)
    expect(areEqual(caught(cause('a')), caught(cause('a', 'No way')))).toBe(false)

    const read = (text: string) => [
      start(),
      event(2, 'PassStateExited', { name: 'A', output: JSON.parse(text) }),
    ]
    expect(areEqual(read(cause('a')), read(cause('b')))).toBe(true)
    expect(areEqual(read(cause('a')), read(cause('a', 'No way')))).toBe(false)
  })
})

function chain(...names: string[]): RecordedEvent[] {
  const events = names.flatMap((name, index) => [
    event(2 * index + 2, 'PassStateEntered', { name, input: {} }, index === 0 ? 0 : 2 * index + 1),
    event(2 * index + 3, 'PassStateExited', { name, output: {} }),
  ])
  const last = 2 * names.length + 2
  return [start(), ...events, event(last, 'ExecutionSucceeded', { output: {} })]
}

function ending(text: string): RecordedEvent[] {
  return [start(), event(2, 'ExecutionSucceeded', { output: { text } })]
}

function start(): RecordedEvent {
  return event(1, 'ExecutionStarted', { input: {} })
}

function event(id: number, type: string, details: JsonObject, previousEventId = id - 1): RecordedEvent {
  return { id, previousEventId, type, timestamp: Date.parse('2026-11-22T10:00:00Z') + id, details }
}

function withDetail(
  event: RecordedEvent,
  name: string,
  change: (value: JsonObject[string] | undefined) => JsonObject[string],
): RecordedEvent | undefined {
  if (!Object.hasOwn(event.details, name)) return undefined
  return { ...event, details: { ...event.details, [name]: change(event.details[name]) } }
}

function byNumber(one: number, other: number): number {
  return one - other
}
