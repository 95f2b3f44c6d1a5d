import path from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readLibrary } from '@/lib/curriculum/library'
import { grade, reportForLearner, type World } from '@/lib/exercises'
import { loadHandlers } from '@/lib/handlers'

const LONG = process.env.STEPWISE_LONG

/** Whatever a learner hands in, grading answers with a report; a thrown error would be a fault of ours. */

const library = readLibrary(path.resolve('content'))
const exercises = [...library.exercises.values()].filter((exercise) => exercise.kind !== 'predict')

let world: World
beforeAll(async () => {
  world = { runHandler: await loadHandlers() }
})

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The same document with one node replaced: how half-done and mixed-up definitions look. */
function withNodeReplaced(value: Json, place: number, replacement: Json): Json {
  let count = 0
  const visit = (node: Json): Json => {
    if (count++ === place) return replacement
    if (Array.isArray(node)) return node.map(visit)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, visit(child)]))
  }
  return visit(value)
}

const anyText = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.json({ maxDepth: 4 }),
  fc.constantFrom('{', '[', '"', '{"StartAt":', '\u0000', '\uFEFF{}', 'null', '{"__proto__":{}}'),
)

const anyReplacement = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    '$',
    '$$',
    '$.Payload',
    '$..*',
    'States.Format',
    "States.Format('{}', $)",
    'States.ArrayRange(1, 100000000, 1)',
    'PriceOrder',
    'Pass',
    'Map',
    'arn:aws:states:::lambda:invoke',
    -1,
    1e308,
  ),
)

describe.each(exercises)('$id', (exercise) => {
  const report = (definition: string) => grade(exercise, { kind: 'definition', definition }, world)

  test('answers any text', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (definition) => {
        expect((await report(definition)).outcome).toBe('invalid-definition')
      }),
      { numRuns: LONG ? 100 : 25 },
    )
  })

  test('answers the solution with any one part replaced', async () => {
    const solution: Json = JSON.parse(exercise.solution)
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 40 }), anyReplacement, async (place, replacement) => {
        const definition = JSON.stringify(withNodeReplaced(solution, place, replacement as Json))
        const made = await report(definition)
        expect(made.outcome).toMatch(/^(passed|failed|invalid-definition|limit-reached)$/)
        expect(JSON.stringify(reportForLearner(made))).not.toContain('large-order')
        for (const { verdict } of made.results) {
          if (!verdict.passed) expect(verdict.happened.length * verdict.expected.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: LONG ? 150 : 40 },
    )
  })
})
