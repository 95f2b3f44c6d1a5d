import { beforeAll, describe, expect, test } from 'vitest'
import { loadHandlers, type RunHandler } from '@/lib/handlers'
import type { JsonValue } from '@/lib/json'
import { handler, request } from './request'

let run: RunHandler
beforeAll(async () => {
  run = await loadHandlers()
})

const cases: { name: string; source: string; event?: JsonValue; payload: JsonValue }[] = [
  {
    name: 'an async arrow',
    source: handler('return { total: event.n * 2 }'),
    event: { n: 4 },
    payload: { total: 8 },
  },
  {
    name: 'a sync function',
    source: 'export function handler(event) { return event }',
    event: [1],
    payload: [1],
  },
  { name: 'an async function', source: 'export async function handler() { return 1 }', payload: 1 },
  { name: 'the handler of a default export', source: 'export default { handler: () => 1 }', payload: 1 },
  {
    name: 'a generator of its own',
    source: handler('return [...(function* () { yield 1; yield 2 })()]'),
    payload: [1, 2],
  },
  { name: 'undefined as null', source: handler(''), payload: null },
  { name: 'a function as null', source: handler('return () => 1'), payload: null },
  { name: 'a date as text', source: handler('return new Date(0)'), payload: '1970-01-01T00:00:00.000Z' },
  { name: 'what toJSON says', source: handler('return { toJSON: () => "x" }'), payload: 'x' },
  { name: 'a null event', source: handler('return event'), event: null, payload: null },
  {
    name: 'text beyond ASCII',
    source: handler('return event + "✓"'),
    event: 'é😀\u0000',
    payload: 'é😀\u0000✓',
  },
  {
    name: 'a top-level await',
    source: 'const n = await Promise.resolve(4); export const handler = () => n',
    payload: 4,
  },
  {
    name: 'awaited promises',
    source: handler(
      'return Promise.all([1, Promise.resolve(2), new Promise((resolve) => setTimeout(resolve, 5, 3))])',
    ),
    payload: [1, 2, 3],
  },
  {
    name: 'its context',
    source: handler('return { ...context, left: context.getRemainingTimeInMillis() }'),
    payload: {
      functionVersion: '$LATEST',
      functionName: 'price-order',
      memoryLimitInMB: '128',
      logGroupName: '/aws/lambda/price-order',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:price-order',
      awsRequestId: '6f1a9a0c-4a3c-4f57-9d2f-0a8f5f2f7c11',
      left: 3000,
    },
  },
]

describe('a handler returns', () => {
  test.each(cases)('$name', async ({ source, event = {}, payload }) => {
    expect(await run(request(source, { event }))).toEqual({
      kind: 'Returned',
      payload,
      logs: [],
      billedMs: expect.any(Number),
    })
  })
})

describe('console', () => {
  const lines: { name: string; call: string; text: string }[] = [
    { name: 'words', call: 'console.log("a", 1, true, null, undefined)', text: 'a 1 true null undefined' },
    {
      name: 'objects',
      call: 'console.log({ a: [1, "x"], "b-c": { d: { e: {} } } })',
      text: "{ a: [ 1, 'x' ], 'b-c': { d: { e: {} } } }",
    },
    {
      name: 'deep objects',
      call: 'console.log({ a: { b: { c: { d: 1 } } } })',
      text: '{ a: { b: { c: [Object] } } }',
    },
    { name: 'circles', call: 'const o = {}; o.o = o; console.log(o)', text: '{ o: [Circular *1] }' },
    {
      name: 'formats',
      call: 'console.log("%s has %d%% of %j", "x", 5, { a: 1 }, "!")',
      text: 'x has 5% of {"a":1} !',
    },
    {
      name: 'maps and sets',
      call: 'console.log(new Map([[1, "a"]]), new Set([1]))',
      text: "Map(1) { 1 => 'a' } Set(1) { 1 }",
    },
    { name: 'instances', call: 'console.log(new (class Order { id = 1 })())', text: 'Order { id: 1 }' },
    { name: 'functions', call: 'console.log(function pay() {}, 1n)', text: '[Function: pay] 1n' },
    {
      name: 'values that refuse',
      call: 'console.log({ toString() { throw 1 }, get a() { throw 1 } })',
      text: '[the logged value could not be shown]',
    },
  ]
  test.each(lines)('writes $name', async ({ call, text }) => {
    expect((await run(request(handler(call)))).logs).toEqual([{ level: 'log', text }])
  })

  test('tells levels apart', async () => {
    const { logs } = await run(
      request(handler('for (const level of ["debug", "info", "warn", "error"]) console[level](level)')),
    )
    expect(logs).toEqual(['debug', 'info', 'warn', 'error'].map((level) => ({ level, text: level })))
  })

  test('is bounded in lines, in characters and in the length of a line', async () => {
    const many = await run(request(handler('for (let i = 0; i < 5000; i++) console.log(i)')))
    expect(many.logs.length).toBe(201)
    const long = await run(request(handler('for (let i = 0; i < 50; i++) console.log("x".repeat(1e6))')))
    expect(long.logs.map(({ text }) => text.length).reduce((a, b) => a + b)).toBeLessThan(70_000)
  })
})
