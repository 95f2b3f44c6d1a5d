import { FakeAws, type Fault } from '../aws-runs/fake-aws'
import { EXERCISE, solved } from '../aws-runs/solved'
import { removeData, startServer } from '../support/server'
import { expectNoFindings } from './axe'
import { test as base, expect as expectSoon, type Page, signUp } from './test'
import { openExercise, solutionOf, write } from './workbench'

/** A shared server whose operator has enabled runs on AWS; what it takes for AWS is ours to make difficult. */
const test = base.extend<object, { aws: { fake: FakeAws; url: string } }>({
  aws: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      const fake = await FakeAws.start({ execute: solved })
      const server = await startServer({
        env: {
          STEPWISE_AWS: 'role',
          SFN_ENDPOINT: fake.url,
          AWS_ACCESS_KEY_ID: 'AKIDOFATEST',
          AWS_SECRET_ACCESS_KEY: 'verysecretindeed',
        },
      })
      await use({ fake, url: server.url })
      await server.stop()
      removeData(server)
      await fake.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ aws }, use) => use(aws.url),
})

/** Behind each answer here a server asks another one. */
const expect = expectSoon.configure({ timeout: 30_000 })

const role = (name: string) => `arn:aws:iam::444455556666:role/${name}`

/** Refuses each call of one operation. */
const always = (operation: string, fault: Fault) => (asked: string) =>
  asked === operation ? fault : undefined

async function inEveryLight(page: Page, where: string): Promise<void> {
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 390],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    await expectNoFindings(page, `${where}, ${colorScheme}, ${width} px`)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, where).toBeLessThanOrEqual(0)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 900 })
}

test('a role that is safe is taken, and an exercise runs with it from plan to receipt', async ({
  page,
  aws: { fake },
  misdeeds,
}) => {
  test.setTimeout(240_000)
  misdeeds.expected.push(/status of (400|403|502)/)
  await signUp(page, 'Ada', `ada-${Date.now()}@example.org`)
  await page.goto('/account/aws')
  const externalId = await page.getByText(/^stepwise-[0-9a-f]{48}$/).innerText()
  await expect(page.locator('pre')).toContainText(`"${externalId}"`)
  await inEveryLight(page, '/account/aws')

  const use = async (arn: string) => {
    await page.getByLabel('ARN of the role').fill(arn)
    await page.getByRole('button', { name: 'Use this role' }).click()
  }
  await use('stepwise-server')
  await expect(page.getByText('"stepwise-server" is not the ARN of a role.')).toBeVisible()
  fake.options.roles = { [role('open')]: undefined, [role('safe')]: externalId }
  await use(role('open'))
  await expect(page.getByText(/This role lets us in without its external id/)).toBeVisible()
  await use(role('nobodys'))
  await expect(page.getByText(/AWS does not let us assume this role/)).toBeVisible()
  fake.options.fault = always('AssumeRole', {
    status: 403,
    type: 'InvalidClientTokenId',
    message: 'The security token included in the request is invalid.',
  })
  await use(role('safe'))
  await expect(page.getByText(/could not be found out.*InvalidClientTokenId/)).toBeVisible()
  await expect(page.getByText('none yet')).toBeVisible()
  // Throttled once, it is asked again by itself.
  fake.options.fault = (operation, count) =>
    operation === 'CreateStack' && count === 1 ? { type: 'Throttling', message: 'Rate exceeded' } : undefined
  await use(role('safe'))
  await expect(page.getByText(/Runs on AWS use it from now on/)).toBeVisible()

  const bench = await openExercise(page, EXERCISE)
  await write(page, bench, solutionOf(EXERCISE))
  await bench.getByRole('tab', { name: 'Compare' }).click()
  const pane = bench.getByRole('region', { name: 'Run on AWS' })
  await pane.getByRole('button', { name: 'Plan a run on AWS' }).click()
  await expect(pane.getByText('(AWS::Lambda::Function)').first()).toBeVisible()
  await expect(pane.getByText(/USD as in the sandbox, at most/)).toBeVisible()
  await expect(pane.getByText(/not checked on AWS, because hidden scenarios/).first()).toBeVisible()
  expect(fake.calls).not.toContain('CreateStack')
  await inEveryLight(page, 'the plan')

  await pane.getByRole('button', { name: 'Yes, make this and run it' }).click()
  await expect(pane.getByText('All that AWS could be asked holds.')).toBeVisible()
  await expect(pane.getByText('both histories are equal')).toBeVisible()
  await expect(pane.getByText('Receipt: all of it is gone.')).toBeVisible()
  expect([...fake.keys]).toContain('ASSUMED')
  expect(fake.leftovers).toEqual([])
  await pane.getByText('both histories are equal').click()
  await inEveryLight(page, 'the report')

  // The learner has deleted the role's stack.
  fake.options.roles = {}
  await pane.getByRole('button', { name: 'Plan another run' }).click()
  await expect(pane.getByRole('alert')).toContainText(/AccessDenied/)
  expect(fake.leftovers).toEqual([])
})
