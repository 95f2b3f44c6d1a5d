/**
 * `npm run bench:workbench`: how the workbench feels, measured in the browser. A picture of 500 states, a key in a
 * thousand lines, the playhead and the table of a long history, and the heap after many lessons. Times depend on the machine, so they are printed with its load and
 * are no gates. With `BENCH_URL` a server that runs already is measured.
 */
import { chromium, type Page } from '@playwright/test'
import { findChromium } from '../../scripts/chromium.mjs'
import { removeData, startServer } from '../support/server'
import { type Measured, printTable } from './report'
import { measureHistory } from './workbench-history'
import { measureDrawing, measureHeap, measureTyping } from './workbench-measures'

const executablePath = await findChromium()
if (!executablePath) throw new Error('No Chromium: npm test says how to get one, or set CHROMIUM_PATH.')
const running = process.env.BENCH_URL
const server = running === undefined ? await startServer() : undefined
const url = running ?? server?.url ?? ''
try {
  await measured('The picture of a large machine', measureDrawing)
  await measured('Typing', measureTyping)
  await measured('A history of 25,000 events', measureHistory)
  await measured('Lessons entered and left', measureHeap)
} finally {
  await server?.stop()
  if (server) removeData(server)
}

/** In a browser of its own, so that one measure leaves nothing for the next. */
async function measured(
  title: string,
  measure: (page: Page, url: string) => Promise<Measured[]>,
): Promise<void> {
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
    printTable(title, await measure(page, url))
  } finally {
    await browser.close()
  }
}
