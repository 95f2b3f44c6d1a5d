import { expect, test } from './test'
import { openExercise, run, write } from './workbench'

const inJsonata = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Add',
  States: { Add: { Type: 'Pass', Output: '{% 1 + 1 %}', End: true } },
})

test('a definition in JSONata runs without a connection, once it was read', async ({
  page,
  context,
  misdeeds,
}) => {
  misdeeds.expected.push(/ERR_INTERNET_DISCONNECTED/)
  const bench = await openExercise(page, 'task-types/lambda-by-arn')
  await write(page, bench, inJsonata)
  // The graph is drawn of what was read.
  await expect(bench.getByRole('group', { name: 'State machine' }).getByText('Add')).toBeVisible()
  await context.setOffline(true)
  await run(page, bench)
  await expect(bench.locator('[data-runs]')).toHaveAttribute('data-runs', 'SUCCEEDED')
})
