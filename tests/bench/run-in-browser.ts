import { existsSync } from 'node:fs'
import { chromium, type Page } from '@playwright/test'
import { quantile } from './load'
import { atMost, type Measured } from './report'
import { contentAnswers, EXERCISE_ID } from './submissions'

const WARM_UP = 5

/** From the click on Run to the painted result, in Chromium, in the workbench of an ordinary exercise. */
export async function measureRun(baseUrl: string, runs: number): Promise<Measured[]> {
  const debian = '/usr/bin/chromium'
  const executablePath = process.env.CHROMIUM_PATH || (existsSync(debian) ? debian : undefined)
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath && { executablePath }) })
  try {
    const page = await browser.newPage({ reducedMotion: 'reduce' })
    await page.goto(`${baseUrl}/exercises/${EXERCISE_ID}`)
    await page.locator('[data-exercise][data-live="true"] [data-act="run"]').waitFor()
    await write(page, contentAnswers().withHandlers.definition)
    const times: number[] = []
    for (let count = 0; count < WARM_UP + runs; count++) times.push(await page.evaluate(clickAndPaint))
    const status = await page.locator('[data-exercise] [data-runs]').getAttribute('data-runs')
    if (status !== 'SUCCEEDED') throw new Error(`The run ended with "${status}".`)
    const warm = times.slice(WARM_UP)
    return [
      { what: 'first run', value: `${times[0]?.toFixed(0)} ms` },
      { what: `p50 of ${runs}`, value: `${quantile(warm, 0.5).toFixed(0)} ms` },
      { what: `p95 of ${runs}`, ...atMost(quantile(warm, 0.95), 100, ' ms') },
    ]
  } finally {
    await browser.close()
  }
}

async function write(page: Page, text: string): Promise<void> {
  const editor = page.locator('.cm-content')
  await editor.click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(text)
}

/**
 * Runs in the page, so it may not name a function: tsx would wrap it in a helper that the page has not. While a run is on, Stop stands in the place of Run; when Run is back, the result is in the
 * document, and the first message after the next frame comes when it has been painted.
 */
function clickAndPaint(): Promise<number> {
  return new Promise((resolve, reject) => {
    const host = document.querySelector('[data-exercise]')
    const button = host?.querySelector<HTMLButtonElement>('[data-act="run"]')
    if (!host || !button) return reject(new Error('There is no Run button.'))
    let hasBegun = false
    const observer = new MutationObserver(() => {
      if (!host.querySelector('[data-act="run"]')) hasBegun = true
      else if (hasBegun) {
        observer.disconnect()
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now() - clicked)
          port2.postMessage(undefined)
        })
      }
    })
    observer.observe(host, { childList: true, subtree: true })
    const clicked = performance.now()
    button.click()
  })
}
