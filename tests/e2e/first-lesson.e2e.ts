import { removeData, startServer } from '../support/server'
import { expect, test } from './test'
import { check, exercisesOf, lessonSlugs, liveWorkbench, run, solutionOf, write } from './workbench'

const FIRST = 'task-types/lambda-by-arn'
const ONE_PASSED = `1 of ${lessonSlugs().flatMap(exercisesOf).length} exercises passed`

test('a newcomer comes from the first page to a green check by keyboard', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Start the first lesson' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Four types of task')
  const bench = await liveWorkbench(page, FIRST)
  await write(page, bench, solutionOf(FIRST))
  await run(page, bench)
  await expect(bench.locator('[data-runs]')).toHaveAttribute('data-runs', 'SUCCEEDED')
  await check(page, bench, 'passed')

  await page.reload()
  await expect(
    page.locator('#exercise-task-types-lambda-by-arn').getByText('Passed', { exact: true }),
  ).toBeVisible()
  await page.goto('/progress')
  await expect(page.getByText(ONE_PASSED, { exact: false })).toBeVisible()
})

test('what is passed outlives a restart of the server', async ({ browser }) => {
  test.setTimeout(150_000)
  const first = await startServer()
  const context = await browser.newContext({ baseURL: first.url })
  try {
    const page = await context.newPage()
    await page.goto(`/exercises/${FIRST}`)
    const bench = await liveWorkbench(page, FIRST)
    await write(page, bench, solutionOf(FIRST))
    await check(page, bench, 'passed')
    await first.stop()

    const second = await startServer({ dataFolder: first.dataFolder, port: Number(new URL(first.url).port) })
    try {
      await page.goto('/progress')
      await expect(page.getByText(ONE_PASSED, { exact: false })).toBeVisible()
    } finally {
      await second.stop()
    }
  } finally {
    await first.stop()
    await context.close()
    removeData(first)
  }
})

test('the first page leads back to where the reader stopped, without an account', async ({
  page,
  context,
}) => {
  await page.goto('/lessons/four-types-of-task')
  await page.locator('#somebody-elses-api').scrollIntoViewIfNeeded()
  await page.mouse.wheel(0, 400)
  await expect
    .poll(async () => (await context.cookies()).find(({ name }) => name === 'place')?.value)
    .toContain('four-types')
  expect((await context.cookies()).some(({ name }) => name.includes('session_token'))).toBe(false)
  await page.goto('/')
  await page.getByRole('link', { name: 'Resume where I stopped' }).click()
  await expect(page).toHaveURL(/\/lessons\/four-types-of-task#./)
})
