import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '@/lib/exercises'
import { reportOf } from '@/lib/runners/grade-in-pool'
import { closeGradingPool, gradingPool } from '@/lib/runners/grading-pool'
import { callsFunction, exerciseWith, machine } from './hostile-exercise'

beforeAll(() => {
  process.env.STEPWISE_GRADERS = '1'
})
afterAll(closeGradingPool)

async function graded(handler: string, definition = callsFunction()): Promise<Report> {
  const exercise = exerciseWith(handler)
  const answer = { kind: 'definition' as const, definition }
  return reportOf(await gradingPool().run(() => ({ exerciseId: exercise.id, exercise, answer })), exercise.id)
}

const GOOD = 'export const handler = async () => ({ ok: true })'

/** `Pass` and `Choice` for ever. */
const LOOP = machine({
  A: { Type: 'Pass', Next: 'B' },
  B: { Type: 'Choice', Choices: [{ Variable: '$.x', IsPresent: false, Next: 'A' }], Default: 'C' },
  C: { Type: 'Succeed' },
})
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

test('a good answer passes', async () => {
  expect((await graded(GOOD)).outcome).toBe('passed')
})

test.each([
  { name: 'loops', handler: 'export const handler = () => { for (;;); }' },
  { name: 'loops before it is called', handler: 'for (;;); export const handler = () => 1' },
  {
    name: 'loops where it catches',
    handler: 'export const handler = () => { for (;;) try { for (;;); } catch {} }',
  },
  { name: 'waits for ever', handler: 'export const handler = () => new Promise(() => {})' },
  {
    name: 'eats memory',
    handler: 'export const handler = () => { const a = []; for (;;) a.push(new Array(1e5).fill(0)) }',
  },
  { name: 'doubles a string', handler: 'export const handler = () => { let s = "x"; for (;;) s += s }' },
  { name: 'recurses', handler: 'export const handler = () => handler()' },
  { name: 'returns what is too large', handler: 'export const handler = () => "x".repeat(5e6)' },
  {
    name: 'returns what is too deep',
    handler: 'export const handler = () => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a }',
  },
  { name: 'is no module', handler: 'this is not JavaScript' },
])('a function that $name fails the check, and the next answer is graded as ever', async ({ handler }) => {
  expect(['failed', 'limit-reached', 'took-too-long']).toContain((await graded(handler)).outcome)
  expect((await graded(GOOD)).outcome).toBe('passed')
})

/** A definition whose only state computes its output. */
function computes(source: string): string {
  return JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: { A: { Type: 'Pass', Output: `{% ${source} %}`, End: true } },
  })
}

test('an answer in JSONata passes', async () => {
  expect((await graded(GOOD, computes('$sum($map([1..100], function($n){ $n * 2 }))'))).outcome).toBe(
    'passed',
  )
})

test.each([
  { name: 'goes on for ever', source: '($f := function($n){ $f($n + 1) }; $f(1))' },
  { name: 'calls itself ever deeper', source: '($f := function($n){ 1 + $f($n + 1) }; $f(1))' },
  { name: 'doubles a text', source: '$reduce([1..100], function($s, $n){ $s & $s }, "x")' },
  { name: 'doubles an object', source: '$reduce([1..100], function($o, $n){ {"l": $o, "r": $o} }, {})' },
  { name: 'pads', source: '$pad("", 1000000000)' },
  {
    name: 'makes large values again and again',
    source: '$map([1..100000], function($n){ $count([1..800000]) })',
  },
  { name: 'has a regular expression that explodes', source: '$match($pad("", 60, "a"), /(a+)+b/)' },
])('an expression that $name fails the check, and the next answer is graded as ever', async ({ source }) => {
  expect(['failed', 'took-too-long']).toContain((await graded(GOOD, computes(source))).outcome)
  expect((await graded(GOOD)).outcome).toBe('passed')
})

test.each([
  { name: 'nothing', definition: '' },
  { name: 'two mebibytes of brackets', definition: '['.repeat(2 ** 21) },
  { name: 'two mebibytes of letters', definition: 'x'.repeat(2 ** 21) },
  {
    name: 'two mebibytes of states',
    definition: machine(
      Object.fromEntries(Array.from({ length: 40_000 }, (_, i) => [`S${i}`, { Type: 'Pass', Next: 'A' }])),
    ),
  },
  { name: 'ten thousand levels', definition: nested(10_000) },
  {
    name: 'ten thousand levels in a Result',
    definition: `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Result":${nested(10_000)}}}}`,
  },
  { name: 'comments', definition: '{ // mine\n "StartAt": "A" }' },
  {
    name: 'a prototype',
    definition:
      '{"__proto__":{"StartAt":"A"},"constructor":1,"States":{"__proto__":{"Type":"Pass","End":true}}}',
  },
])('$name is an invalid definition', async ({ definition }) => {
  const report = await graded(GOOD, definition)
  expect(report.outcome).toBe('invalid-definition')
  expect(report.diagnostics.length).toBeGreaterThan(0)
  expect(JSON.stringify(report).length).toBeLessThan(1_000_000)
})

test('a machine that never ends is stopped, with a sentence that says so', async () => {
  const report = await graded(GOOD, LOOP)
  expect(['failed', 'limit-reached']).toContain(report.outcome)
})

test.each([
  { name: 'a month is waited for', seconds: 30 * 24 * 3_600, outcome: 'passed' },
  { name: 'a hundred years are more than an execution may last', seconds: 99_999_999, outcome: 'failed' },
])('$name, and takes no time', async ({ seconds, outcome }) => {
  const definition = machine({ A: { Type: 'Wait', Seconds: seconds, Next: 'B' }, B: { Type: 'Succeed' } })
  expect((await graded(GOOD, definition)).outcome).toBe(outcome)
})

test('values that double in every round end at a limit', async () => {
  const definition = machine({
    A: { Type: 'Pass', Parameters: { 'a.$': '$', 'b.$': '$' }, Next: 'B' },
    B: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'A' }], Default: 'C' },
    C: { Type: 'Succeed' },
  })
  expect(['failed', 'limit-reached', 'took-too-long']).toContain((await graded(GOOD, definition)).outcome)
  expect((await graded(GOOD)).outcome).toBe('passed')
})
