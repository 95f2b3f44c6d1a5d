import { beforeAll, describe, expect, test } from 'vitest'
import { loadHandlers, type RunHandler } from '@/lib/handlers'
import { shareOf } from '../support/share-of'
import { hostileRows } from './hostile-rows'
import { handler, request } from './request'

let run: RunHandler
beforeAll(async () => {
  run = await loadHandlers()
})

describe('a hostile handler', () => {
  test.each(hostileRows)('is contained: $name', async ({ source, outcome, remark }) => {
    const ended = await run(request(source))
    expect(ended).toMatchObject(outcome)
    if (remark) expect(ended.logs.map(({ text }) => text).join('\n')).toMatch(remark)
  })

  test.each(shareOf(hostileRows, 4))('ends alike each time: $name', async ({ source }) => {
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
