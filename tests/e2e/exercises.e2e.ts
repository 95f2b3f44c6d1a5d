import { expect, test } from './test'
import {
  check,
  liveWorkbench,
  openExercise,
  run,
  saved,
  serverVerdict,
  solutionOf,
  write,
  written,
} from './workbench'

const WRITE = 'task-types/lambda-by-arn'
const REPAIR = 'task-types/open-the-envelope'
const PREDICT = 'task-types/what-comes-back'

test('a repair fails first, says why with the event that shows it, and passes when repaired', async ({
  page,
}) => {
  const bench = await openExercise(page, REPAIR)
  await run(page, bench)
  await expect(bench.locator('[data-runs]')).toHaveAttribute('data-runs', 'FAILED')
  await check(page, bench, 'failed')
  await expect(bench.getByText('What happened').first()).toBeVisible()
  await write(page, bench, solutionOf(REPAIR))
  await check(page, bench, 'passed')
})

test('a prediction is made before the run and judged after it', async ({ page }) => {
  const bench = await openExercise(page, PREDICT)
  await expect(bench.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
  for (const prompt of await bench
    .getByRole('group')
    .filter({ has: page.getByRole('radio') })
    .all()) {
    await prompt.getByRole('radio').first().check()
  }
  await bench.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(bench.getByText(/As you predicted|It came out otherwise/).first()).toBeVisible()
  await bench.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(bench.locator('[data-check]')).toHaveAttribute('data-check', /server$/)
})

test('a question states how many to choose, reveals nothing before, and everything after', async ({
  page,
}) => {
  await page.goto('/lessons/four-types-of-task')
  const question = page.locator('#question-task-types-envelope')
  await expect(question.getByText('Choose one.')).toBeVisible()
  await expect(question.getByRole('button', { name: 'Check' })).toBeDisabled()
  await question.getByRole('radio').first().focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await question.getByRole('button', { name: 'Check' }).focus()
  await page.keyboard.press('Enter')
  await expect(question.getByText(/^(Right\.|Not right\.)/)).toBeFocused()
  await expect(question.getByText(/your choice/)).toHaveCount(1)
  await expect(question.getByText(/^(Holds|Does not hold)/)).toHaveCount(4)
  await expect(question.getByRole('radio').first()).toBeDisabled()
  await expect(question.getByText('Source:')).toBeVisible()
})

test('a question that cannot be sent keeps the choice and is answered when the network is back', async ({
  page,
  context,
  misdeeds,
}) => {
  misdeeds.expected.push(/ERR_INTERNET_DISCONNECTED/)
  await page.goto('/lessons/four-types-of-task')
  const question = page.locator('#question-task-types-envelope')
  await question.getByRole('radio').first().check()
  await context.setOffline(true)
  await question.getByRole('button', { name: 'Check' }).click()
  await expect(question.getByText(/Your choice stays here/)).toBeVisible()
  await context.setOffline(false)
  await expect(question.getByText(/^(Right\.|Not right\.)/)).toBeVisible()
})

test('an attempt made offline is kept and sent once', async ({ page, context, misdeeds }) => {
  misdeeds.expected.push(/ERR_INTERNET_DISCONNECTED/)
  const bench = await openExercise(page, WRITE)
  await write(page, bench, solutionOf(WRITE))
  await run(page, bench)
  await expect(bench.locator('[data-runs]')).toHaveAttribute('data-runs', 'SUCCEEDED')
  await context.setOffline(true)
  await bench.locator('.cm-content').focus()
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await expect(bench.locator('[data-check]')).toHaveAttribute('data-check', 'passed browser')
  await expect(bench.getByText('1 attempt is saved here and will be sent.')).toBeVisible()
  await context.setOffline(false)
  await serverVerdict(bench, 'passed')
  const attempts = await page.evaluate(
    async (id) => (await fetch(`/api/attempts?exerciseId=${id}`)).json(),
    WRITE,
  )
  expect(JSON.stringify(attempts).match(/"attemptId"/g)).toHaveLength(1)
})

test('two tabs keep both drafts', async ({ page, context }) => {
  const first = await openExercise(page, WRITE)
  const other = await context.newPage()
  const second = await openExercise(other, WRITE)
  await write(page, first, '{ "Comment": "from the first tab" }')
  await saved(first)
  await write(other, second, '{ "Comment": "from the second tab" }')
  await saved(second)
  const third = await context.newPage()
  await page.close()
  await other.close()
  const bench = await openExercise(third, WRITE)
  await expect.poll(() => written(bench)).toContain('second tab')
  await bench.locator('summary', { hasText: 'Drafts' }).click()
  await bench.getByRole('button', { name: /from the first tab/ }).click()
  await expect.poll(() => written(bench)).toContain('first tab')
})

test('a draft survives a reload', async ({ page }) => {
  const bench = await openExercise(page, WRITE)
  await write(page, bench, '{ "Comment": "half a thought" }')
  await saved(bench)
  await page.reload()
  await expect.poll(async () => written(await liveWorkbench(page, WRITE))).toContain('half a thought')
})

test('panes are resized by keyboard and pointer, and stay so', async ({ page }) => {
  const bench = await openExercise(page, WRITE)
  const border = bench.getByRole('separator', { name: 'Width of the definition' })
  const pane = bench.locator('.cm-editor')
  const widthOf = async () => (await pane.boundingBox())?.width ?? 0
  const before = await widthOf()
  await border.press('ArrowRight')
  await expect(border).toHaveAttribute('aria-valuenow', '55')
  expect(await widthOf()).toBeGreaterThan(before)
  await border.press('Home')
  await border.press('ArrowLeft')
  await expect(border).toHaveAttribute('aria-valuenow', '20')
  await border.click()
  await expect(border).toHaveAttribute('aria-valuenow', '30')
  const box = await border.boundingBox()
  if (!box) throw new Error('The border is not there.')
  await page.mouse.move(box.x + 5, box.y + 50)
  await page.mouse.down()
  await page.mouse.move(box.x + 155, box.y + 50, { steps: 5 })
  await page.mouse.up()
  const share = Number(await border.getAttribute('aria-valuenow'))
  expect(share).toBeGreaterThan(30)

  const row = bench.getByRole('separator', { name: 'Height of definition and graph' })
  await row.press('ArrowUp')
  await expect(row).toHaveAttribute('aria-valuenow', '53')
  await page.reload()
  await liveWorkbench(page, WRITE)
  await expect(border).toHaveAttribute('aria-valuenow', `${share}`)
  await expect(row).toHaveAttribute('aria-valuenow', '53')

  await page.setViewportSize({ width: 390, height: 800 })
  await expect(border).toBeHidden()
})

test('a draft is discarded by two presses, and does not come back', async ({ page }) => {
  const bench = await openExercise(page, WRITE)
  await write(page, bench, '{ "Comment": "not wanted any more" }')
  await saved(bench)
  await bench.getByRole('button', { name: 'Reset' }).click()
  await saved(bench)
  const drafts = bench.locator('summary', { hasText: 'Drafts' })
  await drafts.click()
  await expect(bench.getByRole('button', { name: /not wanted any more/ })).toBeVisible()
  await bench.getByRole('button', { name: 'Discard' }).press('Enter')
  await bench.getByRole('button', { name: 'Discard for good' }).press('Enter')
  await expect(drafts).toBeHidden()
  await page.reload()
  await liveWorkbench(page, WRITE)
  await page.waitForLoadState('networkidle')
  await expect(drafts).toBeHidden()
})

test('a draft that the server has no room for stays here, and the page says why', async ({
  page,
  misdeeds,
}) => {
  misdeeds.expected.push(/409/)
  const message = 'There is no room for this draft.'
  await page.route('**/api/drafts/**', (route) =>
    route.request().method() === 'PUT'
      ? route.fulfill({ status: 409, json: { error: { code: 'DraftsFull', message } } })
      : route.continue(),
  )
  const bench = await openExercise(page, WRITE)
  await write(page, bench, '{ "Comment": "kept here only" }')
  await expect(bench.getByText(message)).toBeVisible()
  await page.reload()
  await expect.poll(async () => written(await liveWorkbench(page, WRITE))).toContain('kept here only')
})

test('the solution is shown as a difference, taken over as one step, and remembered', async ({ page }) => {
  const bench = await openExercise(page, WRITE)
  const mine = '{ "Comment": "my own try" }'
  await write(page, bench, mine)
  await bench.getByRole('button', { name: 'Solution' }).click()
  const dialog = page.getByRole('dialog', { name: 'Solution' })
  await dialog.getByRole('button', { name: 'Show the solution' }).click()
  await expect(dialog.getByText('my own try')).toBeVisible()
  await dialog.getByRole('button', { name: 'Insert' }).click()
  await expect.poll(() => written(bench)).toBe(solutionOf(WRITE).trimEnd())
  await bench.locator('.cm-content').focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => written(bench)).toBe(mine)
  await page.keyboard.press('ControlOrMeta+Shift+Z')
  await check(page, bench, 'passed')
  await page.goto('/progress')
  await expect(page.getByText('Passed after seeing the solution').first()).toBeAttached()
})
