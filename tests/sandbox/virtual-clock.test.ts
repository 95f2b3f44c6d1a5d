import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { VirtualClock } from '@/lib/sandbox'

describe('the virtual clock', () => {
  test('jumps from appointment to appointment', () => {
    const clock = new VirtualClock<string>(1000)
    clock.set('a', 5000, 'later')
    clock.set('b', 2000, 'sooner')
    expect([clock.next(), clock.now, clock.next(), clock.now, clock.next(), clock.now]).toEqual([
      'sooner',
      2000,
      'later',
      5000,
      undefined,
      5000,
    ])
  })

  test('keeps the order in which equal instants were set', () => {
    const clock = new VirtualClock<number>(0)
    for (let n = 0; n < 100; n++) clock.set(String(n), 7, n)
    expect(Array.from({ length: 100 }, () => clock.next())).toEqual(Array.from({ length: 100 }, (_, n) => n))
  })

  test('forgets what was cleared, and what was set again under the same id', () => {
    const clock = new VirtualClock<string>(0)
    clock.set('a', 1, 'cleared')
    clock.set('b', 2, 'old')
    clock.set('b', 3, 'new')
    clock.clear('a')
    clock.clear('never set')
    expect([clock.next(), clock.now, clock.next()]).toEqual(['new', 3, undefined])
  })

  test('never goes back', () => {
    const clock = new VirtualClock<string>(1000)
    clock.set('past', -5, 'now')
    expect([clock.next(), clock.now]).toEqual(['now', 1000])
  })

  test('fires everything once, in order, whatever is set and cleared', () => {
    const action = fc.oneof(
      fc.record({ set: fc.integer({ min: 0, max: 9 }), due: fc.integer({ min: 0, max: 50 }) }),
      fc.record({ clear: fc.integer({ min: 0, max: 9 }) }),
    )
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const clock = new VirtualClock<{ due: number; order: number }>(0)
        const expected = new Map<number, { due: number; order: number }>()
        for (const [order, made] of actions.entries()) {
          if ('clear' in made) {
            clock.clear(String(made.clear))
            expected.delete(made.clear)
          } else {
            const what = { due: made.due, order }
            clock.set(String(made.set), made.due, what)
            expected.set(made.set, what)
          }
        }
        const inOrder = [...expected.values()].sort((a, b) => a.due - b.due || a.order - b.order)
        expect(inOrder.map(() => clock.next())).toEqual(inOrder)
        expect(clock.next()).toBeUndefined()
      }),
    )
  })
})
