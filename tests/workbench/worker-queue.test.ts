import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { READY, type WorkerLike, WorkerQueue } from '@/app/_workbench/workers/worker-queue'

/** A worker that answers when the test says so. */
class ScriptedWorker implements WorkerLike {
  sent: unknown[] = []
  isEnded = false
  constructor(readonly queue: { told: (data: unknown) => void; failed: (message: string) => void }) {}
  postMessage(message: unknown) {
    this.sent.push(message)
  }
  terminate() {
    this.isEnded = true
  }
}

let workers: ScriptedWorker[]
let queue: WorkerQueue<string>

beforeEach(() => {
  vi.useFakeTimers()
  workers = []
  queue = new WorkerQueue((told) => {
    const worker = new ScriptedWorker(told)
    workers.push(worker)
    return worker
  })
})
afterEach(() => {
  vi.useRealTimers()
})

function worker(index: number): ScriptedWorker {
  const found = workers[index]
  if (!found) throw new Error(`No worker ${index} was made`)
  return found
}

describe('the queue of a worker', () => {
  test('jobs go one at a time, in order, to one worker', async () => {
    const first = queue.run('a', 1_000)
    const second = queue.run('b', 1_000)
    worker(0).queue.told(READY)
    expect(worker(0).sent).toEqual(['a'])
    worker(0).queue.told('A')
    expect(await first.ended).toEqual({ kind: 'answered', answer: 'A' })
    expect(worker(0).sent).toEqual(['a', 'b'])
    worker(0).queue.told('B')
    expect(await second.ended).toEqual({ kind: 'answered', answer: 'B' })
    expect(workers).toHaveLength(1)
  })

  test('a job without an end costs itself and no other', async () => {
    const endless = queue.run('loop', 5_000)
    const next = queue.run('b', 5_000)
    worker(0).queue.told(READY)
    vi.advanceTimersByTime(5_000)
    expect(await endless.ended).toEqual({ kind: 'took-too-long' })
    expect(worker(0).isEnded).toBe(true)
    worker(1).queue.told(READY)
    worker(0).queue.told('late')
    worker(1).queue.told('B')
    expect(await next.ended).toEqual({ kind: 'answered', answer: 'B' })
  })

  test('loading does not count against a job', async () => {
    const job = queue.run('a', 1_000)
    vi.advanceTimersByTime(30_000)
    worker(0).queue.told(READY)
    worker(0).queue.told('A')
    expect(await job.ended).toEqual({ kind: 'answered', answer: 'A' })
  })

  test('code that never arrives is said to be missing', async () => {
    const job = queue.run('a', 1_000)
    vi.advanceTimersByTime(60_000)
    expect(await job.ended).toMatchObject({ kind: 'broken' })
  })

  test('stopping ends a running job and forgets a waiting one', async () => {
    const running = queue.run('a', 1_000)
    const waiting = queue.run('b', 1_000)
    worker(0).queue.told(READY)
    waiting.stop()
    running.stop()
    expect([await running.ended, await waiting.ended]).toEqual([{ kind: 'stopped' }, { kind: 'stopped' }])
    expect(worker(0).isEnded).toBe(true)
    running.stop()
  })

  test('withdrawing spares the worker: only what waits is taken back', async () => {
    const running = queue.run('a', 1_000)
    const waiting = queue.run('b', 1_000)
    worker(0).queue.told(READY)
    waiting.withdraw()
    running.withdraw()
    worker(0).queue.told('A')
    expect([await running.ended, await waiting.ended]).toEqual([
      { kind: 'answered', answer: 'A' },
      { kind: 'stopped' },
    ])
    expect(worker(0).isEnded).toBe(false)
  })

  test('a worker that breaks is replaced', async () => {
    const job = queue.run('a', 1_000)
    worker(0).queue.failed('Out of memory')
    expect(await job.ended).toEqual({ kind: 'broken', message: 'Out of memory' })
    const next = queue.run('b', 1_000)
    worker(1).queue.told(READY)
    worker(1).queue.told('B')
    expect(await next.ended).toEqual({ kind: 'answered', answer: 'B' })
  })
})
