import { handler } from './request'

/** What a handler does to get out, or to never come back, and how its invocation is to end. */
export interface HostileRow {
  name: string
  source: string
  /** Part of the outcome. */
  outcome: object
  /** Words in the log that help the learner, where the outcome alone does not. */
  remark?: RegExp
}

const timedOut = { kind: 'TimedOut' }
/** Stopped while the handler itself was at work, so that its learner is told where. */
const timedOutInLine = { kind: 'TimedOut', line: 1 }
const outOfMemory = { kind: 'OutOfMemory' }
const stackOverflow = {
  kind: 'Threw',
  errorType: 'RangeError',
  errorMessage: 'Maximum call stack size exceeded',
}
const harmless = { kind: 'Returned', payload: 'still here' }
const threw = (errorType: string, errorMessage: string) => ({ kind: 'Threw', errorType, errorMessage })

type Rows = [name: string, body: string, outcome: object, remark?: RegExp][]

/** Code that never ends, and says so to QuickJS at every turn. */
const loops: Rows = [
  ['an endless loop', 'for (;;);', timedOutInLine],
  [
    'a loop that catches everything',
    'for (;;) try { for (;;); } catch {} finally { continue }',
    timedOutInLine,
  ],
  ['a loop in a getter', 'return { get total() { for (;;); } }', timedOutInLine],
  ['a loop in toJSON', 'return { toJSON() { for (;;); } }', timedOutInLine],
  ['a loop in toString', 'return String({ toString() { for (;;); } })', timedOutInLine],
  ['a loop in Symbol.toPrimitive', 'return 1 + { [Symbol.toPrimitive]() { for (;;); } }', timedOutInLine],
  [
    'a loop in Symbol.hasInstance',
    'return 1 instanceof { [Symbol.hasInstance]() { for (;;); } }',
    timedOutInLine,
  ],
  ['a loop in a thrown value', 'throw { toString() { for (;;); } }', timedOutInLine],
  [
    "a loop in an error's message",
    'throw { __proto__: Error.prototype, get message() { for (;;); } }',
    timedOutInLine,
  ],
  ['a loop in a logged value', 'console.log({ get total() { for (;;); } })', timedOutInLine],
  ['a loop in a logged proxy', 'console.log(new Proxy({}, { ownKeys() { for (;;); } }))', timedOutInLine],
  ['a loop in a thenable', 'return { then() { for (;;); } }', timedOutInLine],
  ['a loop in a sort', '[2, 1].sort(() => { for (;;); })', timedOutInLine],
  ['a loop in a replacement', 'return "x".replace(/x/, () => { for (;;); })', timedOutInLine],
  ['a loop in a proxy', 'return new Proxy({}, { ownKeys() { for (;;); } })', timedOutInLine],
  ['a loop in code made at run time', 'return eval("for (;;);")', timedOut],
  ['a loop in a function made at run time', 'return new Function("for (;;);")()', timedOut],
  ['a loop of promises', 'for (;;) await null', timedOut],
  ['a loop of promises after the answer', '(async () => { for (;;) await null })(); return 1', timedOut],
  [
    'a storm of microtasks',
    'const again = () => Promise.resolve().then(again); again(); await new Promise(() => {})',
    timedOut,
  ],
  [
    'an asynchronous generator',
    'for await (const _ of (async function* () { for (;;) yield 1 })());',
    timedOut,
  ],
  ['a generator taken whole', 'return [...(function* () { for (;;) yield 1 })()].length', timedOut],
  [
    'a loop of timers',
    'const again = () => setTimeout(again, 0); again(); await new Promise(() => {})',
    timedOut,
  ],
  ['an interval', 'setInterval(() => {}, 1000); await new Promise(() => {})', timedOut],
  ['a sleep beyond the timeout', 'await new Promise((resolve) => setTimeout(resolve, 3000))', timedOut],
  ['a wait for the clock', 'const end = Date.now() + 60000; while (Date.now() < end);', timedOutInLine],
  ['a catastrophic regular expression', 'return /^(a+)+$/.test("a".repeat(40) + "b")', timedOutInLine],
  ['a catastrophic back reference', 'return /^(a*)*\\1$/.test("a".repeat(40) + "b")', timedOutInLine],
]

