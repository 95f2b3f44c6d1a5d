import { describe, expect, test } from 'vitest'
import { deliveryOf, undelivered } from '@/app/_workbench/outbox/delivery'

const RECORDED = {
  attemptId: '01J00000000000000000000000',
  report: { outcome: 'passed', results: [], diagnostics: [] },
  assisted: false,
  recordedAt: '2026-11-22T15:00:00Z',
  repeated: false,
}
const REFUSAL = {
  error: { code: 'ConflictingAttempt', message: 'This attempt was sent before with another answer.' },
}

describe('what becomes of an attempt that was sent', () => {
  test.each<[string, number, unknown, string]>([
    ['the server has it', 200, RECORDED, 'recorded'],
    ['another answer under the same id', 409, REFUSAL, 'refused'],
    ['malformed', 400, REFUSAL, 'refused'],
    ['no such exercise', 404, REFUSAL, 'refused'],
    ['too large', 413, REFUSAL, 'refused'],
    ['a full queue', 503, REFUSAL, 'later'],
    ['too often', 429, undefined, 'later'],
    ['a fault of the server', 500, undefined, 'later'],
    ['a proxy’s page instead of an answer', 200, undefined, 'later'],
    ['a session that has ended', 401, undefined, 'later'],
  ])('%s (%i)', (_, status, body, kind) => {
    expect(deliveryOf(status, body, null, 0).kind).toBe(kind)
  })

  test('the server’s own words are shown when it refuses', () => {
    expect(deliveryOf(409, REFUSAL, null, 0)).toMatchObject({ message: REFUSAL.error.message })
  })

  test('Retry-After is obeyed, within reason', () => {
    expect(deliveryOf(503, undefined, '30', 0)).toMatchObject({ afterMs: 30_000 })
    expect(deliveryOf(503, undefined, '1e9', 0)).toMatchObject({ afterMs: 300_000 })
    expect(deliveryOf(503, undefined, 'Wed, 21 Oct 2026 07:28:00 GMT', 0)).toMatchObject({ afterMs: 2_000 })
  })

  test('each try waits longer, up to a minute', () => {
    const waits = [0, 1, 2, 3, 50].map((tries) => undelivered(tries))
    expect(waits.map((one) => one.kind === 'later' && one.afterMs)).toEqual([
      2_000, 4_000, 8_000, 16_000, 60_000,
    ])
  })
})
