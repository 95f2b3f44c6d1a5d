/**
 * Takes the picture of the README, `docs/screenshot.png`: an exercise as it is found, after
 * its first run, on a server of this build.
 * `npx tsx --conditions=react-server docs/screenshot.ts`
 */
import path from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from '../scripts/chromium.mjs'
import { liveWorkbench } from '../tests/e2e/workbench'
import { removeData, startServer } from '../tests/support/server'

const EXERCISE = 'task-types/open-the-envelope'

const executablePath = await findChromium()
if (!executablePath) throw new Error('No Chromium: npm test says how to get one, or set CHROMIUM_PATH.')
const server = await startServer()
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
try {
  const page = await browser.newPage({
    viewport: { width: 1360, height: 1230 },
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  await page.goto(`${server.url}/exercises/${EXERCISE}`)
  const bench = await liveWorkbench(page, EXERCISE)
  await bench.getByRole('button', { name: 'Run', exact: true }).click()
  await bench.locator('[data-runs="FAILED"]').waitFor()
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.waitForTimeout(1_000)
  await page.screenshot({ path: path.resolve(import.meta.dirname, 'screenshot.png') })
} finally {
  await browser.close()
  await server.stop()
  removeData(server)
}
