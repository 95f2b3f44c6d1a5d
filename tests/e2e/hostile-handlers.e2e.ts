import type { HostileOnServer } from '../support/hostile-on-server'
import { answersOfRunWorker, difference, keepRunWorker, saidOnServer } from './run-worker'
import { expect, test } from './test'
import { openExercise } from './workbench'

test('handlers that want to get out, or to never end, end alike in the browser and on the server', async ({
  page,
}) => {
  test.setTimeout(360_000)
  await keepRunWorker(page)
  await openExercise(page, 'task-types/lambda-by-arn')
  const differences: string[] = []
  let count = 0
  for await (const row of saidOnServer<HostileOnServer>('tests/support/hostile-on-server.ts')) {
    count += 1
    const { name, exercise, scenarioId, definition } = row
    const [found = ''] = await answersOfRunWorker(page, [
      { job: 'run', subject: exercise, scenarioId, definition },
    ])
    differences.push(...difference(name, row.run, found))
  }
  expect(differences).toEqual([])
  expect(count).toBeGreaterThan(25)
})
