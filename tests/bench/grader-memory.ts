import { closeGradingPool, gradingPool, HEAP_MIB } from '@/lib/runners/grading-pool'
import { callsFunction, exerciseWith, machine } from '../runners/hostile-exercise'
import { atMost, type Measured } from './report'

/** What one worker may hold: its V8 heap, and one QuickJS by its `WebAssembly.Memory`. */
const QUICKJS_MIB = 64
const WORKERS = 2

const HOSTILE = [
  { handler: 'export const handler = () => { const a = []; for (;;) a.push(new Array(1e5).fill(0)) }' },
  { handler: 'export const handler = () => { let s = "x"; for (;;) s += s }' },
  { handler: 'export const handler = () => { const a = []; for (;;) a.push(new Uint8Array(1 << 20)) }' },
  {
    handler: 'export const handler = () => 1',
    definition: machine({
      A: { Type: 'Pass', Parameters: { 'a.$': 'States.ArrayRange(1, 1000, 1)', 'b.$': '$' }, Next: 'B' },
      B: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'A' }], Default: 'C' },
      C: { Type: 'Succeed' },
    }),
  },
]

/** Resident memory of the whole process while every worker is given only what eats memory. */
export async function measureMemory(rounds = 5): Promise<Measured[]> {
  process.env.STEPWISE_GRADERS = String(WORKERS)
  await submit({ handler: 'export const handler = () => 1' })
  const before = residentMiB()
  let peak = before
  const looking = setInterval(() => {
    peak = Math.max(peak, residentMiB())
  }, 5)
  for (let round = 0; round < rounds; round++) await Promise.all([...HOSTILE, ...HOSTILE].map(submit))
  clearInterval(looking)
  await closeGradingPool()
  const grown = (peak - before) / WORKERS
  return [
    { what: 'resident before', value: `${before.toFixed(0)} MiB` },
    { what: `resident at most, ${WORKERS} workers`, value: `${peak.toFixed(0)} MiB` },
    { what: 'grown by, per worker', ...atMost(grown, HEAP_MIB + QUICKJS_MIB, ' MiB') },
  ]
}

async function submit({ handler, definition = callsFunction() }: { handler: string; definition?: string }) {
  const exercise = exerciseWith(handler)
  const answer = { kind: 'definition' as const, definition }
  await gradingPool().run(() => ({ exerciseId: exercise.id, exercise, answer }))
}

function residentMiB(): number {
  return process.memoryUsage.rss() / 2 ** 20
}
