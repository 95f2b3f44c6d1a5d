import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkContent, problemText } from '@/lib/curriculum/check'
import { readLibrary } from '@/lib/curriculum/library'
import {
  type Exercise,
  forLearner,
  grade,
  holdingOptions,
  type Report,
  runScenario,
  type World,
} from '@/lib/exercises'
import { loadHandlers } from '@/lib/handlers'

const root = path.resolve('content')
const library = readLibrary(root)
const exercises = [...library.exercises.values()]
const toWrite = exercises.filter((exercise) => exercise.kind !== 'predict')
const toPredict = exercises.filter((exercise) => exercise.kind === 'predict')

let world: World
beforeAll(async () => {
  world = { runHandler: await loadHandlers() }
})

const graded = (exercise: Exercise, definition: string) =>
  grade(exercise, { kind: 'definition', definition }, world)

function failedChecks(report: Report): string[] {
  return report.results.filter((result) => !result.verdict.passed).map((result) => result.checkId)
}

test('nothing is wrong with the content', async () => {
  const { problems, counts } = await checkContent(root, world)
  expect(problems.map((problem) => problemText(problem))).toEqual([])
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(0)
})

describe.each(toWrite)('$id', (exercise) => {
  test('the solution passes every check', async () => {
    expect(await graded(exercise, exercise.solution)).toMatchObject({ outcome: 'passed' })
  })

  test('the starter fails', async () => {
    expect((await graded(exercise, exercise.starter)).outcome).not.toBe('passed')
  })

  test.each([...exercise.mistakes])('$caughtBy catches: $name', async ({ definition, caughtBy }) => {
    expect(failedChecks(await graded(exercise, definition))).toContain(caughtBy)
  })

  test('has a scenario that is not shown', () => {
    expect(exercise.scenarios.some((scenario) => scenario.hidden)).toBe(true)
    expect(forLearner(exercise).scenarios.every((scenario) => !scenario.hidden)).toBe(true)
  })

  test('passes for the learner too, who has the visible scenarios only', async () => {
    const report = await grade(
      forLearner(exercise),
      { kind: 'definition', definition: exercise.solution },
      world,
    )
    expect(report.outcome).toBe('passed')
  })

  test('gives the same report twice', async () => {
    expect(await graded(exercise, exercise.starter)).toEqual(await graded(exercise, exercise.starter))
  })
})

describe.each(toPredict)('$id', (exercise) => {
  test.each([...exercise.prompts])('one option of "$id" holds', async (prompt) => {
    const run = await runScenario(exercise, prompt.scenario, exercise.definition, world)
    if (!run.ok) throw new Error(run.diagnostics[0]?.message)
    expect(holdingOptions(prompt, run.run, run.machine)).toHaveLength(1)
  })
})

test('each question tells the learner nothing but how many to choose', () => {
  for (const question of library.questions.values()) {
    expect(new Set(question.options.map(({ reason }) => reason)).size).toBe(question.options.length)
    expect(question.source.url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//)
  }
})
