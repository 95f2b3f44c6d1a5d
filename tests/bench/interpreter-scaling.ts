import { type HistoryEvent, parse, type StateMachine } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import { CallLedger } from '@/lib/sandbox/call-ledger'
import { Sandbox } from '@/lib/sandbox/sandbox'
import { createAccount } from '@/lib/services'
import { median } from './median'
import { type Measured, printTable } from './report'

/** A machine that comes in sizes; `transitions` of the size come out of it. */
interface Growing {
  what: string
  size: number
  of(size: number): { definition: JsonObject; input?: JsonValue }
  /**
   * All of it is alive at once. Then ten small executions run side by side, each of a machine of its own, so that
   * either size works on as much memory: what is measured is the interpreter, not the processor's caches.
   */
  isAllAlive?: true
}

const growing: readonly Growing[] = [
  { what: 'states in a chain', size: 400, of: (size) => ({ definition: chain(size) }) },
  { what: 'turns of a loop', size: 500, of: (size) => ({ definition: loop(size) }) },
  { what: 'items of a Map', size: 400, of: (size) => ({ definition: map(), input: { items: range(size) } }) },
  { what: 'timers at once', size: 100, of: (size) => ({ definition: waits(size) }), isAllAlive: true },
  { what: 'timers at once', size: 1_000, of: (size) => ({ definition: waits(size) }), isAllAlive: true },
]

const RUNS = 9
const TEN = Array.from({ length: 10 })

/** What a transition costs at ten times the size; everything else of the two is the same. */
export async function measureScaling(): Promise<void> {
  const rows: Measured[] = []
  for (const { what, size, of, isAllAlive } of growing) {
    const small = isAllAlive ? prepared(...TEN.map(() => of(size))) : prepared(of(size))
    const large = prepared(of(size * 10))
    const [perSmall, perLarge]: [number[], number[]] = [[], []]
    // As many transitions of either before a garbage collection is due, so that both pay for their own.
    for (let run = -3; run < RUNS; run++) {
      const one = await costOf(small, isAllAlive ? 1 : 10)
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

/** Runs an execution of every machine, all on one clock, and answers how many transitions they made. */
function prepared(...given: readonly ReturnType<Growing['of']>[]): () => Promise<number> {
  const machines = given.map(({ definition, input = {} }) => ({ machine: machineOf(definition), input }))
  return async () => {
    let transitions = 0
    const onProgress = (events: readonly HistoryEvent[]) => {
      for (const { type } of events) if (type.endsWith('StateEntered')) transitions++
    }
    const sandbox = new Sandbox({
      account: createAccount({}, { seed: 1 }),
      startAt: 0,
      seed: 1,
      runHandler: async () => {
        throw new Error('The bench has no handlers.')
      },
      calls: new CallLedger({ invocations: 0, calls: 0 }),
      limits: LIFTED,
    })
    for (const { machine, input } of machines) await sandbox.start(machine, input, {}, { onProgress })
    await sandbox.run(Number.POSITIVE_INFINITY)
    for (const { current } of sandbox.members) {
      if (current.status !== 'SUCCEEDED') throw new Error(JSON.stringify(current))
    }
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
