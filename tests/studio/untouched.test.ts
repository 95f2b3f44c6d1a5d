import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { type Node, parseTree } from 'jsonc-parser'
import { expect, test } from 'vitest'
import { looseValue } from '@/lib/asl'
import { type OutlineEntry, outlineOf, stateGraph } from '@/lib/graph'
import { childPointer, type JsonPointer } from '@/lib/json'
import {
  applyEdits,
  type Change,
  connect,
  connectionsOf,
  deleteState,
  duplicateState,
  moveState,
  nameOf,
  obstacle,
  renameState,
  setField,
  wrapState,
} from '@/lib/studio'
import { realDefinitions } from '../asl/fuzz/real-definitions'

const bench = path.resolve(import.meta.dirname, '../../../shared/bench/definitions')
const measured = existsSync(bench)
  ? readdirSync(bench)
      .filter((file) => file.endsWith('.asl.json'))
      .map((file) => readFileSync(path.join(bench, file), 'utf8'))
  : []
const definitions = [...realDefinitions(), ...measured].filter((text) => obstacle(text) === undefined)

/** Every operation on a state; `other` is another state of the same definition, which may lie elsewhere. */
const OPERATIONS: Readonly<
  Record<string, (source: string, one: OutlineEntry, other: OutlineEntry) => Change>
> = {
  delete: (source, one) => deleteState(source, one.at),
  duplicate: (source, one) => duplicateState(source, one.at),
  rename: (source, one) => renameState(source, one.at, 'Quite another name'),
  'wrap in Parallel': (source, one) => wrapState(source, one.at, 'Parallel'),
  'wrap in Map': (source, one) => wrapState(source, one.at, 'Map'),
  'move to an end': (source, one, other) => moveState(source, one.at, { kind: 'End', of: other.at }),
  'move onto an arrow': (source, one, other) =>
    moveState(source, one.at, { kind: 'Transition', at: other.leadsTo[0]?.at ?? '' }),
  connect: (source, one, other) => connect(source, one.at, connectionsOf(one.type)[0] ?? 'Next', other.name),
  'set a field': (source, one) => setField(source, one.at, 'Comment', 'A note'),
}

test.each(Object.keys(OPERATIONS))(
  '%s leaves every state it has nothing to do with as it is written',
  (name) => {
    const operation = OPERATIONS[name]
    fc.assert(
      fc.property(fc.constantFrom(...definitions), fc.nat(), fc.nat(), (source, first, second) => {
        const outline = outlineOf(stateGraph(looseValue(source)))
        const [one, other] = [outline[first % outline.length], outline[second % outline.length]]
        if (!one || !other || !operation) return
        const change = operation(source, one, other)
        if (!change.ok) {
          expect(change.because).not.toBe('')
          return
        }
        const after = applyEdits(source, change.edits)
        expect(() => JSON.parse(after)).not.toThrow()
        const [was, is] = [textsOf(source), textsOf(after)]
        for (const entry of outline) {
          if (isConcerned(entry, [one, other])) continue
          expect(is.get(entry.at), entry.at).toBe(was.get(entry.at))
        }
      }),
      { numRuns: 60 },
    )
  },
)

/** It is one of them, lies in or around one, or names one. */
function isConcerned(entry: OutlineEntry, touched: readonly OutlineEntry[]): boolean {
  return touched.some(
    ({ at, name, leadsTo }) =>
      entry.at === at ||
      entry.at.startsWith(`${at}/`) ||
      at.startsWith(`${entry.at}/`) ||
      entry.leadsTo.some(({ to }) => to === name || leadsTo.some((arrow) => arrow.to === to)) ||
      leadsTo.some(({ to }) => to === nameOf(entry.at)),
  )
}

/** The text of every value, by its pointer. */
function textsOf(source: string): ReadonlyMap<JsonPointer, string> {
  const texts = new Map<JsonPointer, string>()
  const visit = (node: Node | undefined, at: JsonPointer) => {
    if (!node) return
    texts.set(at, source.slice(node.offset, node.offset + node.length))
    for (const [index, child] of (node.children ?? []).entries()) {
      const [key, value] = child.type === 'property' ? (child.children ?? []) : []
      if (key) visit(value, childPointer(at, key.value))
      else visit(child, childPointer(at, index))
    }
  }
  visit(parseTree(source), '')
  return texts
}
