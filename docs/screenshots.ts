/**
 * `npm run screenshots`: every view in light and dark, wide and narrow, as `docs/screenshots/VIEW-light-wide.webp` and
 * so on, and the first picture of the README, `docs/screenshot.png`; on a server of this build. `--only VIEW` takes one
 * view, `--url http://…` asks a server that runs already (the instructor's page is then left out).
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { findChromium } from '../scripts/chromium.mjs'
import { liveWorkbench } from '../tests/e2e/workbench'
import { removeData, startServer } from '../tests/support/server'

const FOLDER = path.resolve(import.meta.dirname, 'screenshots')
const MOST_BYTES = 150_000
const PASSWORD = 'candle wax and wick'

interface View {
  name: string
  path: string
  /** Who is signed in; nobody unless given. */
  as?: 'learner' | 'instructor'
  /** What is done before the picture is taken. */
  show?: (page: Page) => Promise<void>
}

const example = (slug: string) => `/playground/examples/${slug}`

/** Runs the machine of the workbench `id` and shows the workbench from its top. */
async function run(page: Page, id: string): Promise<void> {
  const bench = await liveWorkbench(page, id)
  await bench.getByRole('button', { name: 'Run', exact: true }).click()
  await bench.locator('[data-runs]').waitFor()
}

async function onTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click()
}

const VIEWS: readonly View[] = [
  { name: 'home', path: '/' },
  { name: 'lesson', path: '/lessons/four-types-of-task' },
  {
    name: 'exercise',
    path: '/exercises/task-types/open-the-envelope',
    show: (page) => run(page, 'task-types/open-the-envelope'),
  },
  {
    name: 'checks',
    path: '/exercises/task-types/open-the-envelope',
    show: async (page) => {
      const bench = await liveWorkbench(page, 'task-types/open-the-envelope')
      await bench.getByRole('button', { name: 'Check', exact: true }).click()
      await bench.locator('[data-check="failed server"]').waitFor()
    },
  },
  { name: 'playground', path: '/playground' },
  {
    name: 'run',
    path: example('circuit-breaker'),
    show: (page) => run(page, 'circuit-breaker'),
  },
  {
    name: 'time',
    path: example('side-by-side'),
    show: (page) => run(page, 'side-by-side'),
  },
  {
    name: 'data-flow',
    path: example('the-ladder-of-data'),
    show: async (page) => {
      await run(page, 'the-ladder-of-data')
      await page.getByRole('group', { name: 'Selected state' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'studio',
    path: example('undo-what-was-done'),
    show: async (page) => {
      await liveWorkbench(page, 'undo-what-was-done')
      if (await isNarrow(page)) await onTab(page, 'Graph')
      await page.getByRole('button', { name: 'Draw' }).click()
    },
  },
  {
    name: 'input',
    path: example('choose-by-rules'),
    show: async (page) => {
      await liveWorkbench(page, 'choose-by-rules')
      if (await isNarrow(page)) await onTab(page, 'Results')
    },
  },
  {
    name: 'simulated-account',
    path: example('tell-everybody'),
    show: async (page) => {
      await run(page, 'tell-everybody')
      await onTab(page, 'Account')
    },
  },
  {
    name: 'compare',
    path: example('side-by-side'),
    show: async (page) => {
      await run(page, 'side-by-side')
      await onTab(page, 'Compare')
    },
  },
  {
    name: 'export',
    path: example('tell-everybody'),
    show: async (page) => {
      await liveWorkbench(page, 'tell-everybody')
      await page.getByRole('button', { name: 'Export' }).click()
      await page.getByLabel('Format').selectOption('sam')
    },
  },
  {
    name: 'shared',
    path: example('one-branch-fails'),
    show: async (page) => {
      await liveWorkbench(page, 'one-branch-fails')
      await page.getByRole('button', { name: 'Share' }).click()
      await page.goto(await page.getByLabel('Link', { exact: true }).inputValue())
      await page.getByRole('button', { name: 'Open a copy' }).waitFor()
    },
  },
  { name: 'progress', path: '/progress', as: 'learner' },
  { name: 'account', path: '/account', as: 'learner' },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'teach', path: '/teach', as: 'instructor' },
]

const SIZES = {
  wide: { width: 1360, height: 1000 },
  narrow: { width: 390, height: 844 },
} as const

async function isNarrow(page: Page): Promise<boolean> {
  return (page.viewportSize()?.width ?? 0) < 900
}

async function signIn(context: BrowserContext, url: string, as: NonNullable<View['as']>): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('E-mail address').fill(`${as}@example.org`)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((found) => found.pathname !== '/sign-in')
  await page.close()
}

async function signUpLearner(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage()
  await page.goto(`${url}/sign-up`)
  await page.getByLabel('Name').fill('Mika')
  await page.getByLabel('E-mail address').fill('learner@example.org')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.waitForURL((found) => found.pathname !== '/sign-up')
  await page.close()
}

/** As WebP, which Playwright does not write but the browser does; in a lower quality where it would be large. */
async function take(page: Page, file: string): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  for (const quality of [80, 60, 40]) {
    const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality })
    const bytes = Buffer.from(data, 'base64')
    if (bytes.length > MOST_BYTES && quality > 40) continue
    writeFileSync(file, bytes)
    return bytes.length
  }
  return 0
}

const { values } = parseArgs({ options: { only: { type: 'string' }, url: { type: 'string' } } })
const executablePath = await findChromium()
if (!executablePath) throw new Error('No Chromium: npm test says how to get one, or set CHROMIUM_PATH.')
const server = values.url === undefined ? await startServer() : undefined
const url = server?.url ?? values.url ?? ''
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
const failures: string[] = []
try {
  mkdirSync(FOLDER, { recursive: true })
  await signUpLearner(browser, url).catch(() => undefined)
  if (server) {
    const seed = ['--conditions=react-server', '--import', 'tsx', 'scripts/seed.ts']
    execFileSync(process.execPath, [...seed, '--email', 'instructor@example.org', '--password', PASSWORD], {
      cwd: path.resolve(import.meta.dirname, '..'),
      env: { ...process.env, STEPWISE_DATA: server.dataFolder },
    })
  }
  const views = VIEWS.filter(({ name, as }) =>
    values.only === undefined ? server || as !== 'instructor' : name === values.only,
  )
  for (const view of views) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const size of ['wide', 'narrow'] as const) {
        const file = `${view.name}-${colorScheme}-${size}.webp`
        const context = await browser.newContext({
          viewport: SIZES[size],
          colorScheme,
          reducedMotion: 'reduce',
          serviceWorkers: 'block',
        })
        try {
          if (view.as) await signIn(context, url, view.as)
          const page = await context.newPage()
          await page.goto(url + view.path)
          await view.show?.(page)
          await page.waitForTimeout(800)
          console.log(`${file}: ${Math.round((await take(page, path.join(FOLDER, file))) / 1024)} KiB`)
          if (view.name === 'exercise' && colorScheme === 'light' && size === 'wide') {
            await page.screenshot({ path: path.resolve(import.meta.dirname, 'screenshot.png') })
          }
        } catch (error) {
          failures.push(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
        } finally {
          await context.close()
        }
      }
    }
  }
} finally {
  await browser.close()
  await server?.stop()
  if (server) removeData(server)
}
for (const failure of failures) console.error(failure)
process.exitCode = failures.length === 0 ? 0 : 1
