import { ulid } from 'ulid'
import type { RunJob } from '@/app/_workbench/workers/messages'
import { ApiClient } from '../support/api-client'
import type { RunsOnServer } from '../support/runs-on-server'
import { answersOfRunWorker, difference, keepRunWorker, saidOnServer } from './run-worker'
import { expect, test } from './test'
import { openExercise } from './workbench'

/**
 * Exercises (all of them with `npm run test:long`) in a real browser, in the very worker that the workbench runs, and on the server that grades: the
 * runs are the same to the byte, histories, outputs and accounts included, and so are the verdicts.
 */

// A trace would keep the thirty megabytes that go through the page.
test.use({ trace: 'off' })

const TRIES = 10

/** What the worker is sent, and what it is to answer, as JSON text. */
interface Expected {
  what: string
  job: RunJob
  text: string
}

test('exercises run and are judged alike in the browser and on the server', async ({ page, baseURL }) => {
  test.setTimeout(240_000)
  await keepRunWorker(page)
  await openExercise(page, 'task-types/lambda-by-arn')
  const api = new ApiClient(baseURL ?? '')
  const differences: string[] = []
  let count = 0
  const script = 'tests/support/runs-on-server.ts'
  for await (const { exercise, definitions, answers } of saidOnServer<RunsOnServer>(script)) {
    count += 1
    const expected = [...runsExpected(exercise, definitions), ...reportsExpected(exercise, answers)]
    const found = await answersOfRunWorker(
      page,
      expected.map(({ job }) => job),
    )
    for (const [index, { what, text }] of expected.entries()) {
      differences.push(...difference(`${exercise.id}, ${what}`, text, found[index] ?? ''))
    }
    for (const { name, answer, reportForLearner } of answers) {
      const graded = await gradedOverHttp(api, exercise, answer)
      differences.push(...difference(`${exercise.id}, ${name}, graded over HTTP`, reportForLearner, graded))
    }
  }
  expect(differences).toEqual([])
  expect(count).toBeGreaterThan(2)
})

/** Hidden scenarios too: the worker runs whatever exercise it is sent. */
function runsExpected(
  exercise: RunsOnServer['exercise'],
  definitions: RunsOnServer['definitions'],
): Expected[] {
  return definitions.flatMap(({ name, definition, runs }) =>
    Object.entries(runs).map(([scenarioId, text]) => ({
      what: `${name}, scenario "${scenarioId}"`,
      job: { job: 'run', subject: exercise, scenarioId, definition },
      text,
    })),
  )
}

function reportsExpected(exercise: RunsOnServer['exercise'], answers: RunsOnServer['answers']): Expected[] {
  return answers.map(({ name, answer, report }) => ({
    what: `${name}, graded`,
    job: { job: 'grade', exercise, answer },
    text: report,
  }))
}

/**
 * The report as JSON text. Wall time is the one thing in which two computers may differ: where this one was too
 * busy to grade in time, the answer is handed in again.
 */
async function gradedOverHttp(
  api: ApiClient,
  { id: exerciseId, contentVersion }: RunsOnServer['exercise'],
  answer: RunsOnServer['answers'][number]['answer'],
): Promise<string> {
  for (let tries = 1; ; tries++) {
    const { report } = await api.submit({ attemptId: ulid(), exerciseId, contentVersion, answer })
    if (report.outcome !== 'took-too-long' || tries === TRIES) return JSON.stringify(report)
  }
}
