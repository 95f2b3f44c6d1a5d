import { beforeAll, describe, expect, test } from 'vitest'
import { loadHandlers, type RunHandler } from '@/lib/handlers'
import { handler, request } from './request'

let run: RunHandler
beforeAll(async () => {
  run = await loadHandlers()
})

const stack = { kind: 'Threw', errorType: 'RangeError', errorMessage: 'Maximum call stack size exceeded' }
const harmless = { kind: 'Returned', payload: 'still here' }

const hostile: { name: string; source: string; outcome: object }[] = [
  { name: 'an endless loop', source: handler('for (;;);'), outcome: { kind: 'TimedOut' } },
  {
    name: 'a loop that catches everything',
    source: handler('for (;;) try { for (;;); } catch {} finally { continue }'),
    outcome: { kind: 'TimedOut' },
  },
  { name: 'a loop in the module', source: 'for (;;);', outcome: { kind: 'TimedOut' } },
  {
    name: 'a loop in a getter',
    source: handler('return { get total() { for (;;); } }'),
    outcome: { kind: 'TimedOut' },
  },
  {
    name: 'a loop in toJSON',
    source: handler('return { toJSON() { for (;;); } }'),
    outcome: { kind: 'TimedOut' },
  },
  {
    name: 'a loop in a thrown value',
    source: handler('throw { toString() { for (;;); } }'),
    outcome: { kind: 'TimedOut' },
  },
  {
    name: 'a loop in a thenable',
    source: handler('return { then() { for (;;); } }'),
    outcome: { kind: 'TimedOut' },
  },
  { name: 'a loop of promises', source: handler('for (;;) await null'), outcome: { kind: 'TimedOut' } },
  {
    name: 'a loop of promises after the answer',
    source: handler('(async () => { for (;;) await null })(); return 1'),
    outcome: { kind: 'TimedOut' },
  },
  {
    name: 'a loop of timers',
    source: handler('const again = () => setTimeout(again, 0); again(); await new Promise(() => {})'),
    outcome: { kind: 'TimedOut' },
  },
  {
    name: 'an interval',
    source: handler('setInterval(() => {}, 1000); await new Promise(() => {})'),
    outcome: { kind: 'TimedOut' },
  },
  {
    name: 'a catastrophic regular expression',
    source: handler('return /^(a+)+$/.test("a".repeat(40) + "b")'),
    outcome: { kind: 'TimedOut' },
  },
  {
    name: 'a loop in a sort',
    source: handler('[2, 1].sort(() => { for (;;); })'),
    outcome: { kind: 'TimedOut' },
  },
  {
    name: 'a loop in a proxy',
    source: handler('return new Proxy({}, { ownKeys() { for (;;); } })'),
    outcome: { kind: 'TimedOut' },
  },
  {
    name: 'a sleep beyond the timeout',
    source: handler('await new Promise((resolve) => setTimeout(resolve, 3000))'),
    outcome: { kind: 'TimedOut' },
  },

  {
    name: 'arrays without end',
    source: handler('const all = []; for (;;) all.push(new Array(1000).fill(1))'),
    outcome: { kind: 'OutOfMemory' },
  },
  {
    name: 'a gigabyte at once',
    source: handler('return new ArrayBuffer(1e9).byteLength'),
    outcome: { kind: 'OutOfMemory' },
  },
  {
    name: 'memory errors caught',
    source: handler('for (;;) try { "x".repeat(2 ** 29) } catch { return "caught" }'),
    outcome: { kind: 'OutOfMemory' },
  },
  {
    name: 'strings that double',
    source: handler('let s = "x"; for (;;) s += s'),
    outcome: { kind: 'Threw', errorType: 'RangeError', errorMessage: 'Invalid string length' },
  },
  {
    name: 'a JSON bomb',
    source: handler(
      'let s = "0"; for (let i = 0; i < 20; i++) s = "[" + s + "," + s + "]"; const all = []; for (;;) all.push(JSON.parse(s))',
    ),
    outcome: { kind: 'OutOfMemory' },
  },

  { name: 'deep recursion', source: handler('const f = (n) => f(n + 1) + 1; return f(0)'), outcome: stack },
  {
    name: 'recursion through getters',
    source: handler('const o = { get x() { return this.x } }; return o.x'),
    outcome: stack,
  },
  {
    name: 'recursion through toJSON',
    source: handler('const o = { toJSON: () => JSON.stringify(o) }; return JSON.stringify(o)'),
    outcome: stack,
  },
  {
    name: 'deeply nested JSON parsed',
    source: handler('return JSON.parse("[".repeat(100000))'),
    outcome: stack,
  },
  {
    name: 'deeply nested JSON returned',
    source: handler('let a = []; for (let i = 0; i < 50000; i++) a = [a]; return a'),
    outcome: { kind: 'Threw', errorType: 'Runtime.JSONStringifyError' },
  },
  {
    name: 'deeply nested source',
    source: `export const handler = () => ${'('.repeat(50_000)}1${')'.repeat(50_000)}`,
    outcome: stack,
  },

  {
    name: 'a prototype polluted',
    source: handler('Object.prototype.kind = "Threw"; Object.prototype.payload = 1; return "still here"'),
    outcome: harmless,
  },
  {
    name: 'setters on Array.prototype',
    source: handler('Object.defineProperty(Array.prototype, 0, { set() { throw 1 } }); return "still here"'),
    outcome: harmless,
  },
  {
    name: 'the function constructor',
    source: handler(
      'return (() => {}).constructor.constructor("return typeof process")() === "undefined" && "still here"',
    ),
    outcome: harmless,
  },
  {
    name: 'a frozen world',
    source: handler(
      'for (const name of Object.getOwnPropertyNames(globalThis)) try { Object.freeze(globalThis[name]) } catch {} return "still here"',
    ),
    outcome: harmless,
  },
  {
    name: 'builtins thrown away',
    source: handler(
      'const all = globalThis; const { deleteProperty } = Reflect; for (const name of Object.getOwnPropertyNames(all)) deleteProperty(all, name); return "still here"',
    ),
    outcome: harmless,
  },
  {
    name: 'a __proto__ in the answer',
    source: handler('return JSON.parse(\'{"__proto__":{"x":1}}\').x === undefined && "still here"'),
    outcome: harmless,
  },
  {
    name: 'console taken over',
    source: handler('console.log = null; globalThis.console = null; return "still here"'),
    outcome: harmless,
  },
]

