import { beforeAll, describe, expect, test } from 'vitest'
import { loadHandlers, type RunHandler } from '@/lib/handlers'
import { handler, request } from './request'

let run: RunHandler
beforeAll(async () => {
  run = await loadHandlers()
})

/** Names and shapes: the runtime interface client for Node.js that AWS publishes. */
const thrown: { name: string; source: string; errorType: string; errorMessage: string; trace?: string[] }[] =
  [
    {
      name: 'an Error with its frames where Lambda keeps the code',
      source: 'export const handler = async () => {\n  throw new Error("no price")\n}',
      errorType: 'Error',
      errorMessage: 'no price',
      trace: ['Error: no price', '    at handler (file:///var/task/index.mjs:2:18)'],
    },
    {
      name: 'a class that names itself',
      source: `class Declined extends Error { name = 'Card.Declined' }\n${handler('throw new Declined("sorry")')}`,
      errorType: 'Card.Declined',
      errorMessage: 'sorry',
    },
    {
      name: 'a class with a constructor, whose frames do not count',
      source:
        'class Base extends Error {\n  constructor(m) {\n    super(m)\n  }\n}\nclass Declined extends Base {\n  name = "Declined"\n}\n' +
        'function pay() {\n  throw new Declined("sorry")\n}\nexport const handler = async () => {\n  pay()\n}',
      errorType: 'Declined',
      errorMessage: 'sorry',
      trace: [
        'Declined: sorry',
        expect.stringMatching(/^ {4}at pay \(file:\/\/\/var\/task\/index\.mjs:10:\d+\)$/),
        expect.stringMatching(/^ {4}at handler \(file:\/\/\/var\/task\/index\.mjs:13:\d+\)$/),
      ],
    },
    {
      name: 'an error whose class is a circle of its own making',
      source:
        'export const handler = async () => {\n  const error = new Error("odd")\n  error.constructor = new Proxy(function () {}, { getPrototypeOf: () => null })\n  throw error\n}',
      errorType: 'Error',
      errorMessage: 'odd',
    },
    {
      name: 'a class that does not',
      source: `class Declined extends Error {}\n${handler('throw new Declined("sorry")')}`,
      errorType: 'Error',
      errorMessage: 'sorry',
    },
    { name: 'a string', source: handler('throw "no"'), errorType: 'string', errorMessage: 'no', trace: [] },
    { name: 'null', source: handler('throw null'), errorType: 'object', errorMessage: 'null', trace: [] },
    {
      name: 'a rejected promise',
      source: 'export const handler = () => Promise.reject(new RangeError("far"))',
      errorType: 'RangeError',
      errorMessage: 'far',
    },
    {
      name: 'a member of undefined',
      source: handler('return event.order.id'),
      errorType: 'TypeError',
      errorMessage: "Cannot read properties of undefined (reading 'id')",
    },
    {
      name: 'an unknown name',
      source: handler('return nothing'),
      errorType: 'ReferenceError',
      errorMessage: 'nothing is not defined',
    },
    {
      name: 'a syntax error',
      source: 'export const handler = async () => {',
      errorType: 'Runtime.UserCodeSyntaxError',
      errorMessage: expect.stringMatching(/^SyntaxError: /),
    },
    {
      name: 'an error while the module loads',
      source: 'throw new Error("early"); export const handler = 1',
      errorType: 'Error',
      errorMessage: 'early',
    },
    {
      name: 'a package',
      source: `import axios from 'axios'\n${handler('')}`,
      errorType: 'Error',
      errorMessage: "Cannot find package 'axios' imported from /var/task/index.mjs",
    },
    {
      name: 'no handler',
      source: 'export const main = () => 1',
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: 'index.handler is undefined or not exported',
    },
    {
      name: 'a handler that is no function',
      source: 'export const handler = {}',
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: 'index.handler is not a function',
    },
    {
      name: 'a handler with a callback',
      source: 'export const handler = (event, context, callback) => callback()',
      errorType: 'Runtime.CallbackHandlerDeprecated',
      errorMessage: expect.stringMatching(/removed support for callback-based/),
    },
    {
      name: 'a circle',
      source: handler('const o = {}; o.o = o; return o'),
      errorType: 'Runtime.JSONStringifyError',
      errorMessage: 'Unable to stringify response body',
    },
    {
      name: 'a bigint',
      source: handler('return 1n'),
      errorType: 'Runtime.JSONStringifyError',
      errorMessage: 'Unable to stringify response body',
    },
    {
      name: 'an error that defends itself',
      source: handler('throw new (class extends Error { get name() { throw 1 } })()'),
      errorType: 'handled',
      errorMessage: expect.any(String),
      trace: [],
    },
    {
      name: 'a recursion without end',
      source: handler('const f = () => f(); f()'),
      errorType: 'RangeError',
      errorMessage: 'Maximum call stack size exceeded',
    },
  ]