/** Single calls that QuickJS takes hours for without asking anybody whether to go on. */
const longCalls: Rows = [
  ['an array said to be long', 'new Array(2 ** 32 - 1).forEach(() => {})', timedOutInLine],
  ['a search in such an array', 'return new Array(2 ** 32 - 1).indexOf(1)', timedOutInLine],
  ['a sort of such an array', 'return new Array(2 ** 32 - 1).sort().length', timedOutInLine],
  ['something like an array', 'return [].includes.call({ length: 2 ** 53 - 1 }, 1)', timedOutInLine],
  ['a typed array of something like an array', 'return new Uint8Array({ length: 5e7 })', timedOutInLine],
  [
    'a search for half a text in a text',
    'return "a".repeat(1e6).indexOf("a".repeat(5e5) + "b")',
    timedOutInLine,
  ],
  ['digits of a great number', 'return String(1n << 1000000n)', timedOutInLine],
  ['a power', 'return typeof (3n ** 600000n)', timedOutInLine],
  ['long texts made again and again', 'for (;;) "x".repeat(1e7)', timedOutInLine],
  [
    'long texts compared again and again',
    'const [a, b] = ["a", "b"].map((end) => "x".repeat(3e6) + end); for (;;) a === b',
    timedOutInLine,
  ],
  ['bytes written again and again', 'const all = new Uint8Array(3e7); for (;;) all.fill(1)', timedOutInLine],
  [
    'JSON read again and again',
    'const text = "[" + "1,".repeat(1e5) + "1]"; for (;;) JSON.parse(text)',
    timedOutInLine,
  ],
]

const memory: Rows = [
  ['arrays without end', 'const all = []; for (;;) all.push(new Array(1000).fill(1))', outOfMemory],
  ['typed arrays without end', 'const all = []; for (;;) all.push(new Uint8Array(1e6))', outOfMemory],
  ['a gigabyte at once', 'return new ArrayBuffer(1e9).byteLength', outOfMemory],
  ['a gigabyte of numbers', 'return new Float64Array(125e6).length', outOfMemory],
  ['a gigabyte of elements', 'return new Array(125e6).fill(1).length', outOfMemory],
  ['a gigabyte of text', 'return "x".repeat(2 ** 30)', threw('RangeError', 'Invalid string length')],
  ['half a gigabyte of text', 'return "x".padStart(2 ** 29)', outOfMemory],
  ['memory errors caught', 'for (;;) try { "x".repeat(2 ** 29) } catch { return "caught" }', outOfMemory],
  ['strings that double', 'let s = "x"; for (;;) s += s', threw('RangeError', 'Invalid string length')],
  ['numbers that square', 'let n = 3n ** 100n; for (;;) n *= n', timedOutInLine],
  ['numbers that shift', 'return 1n << 2000000n', threw('RangeError', 'Maximum BigInt size exceeded')],
  [
    'a JSON bomb',
    'let s = "0"; for (let i = 0; i < 20; i++) s = "[" + s + "," + s + "]"; const all = []; for (;;) all.push(JSON.parse(s))',
    outOfMemory,
  ],
]

