/**
 * A script for `tests/e2e/same-everywhere.e2e.ts`: exercises as the server knows it, and what the server makes
 * of its solution, its starter and each of its mistakes. One line of JSON for each exercise, on standard output.
 */
import path from 'node:path'
import { readLibrary } from '@/lib/curriculum/library'
import { type Answer, type Exercise, grade, reportForLearner, runScenario } from '@/lib/exercises'
import { loadHandlers } from '@/lib/handlers'
import { shareOf } from './share-of'

/** An exercise with all that is to come out the same elsewhere. */
export interface RunsOnServer {
  exercise: Exercise
  definitions: readonly {
    /** "solution", "starter", or the name of the mistake. */
    name: string
    definition: string
    /** By scenario: the run as JSON text, or the problems of a definition that does not run. */
    runs: Readonly<Record<string, string>>
  }[]
  answers: readonly {
    name: string
    answer: Answer
    /** As JSON text, with hidden scenarios and as the learner gets it. */
    report: string
    reportForLearner: string
  }[]
}

const world = { runHandler: await loadHandlers() }
const exercises = [...readLibrary(path.resolve('content')).exercises.values()]
for (const exercise of shareOf(exercises, 3)) {
  process.stdout.write(`${JSON.stringify(await runsOf(exercise))}\n`)
}

async function runsOf(exercise: Exercise): Promise<RunsOnServer> {
  const definitions = []
  for (const [name, definition] of definitionsOf(exercise)) {
    const runs: Record<string, string> = {}
    for (const { id } of exercise.scenarios) {
      const made = await runScenario(exercise, id, definition, world)
      runs[id] = JSON.stringify(made.ok ? made.run : made.diagnostics)
    }
    definitions.push({ name, definition, runs })
  }
  const answers = []
  for (const [name, answer] of answersOf(exercise)) {
    const report = await grade(exercise, answer, world)
    answers.push({
      name,
      answer,
      report: JSON.stringify(report),
      reportForLearner: JSON.stringify(reportForLearner(report)),
    })
  }
  return { exercise, definitions, answers }
}

function definitionsOf(exercise: Exercise): [name: string, definition: string][] {
  if (exercise.kind === 'predict') return [['definition', exercise.definition]]
  const mistakes = exercise.mistakes.map(({ name, definition }): [string, string] => [
    `mistake "${name}"`,
    definition,
  ])
  return [['solution', exercise.solution], ['starter', exercise.starter], ...mistakes]
}

/** Of a prediction: the first option of every prompt, the second of every prompt and so on. */
function answersOf(exercise: Exercise): [name: string, answer: Answer][] {
  if (exercise.kind !== 'predict') {
    return definitionsOf(exercise).map(([name, definition]) => [name, { kind: 'definition', definition }])
  }
  const most = Math.max(...exercise.prompts.map(({ options }) => options.length))
  return Array.from({ length: most }, (_, place) => [
    `option ${place + 1} of every prompt`,
    {
      kind: 'prediction',
      choices: Object.fromEntries(
        exercise.prompts.map(({ id, options }) => [
          id,
          options[Math.min(place, options.length - 1)]?.id ?? '',
        ]),
      ),
    },
  ])
}
