import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '@/lib/json'
import { matches, readPattern } from '@/lib/services/event-pattern'
import { filters, patterns } from './patterns'

function fits(written: JsonObject, event: JsonObject, dialect: 'EventBridge' | 'SNS'): boolean {
  const read = readPattern(written, dialect)
  if (!read.ok) throw new Error(read.problem)
  return matches(read.pattern, event)
}

describe('a pattern of EventBridge', () => {
  test.each(patterns)('%j and %j: %s (%s)', (pattern, event, expected) => {
    expect(fits(pattern, event, 'EventBridge')).toBe(expected)
  })

  test('fits more events with every value more, and fewer with every field more', () => {
    const value = fc.constantFrom('a', 'b', 1, true, null)
    const field = fc.array(value, { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(
        fc.record({ x: field, y: field }),
        fc.record({ x: value, y: value }),
        value,
        (pattern, event, more) => {
          const fitted = fits(pattern, event, 'EventBridge')
          if (fitted) expect(fits({ ...pattern, x: [...pattern.x, more] }, event, 'EventBridge')).toBe(true)
          if (fitted) expect(fits({ x: pattern.x }, event, 'EventBridge')).toBe(true)
          expect(fits({ x: pattern.x }, event, 'EventBridge')).toBe(pattern.x.includes(event.x))
        },
      ),
    )
  })

  test.each([
    [{ a: 'x' }, '"a" needs a list of values or an object.'],
    [{ a: [] }, 'The list of "a" is empty.'],
    [{ a: [{ regex: 'x' }] }, '"regex" is no operator of a pattern.'],
    [{ a: [{ prefix: 'x', suffix: 'y' }] }, 'A matcher is an object with one member.'],
    [{ a: [{ numeric: ['>', '5'] }] }, '"numeric" is [">", 0, "<=", 5].'],
    [{ a: [{ wildcard: 'a**b' }] }, 'Two wildcards stand side by side.'],
    [{ a: [{ cidr: '10.0.0.0' }] }, '"10.0.0.0" is no range of addresses.'],
    [{ a: ['x'.repeat(3000)] }, 'The pattern is too long.'],
  ] as [JsonObject, string][])('%j is refused', (written, problem) => {
    expect(readPattern(written, 'EventBridge')).toEqual({ ok: false, problem })
  })
})

describe('a filter policy of SNS', () => {
  test.each(filters)('%j and %j: %s (%s)', (filter, values, expected) => {
    expect(fits(filter, values, 'SNS')).toBe(expected)
  })

  test.each([
    [{ a: [{ wildcard: '*' }] }, 'SNS has no wildcards.'],
    [{ a: [1], b: [1], c: [1], d: [1], e: [1], f: [1] }, 'A filter policy has at most 5 keys.'],
  ] as [JsonObject, string][])('%j is refused', (written, problem) => {
    expect(readPattern(written, 'SNS')).toEqual({ ok: false, problem })
  })
})