describe('a hostile handler', () => {
  test.each(hostile)('$name', async ({ source, outcome }) => {
    expect(await run(request(source))).toMatchObject(outcome)
  })

  test.each(hostile)('$name: the same again, to the byte', async ({ source }) => {
    expect(await run(request(source))).toEqual(await run(request(source)))
  })

  test('leaves nothing behind for the next', async () => {
    await run(
      request(
        handler(
          'globalThis.secret = 1; Object.prototype.secret = 1; Math.random = () => 4; JSON.parse = () => 5',
        ),
      ),
    )
    const next = await run(request(handler('return [typeof secret, Math.random() < 1, JSON.parse("1")]')))
    expect(next).toMatchObject({ payload: ['undefined', true, 1] })
  })

  test('does not touch the host', async () => {
    await run(
      request(handler('Object.prototype.polluted = 1; return JSON.parse(\'{"__proto__":{"polluted":1}}\')')),
    )
    expect('polluted' in {}).toBe(false)
  })

  test('two at once keep apart', async () => {
    const outcomes = await Promise.all(
      [1, 2, 3].map((n) => run(request(handler('return event'), { event: n }))),
    )
    expect(outcomes.map((outcome) => outcome.kind === 'Returned' && outcome.payload)).toEqual([1, 2, 3])
    const ended = await Promise.all([
      run(request(handler('for (;;);'))),
      run(request(handler('return 1'))),
      run(request(handler('for (;;);'))),
    ])
    expect(ended.map(({ kind }) => kind)).toEqual(['TimedOut', 'Returned', 'TimedOut'])
  })
})
