import { readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import { parse } from 'yaml'
import { expectNoFindings, expectNoFindingsInEachScheme } from './axe'
import { expect, type Locator, type Page, test } from './test'
import { liveWorkbench, written } from './workbench'

const LOOP = '/playground/examples/count-to-five'

/** The bench of an example, or of a machine of one's own, once it is alive. */
async function openBench(page: Page, address: string): Promise<Locator> {
  await page.goto(address)
  const id = address.split('/').at(-1) ?? ''
  return liveWorkbench(page, id === 'new' ? 'start' : id)
}

async function runs(bench: Locator, status: string): Promise<void> {
  await bench.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(bench.locator('[data-runs]')).toHaveAttribute('data-runs', status)
}

const input = (page: Page) => page.getByLabel('Input, as JSON')
const ownLine = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Your machines' }).getByRole('listitem').filter({ hasText: name })

test('an example is found by a word, runs, and what is changed is kept as a machine of one’s own', async ({
  page,
}) => {
  await page.goto('/playground')
  await page.getByLabel('Find an example').fill('counter')
  await expect(page.getByText('1 example fits.')).toBeVisible()
  await page.getByRole('link', { name: 'Count in a loop' }).click()
  const bench = await liveWorkbench(page, 'count-to-five')
  await expect(bench.getByRole('button', { name: 'Check' })).toHaveCount(0)
  await input(page).fill('{ "count": 2, "target": 4 }')
  await expect(page).toHaveURL(/\/playground\/new#machine=[0-9A-Z]{26}$/)
  await expect(bench.getByText('Saved', { exact: true })).toBeVisible()
  await runs(bench, 'SUCCEEDED')

  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Count in a loop' })).toBeVisible()
  await expect(input(page)).toHaveValue('{ "count": 2, "target": 4 }')

  await page.goto('/playground')
  await ownLine(page, 'Count in a loop').getByRole('button', { name: 'Rename' }).click()
  await page.getByLabel('New name of Count in a loop').fill('My counter')
  await page.keyboard.press('Enter')
  await ownLine(page, 'My counter').getByRole('button', { name: 'Duplicate' }).click()
  await expect(ownLine(page, 'My counter (copy)')).toBeVisible()
  await ownLine(page, 'My counter (copy)').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('“My counter (copy)” is deleted.')).toBeVisible()
  await expect(ownLine(page, 'My counter (copy)')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(ownLine(page, 'My counter (copy)')).toBeVisible()
})

test('two tabs that change one machine keep both', async ({ page, context }) => {
  await openBench(page, LOOP)
  await input(page).fill('{ "count": 0, "target": 1 }')
  await expect(page).toHaveURL(/#machine=/)
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  const second = await context.newPage()
  await second.goto(page.url())
  await expect(input(second)).toHaveValue('{ "count": 0, "target": 1 }')
  await input(second).fill('{ "count": 0, "target": 22 }')
  await expect.poll(() => second.url()).not.toBe(page.url())
  await expect(second.getByText('Saved', { exact: true })).toBeVisible()
  await page.goto('/playground')
  await expect(ownLine(page, 'Count in a loop')).toHaveCount(2)
  await expect(ownLine(page, 'Count in a loop (copy)')).toHaveCount(1)
})

test('an input or an account that is wrong is named with its line, and does not run', async ({ page }) => {
  const bench = await openBench(page, '/playground/new')
  await input(page).fill('{\n  "orderId": \n}')
  await bench.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(bench.getByText(/It cannot run yet\. Line 3 of the input/)).toBeVisible()
  await input(page).fill('{ "orderId": "o-1", "items": [] }')
  await bench.getByRole('tab', { name: 'Account' }).click()
  await bench.getByRole('button', { name: 'Change the account' }).click()
  await bench
    .getByLabel('account.json', { exact: true })
    .fill('{\n  "functions": {\n    "price-order": { "file": "functions/mine.mjs" }\n  }\n}')
  await expect(bench.getByText('Line 3: The account names functions/mine.mjs')).toBeVisible()
  await bench.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(bench.getByText(/It cannot run yet\. Line 3 of the account/)).toBeVisible()
  await bench.getByRole('button', { name: 'Write functions/mine.mjs' }).click()
  await bench
    .getByLabel('functions/mine.mjs', { exact: true })
    .fill('export const handler = async () => ({ total: 7 })')
  await runs(bench, 'SUCCEEDED')
})

test('a definition in YAML is opened, runs, and leaves as a SAM template and a CDK stack', async ({
  page,
}) => {
  await page.goto('/playground')
  await page.getByRole('button', { name: 'Open a definition' }).click()
  await page.getByLabel('The text').fill('StartAt: [')
  await page.getByRole('button', { name: 'Open as a new machine' }).click()
  await expect(page.getByText(/Neither JSON nor YAML/)).toBeVisible()
  await page.getByLabel('The text').fill('StartAt: Done\nStates:\n  Done:\n    Type: Succeed\n')
  await page.getByRole('button', { name: 'Open as a new machine' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Opened definition' })).toBeVisible()
  const bench = await liveWorkbench(page, 'start')
  await runs(bench, 'SUCCEEDED')

  await page.getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await dialog.getByLabel('Format').selectOption('sam')
  await expectNoFindings(page, 'the dialog of exports')
  const saving = page.waitForEvent('download')
  await dialog.getByRole('button', { name: /^Save/ }).click()
  const template = parse(readFileSync(await (await saving).path(), 'utf8'))
  expect(template.Resources.OpenedDefinition.Properties.Definition).toEqual({
    StartAt: 'Done',
    States: { Done: { Type: 'Succeed' } },
  })
  await dialog.getByLabel('Format').selectOption('cdk')
  await expect(dialog.getByLabel(/^CDK stack/)).toHaveValue(/DefinitionBody\.fromString/)
})

test('a shared link shows, and only its button opens a copy', async ({ page, browser, baseURL }) => {
  const bench = await openBench(page, '/playground/examples/circuit-breaker')
  await page.getByRole('button', { name: 'Share' }).click()
  const link = await page.getByLabel('Link', { exact: true }).inputValue()

  const context = await browser.newContext({ ...(baseURL && { baseURL }), serviceWorkers: 'block' })
  const other = await context.newPage()
  const asked: string[] = []
  other.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(request.url())
  })
  await other.goto(link)
  await expect(other.getByText(/Nothing has run, and nothing of yours has changed/)).toBeVisible()
  await expect(other.getByRole('region', { name: 'Graph' }).getByText('Open the circuit')).toBeVisible()
  await expectNoFindings(other, 'a shared machine')
  expect(asked).toEqual([])
  const kept = await other.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
  expect(kept).toEqual([])

  await other.getByRole('button', { name: 'Open a copy' }).click()
  const copy = await liveWorkbench(other, 'start')
  await expect.poll(() => written(copy)).toBe(await written(bench))
  await runs(copy, 'SUCCEEDED')
  await context.close()
})

test.describe('a link that carries no machine says so', () => {
  const hostile: readonly [string, string, RegExp][] = [
    ['nothing', '', /missing/],
    ['chance', 'zzzz', /damaged/],
    ['too much', deflateRawSync('x'.repeat(30_000_000)).toString('base64url'), /more than 1 MiB/],
    ['something else', deflateRawSync('{"run":true}').toString('base64url'), /no machine/],
  ]
  for (const [what, fragment, said] of hostile) {
    test(what, async ({ page }) => {
      await page.goto(`/playground/shared#${fragment}`)
      await expect(page.getByRole('main').getByRole('alert')).toHaveText(said)
      await expect(page.getByRole('button', { name: 'Open a copy' })).toHaveCount(0)
    })
  }
})

test.describe('for everyone', () => {
  const widths = [320, 390, 1280, 2560]
  test('axe finds nothing, and nothing is wider than the page', async ({ page }) => {
    test.setTimeout(120_000)
    await page.setViewportSize({ width: 320, height: 900 })
    await page.goto('/playground')
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      await expectFits(page, `/playground at ${width}`)
    }
    await expectNoFindingsInEachScheme(page, '/playground')
    await page.setViewportSize({ width: 320, height: 900 })
    const bench = await openBench(page, LOOP)
    await runs(bench, 'SUCCEEDED')
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      await expectFits(page, `${LOOP} at ${width}`)
      if (width === 390 || width === 1280) await expectNoFindingsInEachScheme(page, `${LOOP} at ${width}`)
    }
  })
})

async function expectFits(page: Page, where: string): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wider, where).toBeLessThanOrEqual(0)
}

test('on paper everything is there', async ({ page }) => {
  const bench = await openBench(page, LOOP)
  await runs(bench, 'SUCCEEDED')
  await page.emulateMedia({ media: 'print' })
  const definition = bench.locator('pre:visible').filter({ hasText: '"Counted"' })
  await expect(definition).toContainText('"StartAt": "Enough?"')
  await expect(bench.getByText('ExecutionSucceeded')).toBeVisible()
  await expect(bench.getByText('ExecutionStarted')).toBeVisible()
  await expect(bench.getByRole('button', { name: 'Run', exact: true })).toBeHidden()
})
