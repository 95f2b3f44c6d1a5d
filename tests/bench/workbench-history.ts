import type { Locator, Page } from '@playwright/test'
import { countingLoop } from '../support/counting-loop'
import { quantile } from './load'
import { costsOfSteps, STEP } from './main-thread'
import { atMost, type Measured } from './report'
import { openSketch, write } from './workbench-measures'

/** A loop that comes near the 25,000 events at which AWS ends an execution. */
const LONG_LOOP = countingLoop(4_160, { Nap: { Type: 'Wait', Seconds: 1, Next: 'Count' } })

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
  const dragged = await costsOf(page, slider)
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  await page.waitForTimeout(1_000)
  const scrolled = await costsOf(page, table)
  return [
    ...told(`dragging the playhead over ${events} events`, dragged),
    ...told(`scrolling ${events} events`, scrolled),
    { what: `elements in the page with ${events} events`, ...atMost(nodes, 2_000, '') },
  ]
}

/** Milliseconds for each move of a slider, or scroll of anything else, by a ninetieth of its length. */
async function costsOf(page: Page, of: Locator): Promise<readonly number[]> {
  const move = () =>
    of.evaluate(
      async (element, { moves, step, everyMs }) => {
        const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
        for (let at = 0; at <= moves; at++) {
          await new Promise((resolve) => setTimeout(resolve, everyMs))
          performance.mark(step)
          if (element instanceof HTMLInputElement) {
            setValue?.call(element, String(Math.round((Number(element.max) * at) / moves)))
            element.dispatchEvent(new Event('input', { bubbles: true }))
          } else element.scrollTop = ((element.scrollHeight - element.clientHeight) * at) / moves
        }
      },
      // A drag comes as a burst of moves; each has a frame to itself here.
      { moves: MOVES, step: STEP, everyMs: 50 },
    )
  return (await costsOfSteps(page, move)).slice(WARMING)
}

function told(what: string, costs: readonly number[]): Measured[] {
  return [
    { what: `${what}, p50`, ...atMost(quantile(costs, 0.5), 8, ' ms') },
    { what: `${what}, p95`, ...atMost(quantile(costs, 0.95), 8, ' ms') },
  ]
}