const recursion: Rows = [
  ['deep recursion', 'const f = (n) => f(n + 1) + 1; return f(0)', stackOverflow],
  ['recursion through getters', 'const o = { get x() { return this.x } }; return o.x', stackOverflow],
  [
    'recursion through toJSON',
    'const o = { toJSON: () => JSON.stringify(o) }; return JSON.stringify(o)',
    stackOverflow,
  ],
  ['recursion through toString', 'const o = { toString: () => String(o) }; return String(o)', stackOverflow],
  [
    'recursion through a proxy',
    'const p = new Proxy({}, { get: (_, name) => p[name] }); return p.x',
    stackOverflow,
  ],
  ['recursion through constructors', 'class A { constructor() { new A() } } new A()', stackOverflow],
  ['recursion through eval', 'const f = () => eval("f()"); return f()', stackOverflow],
  ['deeply nested JSON read', 'return JSON.parse("[".repeat(100000))', stackOverflow],
  [
    'deeply nested JSON returned',
    'let a = []; for (let i = 0; i < 50000; i++) a = [a]; return a',
    { kind: 'Threw', errorType: 'Runtime.JSONStringifyError' },
  ],
  [
    'a deeply nested value logged',
    'let a = []; for (let i = 0; i < 50000; i++) a = [a]; console.log(a); return "still here"',
    harmless,
  ],
  [
    'a circle returned',
    'const a = {}; a.a = a; return a',
    threw('Runtime.JSONStringifyError', 'Unable to stringify response body'),
  ],
  [
    'a deeply nested array made flat',
    'let a = []; for (let i = 0; i < 50000; i++) a = [a]; return a.flat(Infinity)',
    stackOverflow,
  ],
  [
    'a deeply nested regular expression',
    'return new RegExp("(?:".repeat(50000) + ")".repeat(50000)).test("")',
    stackOverflow,
  ],
]

/** What would break the code around the handler, were it to use what the handler can change. */
const prototypes: Rows = [
  [
    'a prototype polluted',
    'Object.prototype.kind = "Threw"; Object.prototype.payload = 1; return "still here"',
    harmless,
  ],
  [
    'setters on Array.prototype',
    'Object.defineProperty(Array.prototype, 0, { set() { throw 1 } }); return "still here"',
    harmless,
  ],
  [
    'getters on Object.prototype',
    'Object.defineProperty(Object.prototype, "toJSON", { get() { return undefined } }); return "still here"',
    harmless,
  ],
  [
    'a setter for every answer',
    'Object.defineProperty(Object.prototype, "then", { get() { return undefined }, set() { for (;;); } }); return "still here"',
    harmless,
  ],
  ['JSON.stringify taken over', 'JSON.stringify = () => "a lie"; return "still here"', harmless],
  ['JSON.parse taken over', 'JSON.parse = () => "a lie"; return "still here"', harmless],
  ['JSON taken over', 'globalThis.JSON = { stringify: () => "a lie" }; return "still here"', harmless],
  [
    'Promise taken over',
    'globalThis.Promise = class { then() { for (;;); } }; return "still here"',
    harmless,
  ],
  [
    'the then of promises taken over',
    'Promise.prototype.then = () => { for (;;); }; return "still here"',
    harmless,
  ],
  [
    'the species of arrays taken over',
    'Object.defineProperty(Array, Symbol.species, { get() { for (;;); } }); return "still here"',
    harmless,
  ],
  [
    'the iterator of arrays taken over',
    'Array.prototype[Symbol.iterator] = () => { for (;;); }; return ["one"]',
    timedOut,
  ],
  [
    'methods of arrays and strings taken over',
    'for (const { prototype } of [Array, String, Set, Map, RegExp]) for (const name of Object.getOwnPropertyNames(prototype)) try { prototype[name] = () => { for (;;); } } catch {} return "still here"',
    harmless,
  ],
  [
    'Object.keys taken over',
    'Object.keys = () => { for (;;); }; Object.getOwnPropertyDescriptor = () => { for (;;); }; return { a: 1 }.a && "still here"',
    harmless,
  ],
  ['Math.random taken over', 'Math.random = () => { for (;;); }; return "still here"', harmless],
  [
    'the function constructor',
    'return (() => {}).constructor.constructor("return typeof process")() === "undefined" && "still here"',
    harmless,
  ],
  [
    'a frozen world',
    'for (const name of Object.getOwnPropertyNames(globalThis)) try { Object.freeze(globalThis[name]) } catch {} return "still here"',
    harmless,
  ],
  [
    'builtins thrown away',
    'const all = globalThis; const { deleteProperty } = Reflect; for (const name of Object.getOwnPropertyNames(all)) deleteProperty(all, name); return "still here"',
    harmless,
  ],
  [
    'a __proto__ in the answer',
    'return JSON.parse(\'{"__proto__":{"x":1}}\').x === undefined && "still here"',
    harmless,
  ],
  ['console taken over', 'console.log = null; globalThis.console = null; return "still here"', harmless],
  [
    'an answer that answers twice',
    'return { then(resolve, reject) { resolve("still here"); resolve("again"); reject(1) } }',
    harmless,
  ],
  [
    'an answer that throws on being asked',
    'return { get then() { throw new Error("no") } }',
    threw('Error', 'no'),
  ],
  [
    'an answer that throws on being written',
    'return { toJSON() { throw 1 } }',
    threw('Runtime.JSONStringifyError', 'Unable to stringify response body'),
  ],
  [
    'an error that throws on being read',
    'throw { __proto__: Error.prototype, get message() { throw 1 } }',
    { kind: 'Threw', errorType: 'handled' },
  ],
  [
    'an error with another trace',
    'const e = new Error("x"); e.stack = { toString() { for (;;); } }; throw e',
    threw('Error', 'x'),
  ],
  [
    'a revoked proxy thrown',
    'const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy',
    { kind: 'Threw' },
  ],
  ['nothing thrown', 'throw undefined', { kind: 'Threw' }],
]

