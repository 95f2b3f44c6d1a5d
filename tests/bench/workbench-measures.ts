import type { CDPSession, Page } from '@playwright/test'
import { definitionOfLines, machineOf } from './large-machines'
import { quantile } from './load'
import { costsOfSteps, STEP } from './main-thread'
import { atMost, type Measured } from './report'

/** The pause that the workbench leaves after a key before it reads; not part of what reading costs. */
const PAUSE_MS = 120

/** From the end of the pause to the painted picture of 500 states; several times, each time another machine. */
export async function measureDrawing(page: Page, url: string): Promise<Measured[]> {
  await openSketch(page, url)
  const times: number[] = []
  for (let round = 0; round < 8; round++) {
    await write(page, machineOf(3))
    await page.waitForFunction(() => document.querySelectorAll('[data-state]').length === 3)
    times.push((await timeOfPicture(page, machineOf(500 + round), 500 + round)) - PAUSE_MS)
  }
  const warm = times.slice(2)
  return [
    { what: '500 states: read, laid out, painted (p50)', ...atMost(quantile(warm, 0.5), 200, ' ms') },
    { what: '500 states, slowest of 6', value: `${Math.max(...warm).toFixed(0)} ms` },
  ]
}

/** Writes a text and waits, within the page, until its picture has been painted; in milliseconds. */
async function timeOfPicture(page: Page, text: string, states: number): Promise<number> {
  const painted = page.evaluate(
    (count) =>
      new Promise<number>((resolve) => {
        let edited = 0
        const editor = document.querySelector('.cm-content')
        editor?.addEventListener(
          'beforeinput',
          () => {
            edited = performance.now()
          },
          { capture: true },
        )
        const observer = new MutationObserver(() => {
          if (document.querySelectorAll('[data-state]').length !== count) return
          observer.disconnect()
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve(performance.now() - edited)
            port2.postMessage(undefined)
          })
        })
        observer.observe(document.body, { childList: true, subtree: true })
      }),
    states,
  )
  await write(page, text)
  return painted
}

/** Work of the main thread for one key in a definition of 1,000 lines, paint included. */
export async function measureTyping(page: Page, url: string): Promise<Measured[]> {
  await openSketch(page, url)
  const text = definitionOfLines(1_000)
  await write(page, text)
  await page.waitForTimeout(2_000)
  await page.keyboard.press('ControlOrMeta+Home')
  for (let line = 0; line < 12; line++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.evaluate((step) => {
    window.addEventListener('keydown', () => performance.mark(step), { capture: true })
  }, STEP)
  const keys = await costsOfSteps(page, async () => {
    for (let key = 0; key <= 70; key++) {
      await page.keyboard.press(key % 10 === 9 ? 'Backspace' : 'x')
      await page.waitForTimeout(60)
    }
  })
  // After a key and a pause the worker's reading comes back, and the picture follows.
  const readings = await costsOfSteps(page, async () => {
    for (let pause = 0; pause <= 5; pause++) {
      await page.keyboard.press('x')
      await page.waitForTimeout(700)
    }
  })
  const warm = keys.slice(10)
  const lines = text.split('\n').length
  return [
    { what: `a key in ${lines} lines, p50`, ...atMost(quantile(warm, 0.5), 16, ' ms') },
    { what: `a key in ${lines} lines, p95`, ...atMost(quantile(warm, 0.95), 16, ' ms') },
    {
      what: 'a key, a pause and what is read then, p50',
      value: `${quantile(readings, 0.5).toFixed(0)} ms`,
    },
  ]
}

/** Heap after a lesson has been entered and left so many times, against that after a few. */
export async function measureHeap(page: Page, url: string, times = 50): Promise<Measured[]> {
  const lesson = '/lessons/four-types-of-task'
  const devtools = await page.context().newCDPSession(page)
  await page.goto(`${url}${lesson}`)
  let early = 0
  for (let visit = 1; visit <= times; visit++) {
    await page.locator('[data-exercise]').first().scrollIntoViewIfNeeded()
    await page.locator('[data-exercise][data-live="true"]').first().waitFor()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Progress' }).click()
    await page.locator(`main a[href^="${lesson}"]`).first().click()
    await page.waitForURL(`**${lesson}*`)
    if (visit === 10) early = await heap(devtools)
  }
  const late = await heap(devtools)
  const growth = (late / early - 1) * 100
  return [
    { what: `heap after 10 visits of a lesson`, value: `${(early / 1e6).toFixed(1)} MB` },
    { what: `growth from there to ${times} visits`, ...atMost(growth, 10, ' %') },
  ]
}

async function heap(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.enable')
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return usedSize
}

export async function openSketch(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/playground/new`)
  await page.locator('[data-live="true"]').scrollIntoViewIfNeeded()
  await page.locator('.cm-content').waitFor()
}

export async function write(page: Page, text: string): Promise<void> {
  await page.locator('.cm-content').focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(text)
}
