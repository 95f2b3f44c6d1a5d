import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, signUp, test } from './test'
import { check, openExercise } from './workbench'

const WRITE = 'task-types/lambda-by-arn'

test("another learner's attempt is not there", async ({ page, browser, baseURL, misdeeds }) => {
  misdeeds.expected.push(/404/)
  const bench = await openExercise(page, WRITE)
  await check(page, bench, 'failed')
  const attemptId = await page.evaluate(async (id) => {
    const answer = await (await fetch(`/api/attempts?exerciseId=${id}`)).text()
    return /"attemptId":"(\w+)"/.exec(answer)?.[1]
  }, WRITE)
  expect(attemptId).toBeTruthy()
  expect((await page.request.get(`/api/attempts/${attemptId}`)).status()).toBe(200)

  const other = await browser.newContext({ ...(baseURL && { baseURL }) })
  expect((await other.request.get(`/api/attempts/${attemptId}`)).status()).toBe(404)
  await other.close()
})

test('the instructor page sends guests to sign in and is not there for learners', async ({
  page,
  misdeeds,
}) => {
  misdeeds.expected.push(/404/)
  await page.goto('/teach')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await signUp(page, 'Lena Learner', `lena-${Date.now()}@example.org`)
  const answer = await page.goto('/teach')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing at this address')
})

test('an instructor sees who tried what, and the check that failed', async ({ page, browser, baseURL }) => {
  test.setTimeout(90_000)
  const learnerName = `Kim ${Date.now()}`
  const learner = await browser.newContext({ ...(baseURL && { baseURL }) })
  const theirs = await learner.newPage()
  const bench = await openExercise(theirs, WRITE)
  await check(theirs, bench, 'failed')
  await signUp(theirs, learnerName, `kim-${Date.now()}@example.org`)
  await learner.close()

  const email = `ines-${Date.now()}@example.org`
  await signUp(page, 'Ines Instructor', email)
  await promisify(execFile)(
    process.execPath,
    ['node_modules/tsx/dist/cli.mjs', '--conditions=react-server', 'scripts/instructor.ts', email],
    { env: { ...process.env, ...(process.env.E2E_DATA && { STEPWISE_DATA: process.env.E2E_DATA }) } },
  )
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto('/teach')
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page
    .getByRole('row', { name: new RegExp(learnerName) })
    .getByRole('link', { name: /1 attempt, open the last one/ })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(learnerName)
  await expect(page.getByRole('heading', { name: /^The checks? that failed$/ })).toBeVisible()
  await expect(page.getByText('Happened').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'What was handed in' })).toBeVisible()
  await expect(page.locator('pre').getByText('"PriceOrder"').first()).toBeVisible()
})
