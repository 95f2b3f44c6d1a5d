import type { CDPSession } from '@playwright/test'
import { expect, type Page, test } from './test'
import { liveWorkbench } from './workbench'

const LESSON = '/lessons/four-types-of-task'
const EXERCISE = 'task-types/lambda-by-arn'
/** What is loaded once and stays: editor, workers, the router's memory of pages. */
const WARM_UP = 5
/** `npm run bench:workbench` makes fifty, and looks at the heap. */
const ROUNDS = 10

test('leaving and re-entering a lesson again and again leaves nothing behind', async ({ page, context }) => {
  test.setTimeout(180_000)
  await page.goto(LESSON)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable')
  for (let round = 0; round < WARM_UP; round++) await leaveAndReturn(page)
  const before = await counts(devtools)
  for (let round = 0; round < ROUNDS; round++) await leaveAndReturn(page)
  const after = await counts(devtools)
  const told = (one: Counts) =>
    `${one.nodes} nodes, ${one.listeners} listeners, ${one.documents} documents, ${(one.heap / 2 ** 20).toFixed(1)} MiB of heap`
  console.log(`after ${WARM_UP} visits: ${told(before)}\nafter ${ROUNDS} more: ${told(after)}`)
  // A page's worth of either kept per visit would be ten times these; one late timer may hold one page.
  expect(after.nodes).toBeLessThan(before.nodes * 1.5)
  expect(after.listeners).toBeLessThan(before.listeners * 1.5)
  expect(after.documents).toBeLessThanOrEqual(before.documents + 1)
})

async function leaveAndReturn(page: Page): Promise<void> {
  await liveWorkbench(page, EXERCISE)
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Progress' }).click()
  await expect(page).toHaveURL(/\/progress$/)
  await page.locator(`main a[href^="${LESSON}"]`).first().click()
  await expect(page).toHaveURL(new RegExp(LESSON))
}

interface Counts {
  nodes: number
  listeners: number
  documents: number
  heap: number
}

/** After a thorough collection; what is left is held by something. */
async function counts(devtools: CDPSession): Promise<Counts> {
  for (let time = 0; time < 3; time++) await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  return {
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
    documents: of('Documents'),
    heap: of('JSHeapUsedSize'),
  }
}
