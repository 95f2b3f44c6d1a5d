import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  completion,
  NOT_STARTED,
  type Standing,
  standingAfter,
  standingWithSolutionShown,
  type Tried,
} from '@/lib/progress/standing'

const minute = (count: number) => new Date(Date.UTC(2026, 10, 1, 9, count))

/** A short notation: `F` failed, `P` passed, `S` solution shown, one a minute. */
function after(events: string): Standing {
  return [...events].reduce((standing, event, index) => {
    if (event === 'S') return standingWithSolutionShown(standing, minute(index))
    return standingAfter(standing, tried(event === 'P' ? 'passed' : 'failed', index))
  }, NOT_STARTED)
}

function tried(outcome: Tried['outcome'], index: number): Tried {
  const failedChecks = outcome === 'passed' ? [] : [`check-${index}`]
  return { attemptId: `attempt-${index}`, at: minute(index), outcome, failedChecks, activeMs: 60_000 }
}

describe('a standing after', () => {
  test.each([
    { events: '', is: { attempts: 0, failedInARow: 0, passedAt: null }, completion: 'open' },
    {
      events: 'F',
      is: { attempts: 1, failedInARow: 1, firstAt: minute(0), failedChecks: ['check-0'] },
      completion: 'open',
    },
    {
      events: 'FFF',
      is: { attempts: 3, failedInARow: 3, lastAt: minute(2), failedChecks: ['check-2'] },
      completion: 'open',
    },
    {
      events: 'FFP',
      is: { attempts: 3, failedInARow: 0, passedAt: minute(2), failedChecks: [], activeMs: 180_000 },
      completion: 'passed',
    },
    {
      events: 'PF',
      is: { attempts: 2, failedInARow: 1, passedAt: minute(0), lastOutcome: 'failed', activeMs: 60_000 },
      completion: 'passed',
    },
    {
      events: 'FPFFP',
      is: { attempts: 5, failedInARow: 0, passedAt: minute(1), lastAttemptId: 'attempt-4' },
      completion: 'passed',
    },
    { events: 'S', is: { attempts: 0, assistedAt: minute(0), firstAt: minute(0) }, completion: 'open' },
    { events: 'SSP', is: { attempts: 1, assistedAt: minute(0) }, completion: 'passed-assisted' },
    { events: 'FSFP', is: { attempts: 3, assistedAt: minute(1) }, completion: 'passed-assisted' },
    { events: 'PS', is: { attempts: 1, assistedAt: minute(1) }, completion: 'passed' },
    { events: 'PSP', is: { attempts: 2, passedAt: minute(0) }, completion: 'passed' },
  ])('$events', ({ events, is, completion: expected }) => {
    const standing = after(events)
    expect(standing).toMatchObject(is)
    expect(completion(standing)).toBe(expected)
  })
})

test.each(['failed', 'invalid-definition', 'limit-reached', 'took-too-long'] as const)(
  '%s is a failed try',
  (outcome) => {
    expect(standingAfter(NOT_STARTED, tried(outcome, 0))).toMatchObject({
      failedInARow: 1,
      passedAt: null,
      lastOutcome: outcome,
    })
  },
)

test('time reported without bound stays within the column', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 7 * 24 * 3_600_000 }), { maxLength: 300 }), (times) => {
      const standing = times.reduce(
        (all, activeMs) => standingAfter(all, { ...tried('failed', 0), activeMs }),
        NOT_STARTED,
      )
      expect(standing.activeMs).toBeLessThan(2 ** 31)
    }),
  )
})

test('once passed, it stays passed at that time', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('F', 'P', 'S'), { maxLength: 12 }), (events) => {
      const before = after(`${events.join('')}P`)
      const later = after(`${events.join('')}PFSF`)
      expect(later.passedAt).toEqual(before.passedAt)
      expect(completion(later)).toBe(completion(before))
    }),
  )
})
