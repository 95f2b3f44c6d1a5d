import path from 'node:path'
import { expectNoFindings } from './axe'
import { read, secrets, servedFiles, squeezed } from './secrets'
import { expect, type Page, signUp, test } from './test'
import { exercisesOf, lessonSlugs, liveWorkbench } from './workbench'

const LESSON = '/lessons/four-types-of-task'
const LESSONS = lessonSlugs().map((slug) => `/lessons/${slug}`)
/** One of each kind. */
const EXERCISES = ['lambda-by-arn', 'open-the-envelope', 'what-comes-back'].map(
  (name) => `/exercises/task-types/${name}`,
)
const PUBLIC = ['/', ...LESSONS, ...EXERCISES, '/progress', '/sign-in', '/sign-up', '/no-such-page']

test('without script the lesson is complete', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) })
  const page = await context.newPage()
  await page.goto(LESSON)
  for (const heading of ['Read the ARN', 'A worker that comes and asks', 'Check yourself', 'Sources']) {
    await expect(page.getByRole('heading', { name: heading })).toBeVisible()
  }
  await expect(page.locator('figure svg').first()).toBeVisible()
  await expect(page.getByText('"StartAt": "PriceOrder"').first()).toBeVisible()
  await expect(page.getByText('How many events of type LambdaFunctionScheduled').first()).toBeVisible()
  await expect(page.locator('form').filter({ hasText: 'Choose two of 5.' })).toBeVisible()
  await expect(page.getByRole('link', { name: /GetActivityTask/ })).toBeVisible()
  await context.close()
})

test('no solution, hidden scenario, mistake or key reaches a browser', async ({ request }) => {
  const kept = secrets()
  expect(kept.length).toBeGreaterThan(10)
  const served = servedFiles()
    .filter((file) => /\.(js|mjs|css|html|json|txt|map)$/.test(file))
    .map((file): Served => ({ from: path.basename(file), text: squeezed(read(file)) }))
  for (const address of PUBLIC) {
    for (const headers of [{}, { RSC: '1' }]) {
      const answer = await request.get(address, { headers })
      const shows = shownOn(address)
      const text = squeezed(await answer.text())
      served.push({ from: `${address} ${JSON.stringify(headers)}`, text, ...(shows && { shows }) })
    }
  }
  const leaksIn = (texts: readonly Served[]) =>
    kept.flatMap((secret) =>
      texts
        .filter(({ shows }) => secret.of === undefined || !shows || shows.includes(secret.of))
        .filter(({ text }) => text.includes(secret.text))
        .map(({ from }) => `${secret.from} is in ${from}`),
    )
  expect(leaksIn(served)).toEqual([])

  const asked = await request.post('/api/solutions', { data: { exerciseId: 'task-types/lambda-by-arn' } })
  const solution = { from: 'a solution that was asked for', text: squeezed(await asked.text()) }
  expect(leaksIn([solution]), 'the search finds what is there').toHaveLength(1)
})

interface Served {
  from: string
  text: string
  /** Exercises; where this is absent, nothing secret may be, of whichever exercise. */
  shows?: readonly string[]
}

function shownOn(address: string): readonly string[] | undefined {
  const [, folder, name] = /^\/(exercises|lessons)\/(.+)$/.exec(address) ?? []
  if (name === undefined) return undefined
  return folder === 'exercises' ? [name] : exercisesOf(name)
}

test('the colours chosen stay, from the first byte on', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: /^Colours: as the system/ }).click()
  await page.getByRole('button', { name: /^Colours: light/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const answer = await page.request.get('/')
  expect(await answer.text()).toContain('data-theme="dark"')
})

const LOOKS = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 390 },
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 1280 },
] as const
/** The others, which are made of the same parts, take turns with the first two looks. */
const IN_ALL_LOOKS = ['/', LESSON, '/sign-in']

const groups = { lessons: LESSONS, 'other pages': PUBLIC.filter((address) => !LESSONS.includes(address)) }
for (const [name, addresses] of Object.entries(groups)) {
  test(`${name} have a title, one main heading, all in sight at 320 px, and nothing that axe finds`, async ({
    page,
    misdeeds,
  }) => {
    test.setTimeout(300_000)
    misdeeds.expected.push(/404/)
    for (const [index, address] of addresses.entries()) {
      await page.setViewportSize({ width: 320, height: 640 })
      await page.goto(address)
      await expect(page, address).toHaveTitle(/Stepwise/)
      await expect(page.getByRole('heading', { level: 1 }), address).toHaveCount(1)
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(beyond, address).toBeLessThanOrEqual(0)
      const isInAll = IN_ALL_LOOKS.includes(address) || process.env.STEPWISE_LONG
      await expectNoFindingsIn(page, address, isInAll ? LOOKS : [LOOKS[index % 2 === 0 ? 0 : 1]])
    }
  })
}

test('axe finds nothing in a lesson with its workbench, and on the page of an account', async ({ page }) => {
  test.setTimeout(300_000)
  await page.goto(LESSON)
  await liveWorkbench(page, 'task-types/lambda-by-arn')
  await expectNoFindingsIn(page, `${LESSON} with the workbench`, LOOKS)
  await signUp(page, 'Axel Axe', `axel-${Date.now()}@example.org`)
  await page.goto('/account')
  await expectNoFindingsIn(page, '/account', LOOKS.slice(0, 2))
})

async function expectNoFindingsIn(
  page: Page,
  where: string,
  looks: readonly (typeof LOOKS)[number][],
): Promise<void> {
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    await expectNoFindings(page, `${where}, ${colorScheme}, ${width} px`)
  }
}