const reach: Rows = [
  ['process', 'process.exit(1)', threw('ReferenceError', 'process is not defined'), /no environment/],
  [
    'fetch',
    'await fetch("https://example.com")',
    threw('ReferenceError', 'fetch is not defined'),
    /no network/,
  ],
  ['require', 'require("fs")', threw('ReferenceError', 'require is not defined'), /one ES module/],
  [
    'an import at run time',
    'const { readFileSync } = await import("fs"); return readFileSync("/etc/passwd", "utf8")',
    threw('Error', "Cannot find package 'fs' imported from /var/task/index.mjs"),
    /without packages/,
  ],
  ['Buffer', 'return Buffer.from("x")', threw('ReferenceError', 'Buffer is not defined'), /typed arrays/],
  ['crypto', 'return crypto.randomUUID()', threw('ReferenceError', 'crypto is not defined'), /Math\.random/],
  [
    'performance',
    'return performance.now()',
    threw('ReferenceError', 'performance is not defined'),
    /Date\.now/,
  ],
  [
    'a wait for another thread',
    'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
    threw('ReferenceError', 'Atomics is not defined'),
    /one thread/,
  ],
  ['another thread', 'new Worker("data:,")', threw('ReferenceError', 'Worker is not defined'), /one thread/],
  [
    'WebAssembly',
    'new WebAssembly.Memory({ initial: 1 })',
    threw('ReferenceError', 'WebAssembly is not defined'),
    /JavaScript/,
  ],
  [
    'structuredClone',
    'return structuredClone(event)',
    threw('ReferenceError', 'structuredClone is not defined'),
    /JSON\.parse/,
  ],
  [
    'the page',
    'return [typeof window, typeof self, typeof document, typeof postMessage].every((it) => it === "undefined") && "still here"',
    harmless,
  ],
  [
    'the host of QuickJS',
    'return [typeof log, typeof settle, typeof now, typeof std, typeof os].every((it) => it === "undefined") && "still here"',
    harmless,
  ],
  [
    'the runtime by its caller',
    'return (function () { return arguments.callee.caller })()',
    { kind: 'Threw', errorType: 'TypeError' },
  ],
  [
    'the real clock',
    'return [Date.now(), new Date().getFullYear(), Date().slice(0, 15)]',
    { kind: 'Returned', payload: [Date.UTC(2026, 11, 1, 12), 2026, 'Tue Dec 01 2026'] },
  ],
  [
    'the real place',
    'return [new Date(2026, 6, 1).getTimezoneOffset(), (1234.5).toLocaleString()]',
    { kind: 'Returned', payload: [0, '1234.5'] },
  ],
  ['real chance', 'return Math.random()', { kind: 'Returned' }],
  [
    'when memory is freed',
    'let freed = "still here"; new FinalizationRegistry(() => { freed = "seen" }).register({}, 1); for (let i = 0; i < 1e4; i++) ({ i }); return freed',
    harmless,
  ],
]

