import { beforeAll, describe, expect, test } from 'vitest'
import { loadHandlers, type RunHandler } from '@/lib/handlers'
import { handler, request } from './request'

let run: RunHandler
beforeAll(async () => {
  run = await loadHandlers()
})

async function payload(body: string, more = {}): Promise<unknown> {
  const outcome = await run(request(handler(body), more))
  return outcome.kind === 'Returned' ? outcome.payload : outcome
}

describe('time inside', () => {
  test('is the virtual clock in every form', async () => {
    const at = Date.UTC(2031, 4, 6, 7, 8, 9, 10)
    expect(
      await payload('return [Date.now(), new Date().toISOString(), +new Date(), Date()]', { at }),
    ).toEqual([at, '2031-05-06T07:08:09.010Z', at, 'Tue May 06 2031 07:08:09 GMT+0000'])
  })

  test('is UTC wherever the computer stands', async () => {
    const before = process.env.TZ
    process.env.TZ = 'America/New_York'
    try {
      expect(
        await payload(
          'const d = new Date(2026, 6, 1, 12); return [d.toISOString(), d.getHours(), d.getTimezoneOffset(), String(d), new Date("2026-07-01T12:00").toISOString()]',
        ),
      ).toEqual([
        '2026-07-01T12:00:00.000Z',
        12,
        0,
        'Wed Jul 01 2026 12:00:00 GMT+0000',
        '2026-07-01T12:00:00.000Z',
      ])
    } finally {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    }
  })

  test('stands still for code that is quick', async () => {
    expect(await payload('const then = Date.now(); JSON.stringify(event); return Date.now() - then')).toBe(0)
  })

  test('passes while a timer waits, and is billed', async () => {
    const sleep = 'await new Promise((resolve) => setTimeout(resolve, 1500)); return Date.now()'
    const outcome = await run(request(handler(sleep)))
    expect(outcome).toMatchObject({ payload: request('').at + 1500, billedMs: 1500 })
  })

  test('passes for a loop that waits for a later time', async () => {
    const outcome = await run(
      request(handler('const end = Date.now() + 2000; while (Date.now() < end); return 1')),
    )
    expect(outcome).toMatchObject({ payload: 1, billedMs: 2000 })
  })

  test('passes for code that works long', async () => {
    const outcome = await run(
      request(handler('let n = 0; for (let i = 0; i < 300000; i++) n += i; return n')),
    )
    expect(outcome.billedMs).toBe(600)
  })

  test('fires timers in order of their time, then of their setting', async () => {
    const body = `const seen = []
      setTimeout(() => seen.push('c'), 20); setTimeout(() => seen.push('a'), 10); setTimeout(() => seen.push('b'), 10)
      const gone = setTimeout(() => seen.push('gone'), 5); clearTimeout(gone)
      let ticks = 0; const every = setInterval(() => { seen.push('tick'); if (++ticks === 2) clearInterval(every) }, 15)
      await new Promise((resolve) => setTimeout(resolve, 100)); return seen.join('')`
    expect(await payload(body)).toBe('abtickctick')
  })

  test('does not pass for timers that nobody waits for', async () => {
    const source = `setInterval(() => {}, 1000)\n${handler('setTimeout(() => {}, 2000); return Date.now()')}`
    expect(await run(request(source))).toMatchObject({ payload: request('').at, billedMs: 1 })
  })

  test('passes while the module waits at its top level', async () => {
    const source = `await new Promise((done) => setTimeout(done, 700))\n${handler('return Date.now()')}`
    expect(await run(request(source))).toMatchObject({ payload: request('').at + 700, billedMs: 700 })
  })

  test('counts down to the timeout', async () => {
    const body = 'await new Promise((r) => setTimeout(r, 400)); return context.getRemainingTimeInMillis()'
    expect(await payload(body, { timeoutSeconds: 5 })).toBe(4600)
  })

  test('ends at the timeout of the function', async () => {
    const sleep = handler('await new Promise((resolve) => setTimeout(resolve, 10_000)); return 1')
    expect(await run(request(sleep))).toMatchObject({ kind: 'TimedOut', billedMs: 3000 })
    expect(await run(request(sleep, { timeoutSeconds: 15 }))).toMatchObject({
      kind: 'Returned',
      billedMs: 10_000,
    })
    expect(await run(request(handler('for (;;);'), { timeoutSeconds: 900 }))).toMatchObject({
      kind: 'TimedOut',
      billedMs: 900_000,
    })
  })
})

describe('chance inside', () => {
  const draw = 'return [Math.random(), Math.random(), Math.random()]'

  test('follows the seed', async () => {
    expect(await payload(draw, { seed: 1 })).toEqual(await payload(draw, { seed: 1 }))
    const seeds = [0, 1, 2, -1, 2 ** 31, 2 ** 32, 2 ** 40]
    const drawn = await Promise.all(seeds.map((seed) => payload(draw, { seed })))
    expect(new Set(drawn.map((numbers) => JSON.stringify(numbers))).size).toBe(seeds.length)
  })

  test('is spread over [0, 1)', async () => {
    const body =
      'const n = [0, 0, 0, 0]; for (let i = 0; i < 4000; i++) n[Math.floor(Math.random() * 4)]++; return n'
    const quarters = (await payload(body)) as number[]
    expect(quarters.length).toBe(4)
    for (const count of quarters) expect(Math.abs(count - 1000)).toBeLessThan(120)
  })
})
