import { expect, type Page, test } from '@playwright/test'
import { removeData, startServer, type TestServer } from '../support/server'
import { liveWorkbench, run, solutionOf, write } from './workbench'

/** With a service worker, and a server of its own that is really gone afterwards. */
test.use({ serviceWorkers: 'allow' })

const LESSON = '/lessons/four-types-of-task'
const EXERCISE = 'task-types/lambda-by-arn'

test('what was visited can be opened, run and written without a network, and nothing private is kept', async ({
  context,
  page,
}) => {
  test.setTimeout(300_000)
  const server = await startServer()
  try {
    await visitAndKeep(page, server)
    const kept = await keptAddresses(page)
    expect(kept).toContain(LESSON)
    expect(kept).toContain('/playground/new')
    expect(kept.filter((path) => /api|account|progress|sign|teach|solution/.test(path))).toEqual([])
    const texts = await keptText(page)
    expect(texts).not.toContain('Adaofthetest')
    expect(texts).not.toContain(solutionOf(EXERCISE).replace(/\s/g, '').slice(0, 200))

    await server.stop()
    await worksWithout(page, server.url)
    await context.close()
  } finally {
    await server.kill().catch(() => undefined)
    removeData(server)
  }
})

async function visitAndKeep(page: Page, server: TestServer): Promise<void> {
  await page.goto(`${server.url}/sign-up`)
  await page.getByLabel('Name').fill('Ada of the test')
  await page.getByLabel('E-mail address').fill('ada@example.org')
  await page.getByLabel('Password').fill('candle wax and wick')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-up')
  for (const path of [LESSON, '/playground/examples/one-for-each', '/account', '/progress']) {
    await page.goto(server.url + path)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    // The page says that it was visited after two seconds.
    await expect
      .poll(
        async () => path === '/account' || path === '/progress' || (await keptAddresses(page)).includes(path),
        {
          timeout: 60_000,
        },
      )
      .toBe(true)
  }
  await expect.poll(() => keptFiles(page), { timeout: 60_000 }).toBe(true)
}

async function worksWithout(page: Page, url: string): Promise<void> {
  await page.goto(url + LESSON)
  const bench = await liveWorkbench(page, EXERCISE)
  await write(page, bench, solutionOf(EXERCISE))
  await run(page, bench)
  await expect(bench.locator('[data-runs]')).toHaveAttribute('data-runs', 'SUCCEEDED')
  await bench.getByRole('button', { name: 'Check' }).click()
  await expect(bench.getByText(/Passed here/)).toBeVisible()

  await page.goto(`${url}/playground/examples/one-for-each`)
  const machine = await liveWorkbench(page, 'one-for-each')
  await machine.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(machine.locator('[data-runs]')).toHaveAttribute('data-runs', 'SUCCEEDED')
  await page.getByLabel('Name', { exact: true }).fill('Made without a network')
  await expect(page).toHaveURL(/#machine=/)
  await expect(machine.getByText('Saved here')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Made without a network' })).toBeVisible()

  await page.goto(`${url}/lessons/http-tasks`)
  await expect(page.getByRole('heading', { name: 'There is no network' })).toBeVisible()
  await page.getByRole('link', { name: LESSON }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** Paths of the pages in all caches. */
function keptAddresses(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const paths: string[] = []
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) {
        const { pathname } = new URL(url)
        if (!pathname.startsWith('/_next/')) paths.push(pathname)
      }
    }
    return paths
  })
}

/** Every file of the build is there, the interpreter's and QuickJS's too. */
function keptFiles(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const { files } = (await (await fetch('/offline.json')).json()) as { files: string[] }
    const found = await Promise.all(files.map((file) => caches.match(file)))
    return files.length > 20 && found.every((one) => one !== undefined)
  })
}

function keptText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    let all = ''
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        if (!request.url.endsWith('.woff2') && !request.url.endsWith('.wasm')) {
          all += ((await (await cache.match(request))?.text()) ?? '').replaceAll(/\s|\\n|\\/g, '')
        }
      }
    }
    return all
  })
}

test('without a service worker everything works that has a network', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ serviceWorkers: 'block', ...(baseURL && { baseURL }) })
  const page = await context.newPage()
  await page.goto('/playground/examples/one-for-each')
  const bench = await liveWorkbench(page, 'one-for-each')
  await bench.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(bench.locator('[data-runs]')).toHaveAttribute('data-runs', 'SUCCEEDED')
  await context.close()
})