describe('a handler fails with', () => {
  test.each(thrown)('$name', async ({ source, errorType, errorMessage, trace }) => {
    const outcome = await run(request(source))
    expect(outcome).toMatchObject({ kind: 'Threw', errorType, errorMessage })
    if (trace && outcome.kind === 'Threw') expect(outcome.trace).toEqual(trace)
  })

  test('at most ten frames', async () => {
    const outcome = await run(
      request(handler('const f = (n) => { if (n === 0) throw new Error("x"); f(n - 1) }; f(50)')),
    )
    expect(outcome.kind === 'Threw' && outcome.trace.length).toBe(11)
  })

  test('no frame of ours', async () => {
    const outcome = await run(
      request(handler('setTimeout(() => { throw new Error("late") }, 1); await new Promise(() => {})')),
    )
    expect(outcome).toMatchObject({ kind: 'Threw', errorMessage: 'late' })
    expect(JSON.stringify(outcome)).not.toContain('lambda:runtime')
  })
})

describe('what Lambda has and the sandbox has not', () => {
  test.each([
    'process.env.TABLE',
    'fetch("https://example.com")',
    'require("fs")',
    'Buffer.from("x")',
    'structuredClone({})',
  ])('%s is a ReferenceError, and the log says what to do instead', async (code) => {
    const outcome = await run(request(handler(`return ${code}`)))
    expect(outcome).toMatchObject({ kind: 'Threw', errorType: 'ReferenceError' })
    expect(outcome.logs.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^The sandbox runs handlers without /),
    ])
  })

  test.each([
    'WebAssembly',
    'Worker',
    'XMLHttpRequest',
    'globalThis.process',
    'globalThis.std',
    'globalThis.os',
  ])('%s is not there', async (name) => {
    expect(await run(request(handler(`return typeof ${name}`)))).toMatchObject({ payload: 'undefined' })
  })
})

/** QuickJS notes a place with each call, so what does not call anything is found at the call before it. */
describe('what was cut off says where it was last seen', () => {
  const lines = (...body: string[]) => ['export const handler = async (event) => {', ...body, '}'].join('\n')

  test.each([
    ['a loop', lines('let n = 0', 'for (;;) {', 'n = Math.abs(n + 1)', '}'), 4],
    ['a loop without a call, after one', lines('console.log(1)', 'let n = 0', 'for (;;) n += 1'), 2],
    ['a loop in a function', `const spin = () => {\n  for (;;) Math.sqrt(2)\n}\n${lines('spin()')}`, 2],
    ['a loop after a pause', lines('await null', 'for (;;) Math.sqrt(2)'), 3],
    ['a loop in the module', 'let n = 0\nfor (;;) Math.sqrt(n)', 2],
    ['a regular expression', lines('return /^(a+)+$/.test("a".repeat(40) + "b")'), 2],
    [
      'a loop that hides its traces',
      lines('Error.prepareStackTrace = () => "x"', 'for (;;) Math.sqrt(2)'),
      3,
    ],
  ])('%s', async (_, source, line) => {
    expect(await run(request(source))).toMatchObject({ kind: 'TimedOut', line })
  })

  test.each([
    ['a timer that is due too late', lines('await new Promise((done) => setTimeout(done, 9000))')],
    ['promises without end', lines('for (;;) await null')],
    ['a loop that lets nobody ask', lines('String.prototype.split = () => { for (;;); }', 'for (;;);')],
  ])('%s cannot', async (_, source) => {
    const outcome = await run(request(source))
    expect(outcome.kind).toBe('TimedOut')
    expect(outcome).not.toHaveProperty('line')
  })

  test('memory', async () => {
    const outcome = await run(request(lines('const all = []', 'for (;;) all.push(new Uint8Array(1 << 20))')))
    expect(outcome).toMatchObject({ kind: 'OutOfMemory', line: 3 })
  })
})

describe('Lambda ends', () => {
  test('a promise that nobody can settle any more', async () => {
    const outcome = await run(request(handler('await new Promise(() => {})')))
    expect(outcome).toMatchObject({ kind: 'Exited', errorType: 'Runtime.NodeJsExit' })
  })

  test('an answer above 6 MiB', async () => {
    const outcome = await run(request(handler('return "x".repeat(6_291_556)')))
    expect(outcome).toMatchObject({ kind: 'Exited', errorType: 'Function.ResponseSizeTooLarge' })
  })
})
