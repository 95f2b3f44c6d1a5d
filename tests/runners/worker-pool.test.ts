import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, test } from 'vitest'
import { PoolFull, type PoolOptions, WorkerPool } from '@/lib/runners/worker-pool'

interface Reply {
  value: unknown
  threadId: number
}

const pools: WorkerPool<Reply>[] = []

function pool(options: Partial<PoolOptions> = {}): WorkerPool<Reply> {
  const made = new WorkerPool<Reply>({
    spawn: () =>
      new Worker(new URL('./stub-worker.mjs', import.meta.url), {
        resourceLimits: { maxOldGenerationSizeMb: 32 },
      }),
    size: 2,
    queueLimit: 64,
    wallMs: 300,
    ...options,
  })
  pools.push(made)
  return made
}

const act = (what: object) => () => what
const reply = (value: unknown) =>
  expect.objectContaining({ kind: 'Replied', reply: expect.objectContaining({ value }) })

afterEach(async () => {
  await Promise.all(pools.splice(0).map((each) => each.close()))
})

test('every job gets its own reply, also when there are many more jobs than workers', async () => {
  const three = pool({ size: 3 })
  const values = Array.from({ length: 50 }, (_, index) => index)
  const outcomes = await Promise.all(values.map((value) => three.run(act({ value }))))
  expect(outcomes).toEqual(values.map(reply))
})

describe.each([
  { name: 'an endless loop', job: { act: 'loop' }, kind: 'TookTooLong' },
  { name: 'a job that never answers', job: { act: 'work', ms: 1e9 }, kind: 'TookTooLong' },
  { name: 'a job that eats memory', job: { act: 'eat' }, kind: 'OutOfMemory', wallMs: 20_000 },
  { name: 'a worker that exits', job: { act: 'exit' }, kind: 'Crashed' },
  { name: 'a worker that throws', job: { act: 'throw' }, kind: 'Crashed' },
])('$name', ({ job, kind, wallMs = 300 }) => {
  test(`ends as ${kind} and costs no other job`, async () => {
    const one = pool({ size: 1, wallMs })
    const outcomes = await Promise.all([
      one.run(act({ value: 'before' })),
      one.run(act(job)),
      one.run(act({ value: 'after' })),
    ])
    expect(outcomes).toEqual([reply('before'), expect.objectContaining({ kind }), reply('after')])
  })
})

test('a worker is kept from job to job, and replaced after a job that was stopped', async () => {
  const one = pool({ size: 1 })
  const thread = async () => {
    const outcome = await one.run(act({ value: 1 }))
    return outcome.kind === 'Replied' ? outcome.reply.threadId : undefined
  }
  const first = await thread()
  expect(await thread()).toBe(first)
  await one.run(act({ act: 'loop' }))
  expect(await thread()).not.toBe(first)
})

test('what a worker has been told is forgotten with it', async () => {
  const one = pool({ size: 1 })
  const tell = (also: object) =>
    one.run((known) => {
      const told = known.get('exercise')
      known.set('exercise', 'v1')
      return { value: told ?? 'nothing', ...also }
    })
  expect(await tell({})).toEqual(reply('nothing'))
  expect(await tell({ act: 'loop' })).toMatchObject({ kind: 'TookTooLong' })
  expect(await tell({})).toEqual(reply('nothing'))
  expect(await tell({})).toEqual(reply('v1'))
})

test('a full queue refuses, says when to come back, and goes on with what it took', async () => {
  const small = pool({ size: 1, queueLimit: 3 })
  await small.run(act({ value: 'warm' }))
  const tries = Array.from({ length: 30 }, async (_, value) => small.run(act({ act: 'work', ms: 20, value })))
  const settled = await Promise.allSettled(tries)
  const refused = settled.filter((each) => each.status === 'rejected').map((each) => each.reason)
  expect(refused).toHaveLength(26)
  for (const reason of refused) {
    expect(reason).toBeInstanceOf(PoolFull)
    expect(reason.retryAfterSeconds).toBeGreaterThanOrEqual(1)
  }
  const taken = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  expect(taken).toEqual([0, 1, 2, 3].map(reply))
  expect(await small.run(act({ value: 'later' }))).toEqual(reply('later'))
})

test('the main thread stays free while a worker loops', async () => {
  const one = pool({ size: 1 })
  await one.run(act({}))
  let turns = 0
  const turning = setInterval(() => turns++, 1)
  await one.run(act({ act: 'loop' }))
  clearInterval(turning)
  expect(turns).toBeGreaterThan(20)
})

test('a worker that cannot be started is an error for the job, and is tried again for the next', async () => {
  let broken = true
  const spawn = () =>
    new Worker(
      broken
        ? 'throw new Error("no code")'
        : `require('worker_threads').parentPort.on('message', (m) => require('worker_threads').parentPort.postMessage({ value: m.value })); require('worker_threads').parentPort.postMessage('ready')`,
      { eval: true },
    )
  const one = pool({ size: 2, spawn })
  expect(await one.run(act({ value: 1 }))).toMatchObject({ kind: 'Crashed' })
  broken = false
  expect(await one.run(act({ value: 2 }))).toEqual(reply(2))
})

test('closing ends what is at work and what waits', async () => {
  const one = pool({ size: 1, wallMs: 60_000 })
  await one.run(act({}))
  const outcomes = [one.run(act({ act: 'loop' })), one.run(act({ value: 'waits' }))]
  await one.close()
  for (const outcome of await Promise.all(outcomes)) expect(outcome.kind).toBe('Crashed')
})
