import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Arrow, layered, type Size } from '@/lib/graph/layered'

const size = fc.record({
  width: fc.integer({ min: 20, max: 240 }),
  height: fc.integer({ min: 20, max: 300 }),
})
const picture = fc.array(size, { minLength: 1, maxLength: 80 }).chain((sizes) =>
  fc.record({
    sizes: fc.constant(sizes),
    arrows: fc.array(fc.record({ from: fc.nat(sizes.length - 1), to: fc.nat(sizes.length - 1) }), {
      maxLength: 160,
    }),
  }),
)

describe('a large machine in layers', () => {
  test('no two boxes overlap', () => {
    fc.assert(
      fc.property(picture, ({ sizes, arrows }) => {
        const { centres } = layered(sizes, arrows)
        expect(centres).toHaveLength(sizes.length)
        for (const [one, a] of centres.entries()) {
          for (const [other, b] of centres.entries()) {
            if (other <= one) continue
            const [s, t] = [sizes[one], sizes[other]]
            if (!s || !t) continue
            const apart =
              Math.abs(a.x - b.x) >= (s.width + t.width) / 2 - 0.01 ||
              Math.abs(a.y - b.y) >= (s.height + t.height) / 2 - 0.01
            expect(apart, `${one} and ${other}`).toBe(true)
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  test('every arrow begins and ends at the border of its boxes', () => {
    fc.assert(
      fc.property(picture, ({ sizes, arrows }) => {
        const { centres, routes } = layered(sizes, arrows)
        for (const [index, { from, to }] of arrows.entries()) {
          const route = routes[index] ?? []
          expect(isOnBorder(route[0], centres[from], sizes[from])).toBe(true)
          expect(isOnBorder(route.at(-1), centres[to], sizes[to])).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('what leads on stands above what it leads to', () => {
    const chain = Array.from({ length: 500 }, (_, from): Arrow => ({ from, to: from + 1 }))
    const { centres } = layered(
      Array.from({ length: 501 }, () => box),
      chain,
    )
    for (const [index, { x, y }] of centres.entries()) {
      expect(x).toBe(centres[0]?.x)
      if (index > 0) expect(y).toBeGreaterThan(centres[index - 1]?.y ?? Number.NaN)
    }
  })

  test('five hundred arrows to one box share a line, and are bounded in their bends', () => {
    const arrows = Array.from({ length: 500 }, (_, from): Arrow[] => [
      { from, to: from + 1 },
      { from, to: 500 },
    ]).flat()
    const { routes } = layered(
      Array.from({ length: 501 }, () => box),
      arrows,
    )
    const bends = new Set(routes.flatMap((route) => route.slice(1, -1).map(({ x, y }) => `${x} ${y}`)))
    expect(bends.size).toBeLessThan(501)
  })

  test('the same machine always gives the same picture', () => {
    fc.assert(
      fc.property(picture, ({ sizes, arrows }) => {
        expect(layered(sizes, arrows)).toEqual(layered(sizes, arrows))
      }),
      { numRuns: 20 },
    )
  })
})

const box = { width: 100, height: 40 }

function isOnBorder(
  point: { x: number; y: number } | undefined,
  centre: { x: number; y: number } | undefined,
  size: Size | undefined,
): boolean {
  if (!point || !centre || !size) return false
  const [dx, dy] = [Math.abs(point.x - centre.x), Math.abs(point.y - centre.y)]
  const isWithin = dx <= size.width / 2 + 0.01 && dy <= size.height / 2 + 0.01
  return isWithin && (Math.abs(dx - size.width / 2) < 0.01 || Math.abs(dy - size.height / 2) < 0.01)
}
