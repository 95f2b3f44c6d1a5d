import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readLibrary } from '@/lib/curriculum/library'
import { forLearner, grade, runScenario } from '@/lib/exercises'
import { loadHandlers } from '@/lib/handlers'

/**
 * What the learner's browser has is the exercise without its secrets, sent as data, and a QuickJS of its own; the
 * server has the whole exercise. Both run the same code: the verdicts are equal and the histories too, to the byte.
 */
const exercises = [...readLibrary(path.resolve('content')).exercises.values()]

describe.each(exercises)('$id', (exercise) => {
  const inBrowser = structuredClone(forLearner(exercise))
  const definitions =
    exercise.kind === 'predict'
      ? [exercise.definition]
      : [exercise.solution, exercise.starter, ...exercise.mistakes.map(({ definition }) => definition)]

  test('runs alike in the browser and on the server', async () => {
    const browser = { runHandler: await loadHandlers() }
    const server = { runHandler: await loadHandlers() }
    for (const definition of definitions) {
      for (const { id } of inBrowser.scenarios) {
        const seen = await runScenario(inBrowser, id, definition, browser)
        const graded = await runScenario(exercise, id, definition, server)
        expect(JSON.stringify(seen)).toBe(JSON.stringify(graded))
      }
    }
  })

  test.runIf(exercise.kind !== 'predict')('is judged alike', async () => {
    const world = { runHandler: await loadHandlers() }
    for (const definition of definitions) {
      const answer = { kind: 'definition', definition } as const
      const seen = await grade(inBrowser, answer, world)
      const graded = await grade(exercise, answer, world)
      const visible = graded.results.filter(({ hidden }) => !hidden)
      // A limit that only a hidden scenario runs into ends the server's report early.
      expect(visible).toEqual(seen.results.slice(0, visible.length))
    }
  })
})
