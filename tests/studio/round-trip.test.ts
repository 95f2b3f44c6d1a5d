import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { looseValue } from '@/lib/asl'
import { outlineOf, stateGraph } from '@/lib/graph'
import type { JsonValue } from '@/lib/json'
import { deleteState, insertState, obstacle, setField, type TextEdit } from '@/lib/studio'
import { realDefinitions } from '../asl/fuzz/real-definitions'
import { applied, targetsOf } from './pictures'

const definitions = realDefinitions().filter((text) => obstacle(text) === undefined)
const known = new Map<string, ReturnType<typeof targetsOf>>()

describe('over every definition at hand', () => {
  test('there are enough of them', () => {
    expect(definitions.length).toBeGreaterThan(100)
  })

  test('setting every field to what it is changes no letter of the text', () => {
    const edits: TextEdit[] = []
    for (const source of definitions) {
      const definition: JsonValue = JSON.parse(source)
      const [first] = outlineOf(stateGraph(definition))
      for (const [at, object] of [
        ['', definition],
        [first?.at ?? '', stateOf(definition, first?.name)],
      ] as const) {
        for (const [field, value] of Object.entries(object ?? {})) {
          const made = setField(source, at, field, value as JsonValue)
          if (made.ok) edits.push(...made.edits)
        }
      }
    }
    expect(edits).toEqual([])
  })

  test('a state that is put anywhere and deleted again leaves the text as it was', () => {
    fc.assert(
      fc.property(fc.constantFrom(...definitions), fc.nat(), (source, pick) => {
        const all = known.get(source) ?? targetsOf(source)
        known.set(source, all)
        const places = all.filter(({ place }) => ['Transition', 'End', 'Empty'].includes(place.kind))
        const chosen = places[pick % Math.max(1, places.length)]
        if (!chosen) return
        const inserted = insertState(source, chosen.place, { name: 'Fresh', state: { Type: 'Pass' } })
        const between = applied(source, inserted)
        const before = outlineOf(stateGraph(JSON.parse(source))).length
        expect(outlineOf(stateGraph(looseValue(between)))).toHaveLength(before + 1)
        const at = inserted.ok && inserted.select !== undefined ? inserted.select : ''
        expect(applied(between, deleteState(between, at))).toBe(source)
      }),
      { numRuns: 150 },
    )
  })
})

function stateOf(definition: JsonValue, name: string | undefined): object | undefined {
  const { States } = definition as { States?: Record<string, object> }
  return name === undefined ? undefined : States?.[name]
}
