import { describe, expect, test } from 'vitest'
import { calledFunction } from '@/app/_workbench/timeline/called-function'
import { failedLine, handlerReport } from '@/app/_workbench/timeline/handler-report'
import type { HistoryEvent } from '@/lib/asl'
import { type Call, detailsOf, resourceOf } from './account-run'

describe('a function', () => {
  const handler = (...lines: string[]) =>
    ['export const handler = async (event) => {', ...lines, '}'].join('\n')
  const invoked = async (source: string, more: object = {}) => {
    const setup = { functions: { price: { source, ...more } } }
    return resourceOf(setup, 'function price', [['lambda:invoke', { FunctionName: 'price', Payload: {} }]])
  }

  test('shows what each invocation logged, with its level', async () => {
    const price = await invoked(handler('console.log("pricing", event)', 'console.warn("no total")'))
    expect(price).toMatchObject({ count: '1 invocation', change: { words: '1 new' } })
    expect(price.entries[0]).toMatchObject({
      title: 'Invocation 1',
      mark: { words: 'Returned' },
      note: expect.stringMatching(/^at \+0 ms, took 1 ms, request [\da-f-]{36}$/),
      log: [
        { level: 'log', text: 'pricing {}' },
        { level: 'warn', text: 'no total' },
      ],
    })
  })

  test('that throws shows what, where and what would help', async () => {
    const price = await invoked(handler('const { order } = event', '  return order.total'))
    expect(price.change?.words).toBe('1 new, 1 failed')
    expect(price.code?.failedLines).toEqual([3])
    expect(price.entries[0]).toMatchObject({
      mark: { glyph: 'bad', words: 'Threw' },
      failure: {
        error: 'TypeError',
        message: "Cannot read properties of undefined (reading 'total')",
        where: 'In line 3 of its code, marked below.',
        help: expect.stringContaining('member of undefined'),
      },
    })
    expect(detailsOf(price.entries[0])).toContain('index.mjs:3')
  })

  test.each([
    [handler('for (;;);'), {}, 'Timed out', 'loop without end'],
    [handler('await new Promise(() => {})'), {}, 'Ended by Lambda', 'nothing settles'],
    [handler('return "slow"'), { durationMs: 9_000 }, 'Timed out', 'used up its timeout'],
    [handler('const all = []', 'for (;;) all.push(new Uint8Array(1 << 20))'), {}, 'Out of memory', '64 MiB'],
    ['export const main = 1', {}, 'Threw', 'named handler'],
    ['export const handler = (', {}, 'Threw', 'could not be read as JavaScript'],
    [handler('return fetch("https://example.org")'), {}, 'Threw', 'the log says so'],
  ])('%s %o ends with a word of help', async (source, more, words, help) => {
    const price = await invoked(source, more)
    expect(price.entries[0]).toMatchObject({
      mark: { words },
      failure: { help: expect.stringContaining(help) },
    })
  })

  test('shows the code of the version that failed', async () => {
    const versions = { '1': { source: handler('return 1', 'throw new Error("old")') } }
    const aliases = { live: '1' }
    const setup = { functions: { price: { source: handler('return 2'), versions, aliases } } }
    const call = (FunctionName: string): Call => ['lambda:invoke', { FunctionName, Payload: {} }]
    const latest = await resourceOf(setup, 'function price', [call('price')])
    expect(latest.code).toEqual({ text: handler('return 2'), failedLines: [] })
    versions['1'].source = handler('if (event) throw new Error("old")')
    const old = await resourceOf(setup, 'function price', [
      call('price'),
      call('price:live'),
      call('price:1'),
    ])
    expect(old.code).toEqual({ text: versions['1'].source, failedLines: [2, 2] })
    expect(old.entries[1]?.note).toContain('version 1')
  })

  test('that nobody called says what would call it', async () => {
    const price = await resourceOf({ functions: { price: { source: '' } } }, 'function price')
    expect(price).not.toHaveProperty('change')
    expect(price).toMatchObject({
      count: '0 invocations',
      empty: expect.stringContaining('lambda:invoke'),
    })
  })
})

describe('a failed function in the history', () => {
  const scheduled = (details: object, type = 'TaskScheduled') =>
    [{ id: 1, previousEventId: 0, timestamp: 0, type, details }] as unknown as HistoryEvent[]
  const byName = (FunctionName: unknown) =>
    scheduled({ resourceType: 'lambda', parameters: { FunctionName } })

  test.each([
    [
      scheduled(
        { resource: 'arn:aws:lambda:us-east-1:111122223333:function:price:2' },
        'LambdaFunctionScheduled',
      ),
      { name: 'price', accountId: '111122223333' },
    ],
    [byName('price'), { name: 'price' }],
    [byName('price:live'), { name: 'price' }],
    [byName('444455556666:function:price'), { name: 'price', accountId: '444455556666' }],
    [byName(7), undefined],
    [byName(''), undefined],
    [scheduled({ resourceType: 'sqs', parameters: {} }), undefined],
    [[], undefined],
  ])('%j is a call of %o', (events, called) => {
    expect(calledFunction(events)).toEqual(called)
  })

  test.each([
    [undefined, undefined],
    ['no JSON', undefined],
    ['{"broken"', undefined],
    ['{"message":"x"}', undefined],
    ['{"errorMessage":7}', undefined],
    ['{"errorMessage":"x"}', { errorMessage: 'x', trace: [] }],
    [
      '{"errorMessage":"x","trace":["Error: x",7,"    at f (file:///var/task/index.mjs:12:3)"]}',
      { errorMessage: 'x', trace: ['Error: x', '    at f (file:///var/task/index.mjs:12:3)'], line: 12 },
    ],
  ])('the cause %s is the report %o', (cause, report) => {
    expect(handlerReport(cause)).toEqual(report)
  })

  test('a message that looks like a frame of another file names no line', () => {
    expect(failedLine(['Error: see main.mjs:4'])).toBeUndefined()
  })
})
