import type { CDPSession, Locator, Page } from '@playwright/test'
import { quantile } from './load'
import { atMost, type Measured } from './report'
import { busy, openSketch, write } from './workbench-measures'

/** A loop that comes near the 25,000 events at which AWS ends an execution. */
const LONG_LOOP = {
  StartAt: 'Begin',
  States: {
    Begin: { Type: 'Pass', Result: { n: 0 }, Next: 'Count' },
    Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Enough' },
    Enough: {
      Type: 'Choice',
      Choices: [{ Variable: '$.n', NumericGreaterThanEquals: 4_160, Next: 'Done' }],
      Default: 'Nap',
    },
    Nap: { Type: 'Wait', Seconds: 1, Next: 'Count' },
    Done: { Type: 'Succeed' },
  },
}

/** Moves that are measured, spread over the whole history; the first ones warm up. */
const MOVES = 90
const WARMING = 10

/** Work of the main thread when the playhead is dragged, or the table scrolled, by one step; painting included. */
export async function measureHistory(page: Page, url: string): Promise<Measured[]> {
  await openSketch(page, url)
  await write(page, JSON.stringify(LONG_LOOP, null, 2))
  await page.waitForTimeout(1_500)
  await page.locator('[data-act="run"]').click()
  await page.locator('[data-runs="SUCCEEDED"]').waitFor({ timeout: 60_000 })
  return historyCosts(page)
}

/** The same on a page whose workbench shows a long run already. */
export async function historyCosts(page: Page): Promise<Measured[]> {
  const slider = page.getByRole('slider', { name: 'Moment of the run' })
  const events = Number(await slider.getAttribute('max'))
  const table = page.getByRole('group', { name: 'Events', exact: true })
  await page.waitForTimeout(2_000)
  const scrubbed = await costsOf(page, slider, (element, share) => {
    const input = element as HTMLInputElement
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    setValue?.call(input, String(Math.round(Number(input.max) * share)))
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  const scrolled = await costsOf(page, table, (element, share) => {
    element.scrollTop = (element.scrollHeight - element.clientHeight) * share
  })
  return [
    ...told(`dragging the playhead over ${events} events`, scrubbed),
    ...told(`scrolling ${events} events`, scrolled),
    { what: `elements in the page with ${events} events`, ...atMost(nodes, 2_000, '') },
  ]
}

/** Milliseconds per move. A drag comes as a burst of moves; each has a frame to itself here. */
async function costsOf(
  page: Page,
  of: Locator,
  move: (element: Element, share: number) => void,
): Promise<readonly number[]> {
  const devtools: CDPSession = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const costs: number[] = []
  for (let at = 0; at < MOVES; at++) {
    const before = await busy(devtools)
    await of.evaluate(move, at / MOVES)
    await page.waitForTimeout(50)
    costs.push((await busy(devtools)) - before)
  }
  await devtools.detach()
  return costs.slice(WARMING)
}

function told(what: string, costs: readonly number[]): Measured[] {
  return [
    { what: `${what}, p50`, ...atMost(quantile(costs, 0.5), 8, ' ms') },
    { what: `${what}, p95`, ...atMost(quantile(costs, 0.95), 8, ' ms') },
  ]
}
