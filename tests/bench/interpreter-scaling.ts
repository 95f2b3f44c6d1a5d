import { parse, type StateMachine } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import { runExecution } from '@/lib/sandbox'
import { median } from './median'
import { type Measured, printTable } from './report'

/** A machine that comes in sizes; `transitions` of the size come out of it. */
interface Growing {
  what: string
  size: number
  of(size: number): { definition: JsonObject; input?: JsonValue }
}

const growing: readonly Growing[] = [
  { what: 'states in a chain', size: 400, of: (size) => ({ definition: chain(size) }) },
  { what: 'turns of a loop', size: 500, of: (size) => ({ definition: loop(size) }) },
  { what: 'items of a Map', size: 400, of: (size) => ({ definition: map(), input: { items: range(size) } }) },
  { what: 'timers at once', size: 100, of: (size) => ({ definition: waits(size) }) },
]

const RUNS = 9

/** What a transition costs at ten times the size; everything else of the two is the same. */
export async function measureScaling(): Promise<void> {
  const rows: Measured[] = []
  for (const { what, size, of } of growing) {
    const small = prepared(of(size))
    const large = prepared(of(size * 10))
    const [perSmall, perLarge]: [number[], number[]] = [[], []]
    // As many transitions of either before a garbage collection is due, so that both pay for their own.
    for (let run = -3; run < RUNS; run++) {
      const one = await costOf(small, 10)
      const ten = await costOf(large, 1)
      if (run < 0) continue
      perSmall.push(one)
      perLarge.push(ten)
    }
    const ratio = median(perLarge) / median(perSmall)
    rows.push({
      what: `${what}: ${size} → ${size * 10}`,
      value: `${(median(perSmall) * 1e6).toFixed(2)} → ${(median(perLarge) * 1e6).toFixed(2)} µs, ${ratio.toFixed(2)}×`,
      budget: { text: '≤ 1.2×', isMet: ratio <= 1.2 },
    })
  }
  printTable('Time per transition at ten times the size', rows)
}

/** A Map over 100,000 items, and a loop of 1,000,000 transitions: their history is streamed, not kept. */
export async function measureLarge(): Promise<void> {
  const rows: Measured[] = []
  for (const [what, run] of [
    ['a loop of 1,000,003 transitions', prepared({ definition: loop(500_000) })],
    [
      'a Map over 100,000 items, three states each',
      prepared({ definition: map(), input: { items: range(100_000) } }),
    ],
  ] as const) {
    const from = performance.now()
    const transitions = await run()
    const seconds = (performance.now() - from) / 1000
    const heap = process.memoryUsage().heapUsed / 2 ** 20
    rows.push({
      what,
      value: `${transitions} transitions in ${seconds.toFixed(1)} s, ${heap.toFixed(0)} MiB of heap then`,
    })
  }
  printTable('Large executions', rows)
}

/** Runs the machine once and answers how many transitions it made. */
function prepared({ definition, input = {} }: ReturnType<Growing['of']>): () => Promise<number> {
  const machine = machineOf(definition)
  return async () => {
    let transitions = 0
    const { status, failure, stoppedBy } = await runExecution({
      machine,
      input,
      account: {},
      startAt: 0,
      seed: 1,
      runHandler: async () => {
        throw new Error('The bench has no handlers.')
      },
      limits: LIFTED,
      onProgress(events) {
        for (const { type } of events) if (type.endsWith('StateEntered')) transitions++
      },
    })
    if (status !== 'SUCCEEDED') throw new Error(stoppedBy?.message ?? failure?.cause ?? status)
    return transitions
  }
}

const MANY = Number.MAX_SAFE_INTEGER
const LIFTED = {
  historyEvents: MANY,
  payloadBytes: MANY,
  transitions: MANY,
  frames: MANY,
  memoryBytes: 2 ** 30,
  history: 'streamed',
} as const

/** Seconds per transition of so many runs. */
async function costOf(run: () => Promise<number>, times: number): Promise<number> {
  let transitions = 0
  const from = performance.now()
  for (let left = times; left > 0; left--) transitions += await run()
  return (performance.now() - from) / 1000 / transitions
}

function machineOf(definition: JsonObject): StateMachine {
  const parsed = parse(JSON.stringify(definition))
  if (parsed.ok) return parsed.machine
  throw new Error(parsed.diagnostics[0].message)
}

function range(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index)
}

function chain(size: number): JsonObject {
  const states = range(size).map((index): [string, JsonObject] => [
    `S${index}`,
    { Type: 'Pass', ...(index + 1 < size ? { Next: `S${index + 1}` } : { End: true }) },
  ])
  return { StartAt: 'S0', States: Object.fromEntries(states) }
}

function loop(turns: number): JsonObject {
  return {
    StartAt: 'Init',
    States: {
      Init: { Type: 'Pass', Result: { i: 0 }, Next: 'More' },
      More: {
        Type: 'Choice',
        Choices: [{ Variable: '$.i', NumericLessThan: turns, Next: 'Add' }],
        Default: 'Done',
      },
      Add: { Type: 'Pass', Parameters: { 'i.$': 'States.MathAdd($.i, 1)' }, Next: 'More' },
      Done: { Type: 'Succeed' },
    },
  }
}

function map(): JsonObject {
  const states = {
    One: { Type: 'Pass', Parameters: { 'id.$': '$' }, Next: 'Two' },
    Two: { Type: 'Pass', Result: 2, ResultPath: '$.two', Next: 'Three' },
    Three: { Type: 'Pass', End: true },
  }
  return {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemProcessor: { StartAt: 'One', States: states },
        End: true,
      },
    },
  }
}

/** Branches that wait side by side, each for its own time. */
function waits(branches: number): JsonObject {
  const branch = (index: number): JsonObject => ({
    StartAt: `W${index}`,
    States: { [`W${index}`]: { Type: 'Wait', Seconds: 1 + ((index * 7919) % branches), End: true } },
  })
  return {
    StartAt: 'All',
    States: { All: { Type: 'Parallel', Branches: range(branches).map(branch), End: true } },
  }
}