const output: Rows = [
  ['a log without end', 'for (;;) console.log("x".repeat(10000))', { kind: 'TimedOut' }],
  ['a log of one long line', 'console.log("x".repeat(1e7)); return "still here"', harmless],
  [
    'a log of many short lines',
    'for (let i = 0; i < 5000; i++) console.log(i); return "still here"',
    harmless,
  ],
  [
    'a log of bad format',
    'console.log("%d %i %s %o %j", {}, Symbol.iterator, null); return "still here"',
    harmless,
  ],
  ['a huge answer', 'return "x".repeat(1e7)', { kind: 'Exited', errorType: 'Function.ResponseSizeTooLarge' }],
  ['a huge error', 'throw new Error("x".repeat(1e7))', threw('Error', 'x'.repeat(32_768))],
  ['half of a pair of surrogates', 'return "\\ud83d"', { kind: 'Returned', payload: '\ud83d' }],
  ['an answer that is none', 'return undefined', { kind: 'Returned', payload: null }],
  ['a symbol', 'return Symbol("x")', { kind: 'Returned', payload: null }],
  ['a great number', 'return 1n', threw('Runtime.JSONStringifyError', 'Unable to stringify response body')],
]

/** Whole modules. */
const modules: HostileRow[] = [
  { name: 'a loop in the module', source: 'for (;;);', outcome: timedOutInLine },
  {
    name: 'a module that never ends',
    source: 'await new Promise(() => {}); export const handler = () => 1',
    outcome: { kind: 'Exited' },
  },
  {
    name: 'an import',
    source: 'import fs from "fs"; export const handler = () => fs',
    outcome: { kind: 'Threw' },
    remark: /without packages/,
  },
  {
    name: 'an import of itself',
    source: 'import * as own from "./index.mjs"; export const handler = () => "still here"',
    outcome: harmless,
  },
  {
    name: 'an import from the network',
    source: 'import "https://example.com/x.js"; export const handler = () => 1',
    outcome: { kind: 'Threw' },
    remark: /without packages/,
  },
  {
    name: 'deeply nested source',
    source: `export const handler = () => ${'('.repeat(50_000)}1${')'.repeat(50_000)}`,
    outcome: stackOverflow,
  },
  { name: 'a source of brackets', source: '['.repeat(100_000), outcome: stackOverflow },
  {
    name: 'a source of zeros',
    source: '\0'.repeat(1000),
    outcome: { kind: 'Threw', errorType: 'Runtime.UserCodeSyntaxError' },
  },
  {
    name: 'a handler with a trap',
    source: 'export const handler = new Proxy(() => 1, { apply() { for (;;); }, get() { for (;;); } })',
    outcome: timedOut,
  },
  {
    name: 'a handler for other classes',
    source: 'export const handler = class { constructor() { for (;;); } }',
    outcome: { kind: 'Threw', errorType: 'TypeError' },
  },
]

const bodies = [loops, longCalls, memory, recursion, prototypes, reach, output].flat()
export const hostileRows: readonly HostileRow[] = [
  ...bodies.map(([name, body, outcome, remark]) => ({
    name,
    source: handler(body),
    outcome,
    ...(remark && { remark }),
  })),
  ...modules,
]
