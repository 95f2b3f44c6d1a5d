import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { ulid } from 'ulid'
import { ApiClient } from '../support/api-client'
import type { RunsOnServer } from '../support/runs-on-server'
import { expect, type Page, test } from './test'
import { openExercise } from './workbench'

/**
 * Every exercise in a real browser, in the very worker that the workbench runs, and on the server that grades: the
 * runs are the same to the byte, histories, outputs and accounts included, and so are the verdicts.
 */

const ROOT = path.resolve(import.meta.dirname, '../..')

// A trace would keep the thirty megabytes that go through the page.
test.use({ trace: 'off' })

const TRIES = 10

/** What the worker is sent, and what it is to answer, as JSON text. */
interface Expected {
  what: string
  job: object
  text: string
}

test('every exercise runs and is judged alike in the browser and on the server', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(240_000)
  await keepRunWorker(page)
  await openExercise(page, 'task-types/lambda-by-arn')
  const api = new ApiClient(baseURL ?? '')
  const differences: string[] = []
  let count = 0
  for await (const { exercise, definitions, answers } of runsOnServer()) {
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

/** As they come: while the browser runs one exercise, the server is at the next. */
async function* runsOnServer(): AsyncGenerator<RunsOnServer> {
  const tsx = path.join(ROOT, 'node_modules/tsx/dist/cli.mjs')
  const words = [tsx, '--conditions=react-server', 'tests/support/runs-on-server.ts']
  const child = spawn(process.execPath, words, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  for await (const line of createInterface(child.stdout)) yield JSON.parse(line) as RunsOnServer
  const [status] = await ended
  if (status !== 0) throw new Error(`The runs on the server ended with status ${status}.`)
}

/** Hidden scenarios too: the worker runs whatever exercise it is sent. */
function runsExpected(
  exercise: RunsOnServer['exercise'],
  definitions: RunsOnServer['definitions'],
): Expected[] {
  return definitions.flatMap(({ name, definition, runs }) =>
    Object.entries(runs).map(([scenarioId, text]) => ({
      what: `${name}, scenario "${scenarioId}"`,
      job: { job: 'run', exercise, scenarioId, definition },
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

/** Has the page remember with what its run worker was started. */
async function keepRunWorker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept = window as unknown as { startRunWorker?: () => Worker }
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        if (options?.name === 'stepwise-run') kept.startRunWorker = () => new Worker(url, options)
      }
    }
  })
}

/** Sends the jobs to a run worker of our own, one after the other; its answers as JSON text. */
function answersOfRunWorker(page: Page, jobs: readonly object[]): Promise<string[]> {
  return page.evaluate(async (jobs) => {
    const kept = window as unknown as { startRunWorker?: () => Worker; ownRunWorker?: Worker }
    const deadline = Date.now() + 20_000
    while (!kept.startRunWorker) {
      if (Date.now() > deadline) throw new Error('The workbench has started no run worker.')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const heard = (worker: Worker) =>
      new Promise<unknown>((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data)
        worker.onerror = ({ message }) => reject(new Error(message))
      })
    if (!kept.ownRunWorker) {
      kept.ownRunWorker = kept.startRunWorker()
      await heard(kept.ownRunWorker) // it says that it is ready
    }
    const worker = kept.ownRunWorker
    const texts: string[] = []
    for (const job of jobs) {
      const answer = heard(worker)
      worker.postMessage(job)
      const { run, diagnostics, report, message } = (await answer) as Record<string, unknown>
      texts.push(JSON.stringify(run ?? diagnostics ?? report ?? message) ?? '')
    }
    return texts
  }, jobs)
}

/** Nothing, or where two texts part. */
function difference(what: string, server: string, other: string): string[] {
  if (server === other) return []
  let at = 0
  while (server[at] === other[at]) at++
  const around = (text: string) => text.slice(Math.max(0, at - 120), at + 120)
  return [`${what}, at character ${at}:\n  server  …${around(server)}…\n  browser …${around(other)}…`]
}
