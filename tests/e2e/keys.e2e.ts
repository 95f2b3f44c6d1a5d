import { CreateActivityCommand, ListActivitiesCommand, SFNClient } from '@aws-sdk/client-sfn'
import { expectNoFindings, expectNoFindingsInEachScheme } from './axe'
import { expect, type Page, signUp, test } from './test'

/** The keys that a learner makes are used from a shell of theirs: here by AWS's own client. */
async function clientWith(page: Page, baseURL: string | undefined): Promise<SFNClient> {
  const text = await page.getByText(/export AWS_ACCESS_KEY_ID/).innerText()
  const [, accessKeyId = ''] = /AWS_ACCESS_KEY_ID=(\S+)/.exec(text) ?? []
  const [, secretAccessKey = ''] = /AWS_SECRET_ACCESS_KEY='(\S+)'/.exec(text) ?? []
  return new SFNClient({
    endpoint: `${baseURL}/api/aws`,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  })
}

const lists = (client: SFNClient) => client.send(new ListActivitiesCommand({}))

async function newLearner(page: Page, name: string): Promise<void> {
  await signUp(page, name, `${name.toLowerCase()}-${Date.now()}@example.org`)
  await page.goto('/account')
}

test('a key is made by keyboard, shown once, copied, used and revoked', async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await newLearner(page, 'Keyholder')
  await page.getByRole('button', { name: 'Make a key' }).focus()
  await page.keyboard.press('Enter')
  const shown = page.getByRole('status').filter({ hasText: 'This is your key' })
  await expect(shown).toBeFocused()
  await expectNoFindings(page, 'the account page with a new key')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Copy for the shell' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Copied.')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('export AWS_SECRET_ACCESS_KEY=')

  const client = await clientWith(page, baseURL)
  await client.send(new CreateActivityCommand({ name: 'pack' }))
  expect((await lists(client)).activities?.map(({ name }) => name)).toEqual(['pack'])

  await page.reload()
  await expect(page.getByText(/^STEPWISE[A-Z2-7]{12}$/)).toBeVisible()
  await expect(page.getByText('AWS_SECRET_ACCESS_KEY')).toHaveCount(0)
  await page.getByRole('button', { name: /^Revoke/ }).click()
  await expect(page.getByText(/^STEPWISE[A-Z2-7]{12}$/)).toHaveCount(0)
  await expect
    .poll(() => lists(client).catch(({ name }) => name), { timeout: 10_000 })
    .toBe('UnrecognizedClientException')
})

test('nobody sees with a key what another learner has', async ({ page, browser, baseURL }) => {
  await newLearner(page, 'Ada')
  await page.getByRole('button', { name: 'Make a key' }).click()
  await expect(page.getByText(/export AWS_ACCESS_KEY_ID/)).toBeVisible()
  const ada = await clientWith(page, baseURL)
  await ada.send(new CreateActivityCommand({ name: 'hers' }))

  const context = await browser.newContext()
  const other = await context.newPage()
  await newLearner(other, 'Grace')
  await other.getByRole('button', { name: 'Make a key' }).click()
  await expect(other.getByText(/export AWS_ACCESS_KEY_ID/)).toBeVisible()
  expect((await lists(await clientWith(other, baseURL))).activities).toEqual([])
  await context.close()
})

test('the clock of the sandbox is chosen, and stays chosen', async ({ page }) => {
  await newLearner(page, 'Clockmaker')
  const without = page.getByRole('radio', { name: /^Without waiting/ })
  await expect(page.getByRole('radio', { name: /^As on AWS/ })).toBeChecked()
  await without.check()
  await page
    .getByRole('group', { name: 'Time in the sandbox' })
    .locator('xpath=..')
    .getByRole('button', { name: 'Save' })
    .click()
  await expect(page.getByText('Time passes so from now on.')).toBeVisible()
  await expect(without).toBeChecked()
  await page.reload()
  await expect(without).toBeChecked()
})

test('the account page is in order in every light and width', async ({ page }) => {
  test.slow()
  await newLearner(page, 'Onlooker')
  await page.getByRole('button', { name: 'Make a key' }).click()
  await expect(page.getByText(/export AWS_ACCESS_KEY_ID/)).toBeVisible()
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoFindingsInEachScheme(page, `the account page, ${width} px`)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  }
})
