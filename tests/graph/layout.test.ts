import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type GraphLayout, type LaidNode, layOut, outlineOf, stateGraph } from '@/lib/graph'
import { randomDefinition } from './random-definition'

interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

const SLACK = 0.01

describe('the layout of any definition', () => {
  const property = (check: (layout: GraphLayout, states: readonly string[]) => void) =>
    fc.assert(
      fc.property(randomDefinition(), (definition) => {
        const graph = stateGraph(definition)
        check(
          layOut(graph),
          outlineOf(graph).map((entry) => entry.at),
        )
      }),
      { numRuns: 60 },
    )

  test('every state has one box', () =>
    property((layout, states) => {
      const boxes = layout.nodes.filter((node) => node.kind === 'state').map((node) => node.id)
      expect([...boxes].sort()).toEqual([...states].sort())
    }))

  test('boxes of one machine do not overlap', () =>
    property((layout) => {
      for (const siblings of byGroup(layout.nodes)) {
        for (const [index, one] of siblings.entries()) {
          for (const other of siblings.slice(index + 1))
            expect(overlap(one, other), `${one.id} and ${other.id}`).toBe(false)
        }
      }
    }))

  test('what a state holds lies inside it, and everything inside the picture', () =>
    property((layout) => {
      const whole = { x: 0, y: 0, width: layout.width, height: layout.height }
      const nodes = new Map(layout.nodes.map((node) => [node.id, node]))
      const groups = new Map(layout.groups.map((group) => [group.at, group]))
      for (const group of layout.groups) {
        const owner = nodes.get(group.owner)
        expect(owner && contains(owner, group), group.at).toBe(true)
      }
      for (const node of layout.nodes) {
        const group = node.group === undefined ? whole : groups.get(node.group)
        expect(group && contains(group, node), node.id).toBe(true)
      }
    }))

  test('every arrow joins two boxes of the same machine', () =>
    property((layout) => {
      const nodes = new Map(layout.nodes.map((node) => [node.id, node]))
      expect(new Set(layout.edges.map((edge) => edge.id)).size).toBe(layout.edges.length)
      for (const edge of layout.edges) {
        expect(nodes.get(edge.from)?.group).toBe(nodes.get(edge.to)?.group)
        expect(edge.path).toMatch(/^M[-\d.,LQ ]+$/)
      }
    }))
})

test('the same definition always gives the same picture', () => {
  fc.assert(
    fc.property(randomDefinition(), (definition) => {
      expect(layOut(stateGraph(definition))).toEqual(layOut(stateGraph(structuredClone(definition))))
    }),
    { numRuns: 20 },
  )
})

test('an empty definition is an empty picture of a real size', () => {
  const layout = layOut(stateGraph({}))
  expect(layout.nodes).toEqual([])
  expect(layout.width).toBeGreaterThan(0)
  expect(layout.height).toBeGreaterThan(0)
})

test('a long name is cut to its box', () => {
  const layout = layOut(
    stateGraph({ StartAt: 'A', States: { ['Ship it '.repeat(10)]: { Type: 'Pass', End: true } } }),
  )
  const node = layout.nodes.find((one) => one.kind === 'state')
  expect(node?.label).toMatch(/…$/)
  expect(node?.width).toBeLessThanOrEqual(232)
})

function byGroup(nodes: readonly LaidNode[]): LaidNode[][] {
  const groups = new Map<string, LaidNode[]>()
  for (const node of nodes) groups.set(node.group ?? '', [...(groups.get(node.group ?? '') ?? []), node])
  return [...groups.values()]
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return (
    a.x + SLACK < b.x + b.width &&
    b.x + SLACK < a.x + a.width &&
    a.y + SLACK < b.y + b.height &&
    b.y + SLACK < a.y + a.height
  )
}

function contains(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.x >= outer.x - SLACK &&
    inner.y >= outer.y - SLACK &&
    inner.x + inner.width <= outer.x + outer.width + SLACK &&
    inner.y + inner.height <= outer.y + outer.height + SLACK
  )
}
