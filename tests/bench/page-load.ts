import { gzipSync } from 'node:zlib'
import { type Browser, chromium, type Page, type Worker } from '@playwright/test'
import { quantile } from './load'
import { atMost, type Measured } from './report'

/** A gate fails the script; other rows are only reported. */
export interface PageMeasured extends Measured {
  isGate: boolean
}

const KB = 1000

/** Bytes of script that the page has fetched, by where they run. */
export async function measureScript(executablePath: string, url: string): Promise<PageMeasured[]> {
  const browser = await launch(executablePath)
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    await page.goto(url, { waitUntil: 'networkidle' })
    const before = await scriptsOf(page)
    await openWorkbench(page)
    await page.locator('[data-act="run"]').first().click()
    await page.locator('[data-runs]').first().waitFor()
    await page.waitForLoadState('networkidle')
    const after = await scriptsOf(page)
    const workers = await Promise.all(page.workers().map(measureWorker))
    if (workers.length === 0) throw new Error('The workbench runs without a worker.')
    return [
      { what: 'before the workbench', ...atMost((await bytes(before)) / KB, 165, ' KB'), isGate: true },
      { what: 'main thread, with it', ...atMost((await bytes(after)) / KB, 430, ' KB'), isGate: true },
      ...workers,
    ]
  } finally {
    await browser.close()
  }
}

/** The median of several visits with a cold cache, each on a processor four times slower. */
export async function measureFeel(executablePath: string, url: string, visits = 5): Promise<PageMeasured[]> {
  const seen: Feel[] = []
  for (let visit = 0; visit < visits; visit++) seen.push(await visitSlowly(executablePath, url))
  const median = (of: keyof Feel) =>
    quantile(
      seen.map((feel) => feel[of]),
      0.5,
    )
  return [
    {
      what: 'CLS, workbench opened',
      value: median('shift').toFixed(4),
      budget: { text: '≤ 0.02', isMet: median('shift') <= 0.02 },
      isGate: true,
    },
    { what: 'longest task', ...atMost(median('longestTask'), 200, ' ms'), isGate: false },
    { what: 'LCP', ...atMost(median('paint'), 1_500, ' ms'), isGate: false },
  ]
}

interface Feel {
  shift: number
  longestTask: number
  paint: number
}

async function visitSlowly(executablePath: string, url: string): Promise<Feel> {
  const browser = await launch(executablePath)
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    await page.addInitScript(observe)
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await page.goto(url, { waitUntil: 'networkidle' })
    const felt = () => page.evaluate(() => (window as unknown as { feel: Feel }).feel)
    // A reader's first act, and scrolling is one, ends what counts as LCP.
    const { paint } = await felt()
    await openWorkbench(page)
    await page.waitForTimeout(1_000)
    return { ...(await felt()), paint }
  } finally {
    await browser.close()
  }
}

/** Runs in the page before anything else, so it may not name a function: tsx would wrap it in a helper. */
function observe(): void {
  const feel = { shift: 0, longestTask: 0, paint: 0 }
  Object.assign(window, { feel })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number
      hadRecentInput: boolean
    })[]) {
      if (!entry.hadRecentInput) feel.shift += entry.value
    }
  }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) feel.longestTask = Math.max(feel.longestTask, duration)
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) feel.paint = Math.max(feel.paint, startTime)
  }).observe({ type: 'largest-contentful-paint', buffered: true })
}

/** As a reader does: by scrolling near to it. */
async function openWorkbench(page: Page): Promise<void> {
  await page.locator('[data-exercise]').first().scrollIntoViewIfNeeded()
  await page.locator('[data-exercise][data-live="true"]').first().waitFor()
}

async function scriptsOf(page: Page): Promise<Set<string>> {
  const addresses = await page.evaluate(() =>
    performance.getEntriesByType('resource').map((entry) => entry.name),
  )
  return new Set(addresses.filter(isScript))
}

/** All that a worker has run by now, also what the page had fetched already. */
async function measureWorker(worker: Worker): Promise<PageMeasured> {
  const { name, fetched } = await worker.evaluate(() => ({
    name: self.name,
    fetched: performance.getEntriesByType('resource').map((entry) => entry.name),
  }))
  const scripts = new Set([worker.url(), ...fetched].filter(isScript))
  return { what: `worker ${name}`, ...atMost((await bytes(scripts)) / KB, 120, ' KB'), isGate: true }
}

function isScript(address: string): boolean {
  return new URL(address).pathname.endsWith('.js')
}

async function bytes(addresses: Iterable<string>): Promise<number> {
  let sum = 0
  for (const address of addresses) {
    const answer = await fetch(address)
    sum += gzipSync(new Uint8Array(await answer.arrayBuffer())).length
  }
  return sum
}

function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  })
}
