import { expectNoFindings } from './axe'
import { expect, type Locator, type Page, test } from './test'
import { openExercise, run, solutionOf, write } from './workbench'

const FUNCTIONS = 'task-types/lambda-by-arn'
const FAILING = 'handlers/an-error-has-a-name'
const HTTP = 'task-types/call-an-api'
const TWO_ACCOUNTS = 'roles/into-the-other-account'
const QUEUE = 'patterns/wait-for-an-answer'

test('what a run did is found in the account by keyboard', async ({ page }) => {
  const bench = await openExercise(page, FUNCTIONS)
  await write(page, bench, solutionOf(FUNCTIONS))
  await bench.getByRole('tab', { name: 'Events and data' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(bench.getByRole('tab', { name: 'Account' })).toBeFocused()
  await expect(bench.getByText(/^What the account holds before a run/)).toBeVisible()
  await run(page, bench)
  await expect(bench.getByText(/left its marks on 1 of 2: function price-order/)).toBeVisible()
  await expect(bench.getByText('Invocation 1')).toBeVisible()
  const receipt = resource(bench, 'send-receipt')
  await receipt.focus()
  await page.keyboard.press('Enter')
  await expect(receipt).toHaveAttribute('aria-expanded', 'true')
  await expect(bench.getByText('Not invoked.')).toBeVisible()
  await expect(bench.getByText(/USD, at the prices of \d{4}-\d\d-\d\d/)).toBeVisible()
})

test('a function that failed says why, where, and what it logged', async ({ page }) => {
  const bench = await openExercise(page, FAILING)
  await bench.getByLabel('Scenario to run').selectOption('no-price')
  await run(page, bench)
  await expect(bench.getByText(/price-order said, in line \d+ of its code:/)).toBeVisible()
  await bench.getByRole('button', { name: 'show the log of price-order' }).click()
  const price = resource(bench, 'price-order')
  await expect(price).toBeFocused()
  await expect(price).toHaveAttribute('aria-expanded', 'true')
  await expect(bench.getByText('no price for snuffer')).toBeVisible()
  const code = bench.getByRole('group', { name: 'Code of price-order' })
  await expect(code.getByRole('listitem').filter({ has: page.getByLabel('It failed here') })).toContainText(
    'throw new PriceMissing',
  )
  // Choosing another tab and coming back does not take the focus again.
  await bench.getByRole('tab', { name: 'Checks' }).click()
  await bench.getByRole('tab', { name: 'Account' }).click()
  await expect(bench.getByRole('tab', { name: 'Account' })).toBeFocused()
})

test('requests are shown as sent, without the secret of the connection', async ({ page }) => {
  const bench = await afterRun(page, HTTP, solutionOf(HTTP))
  await bench
    .getByRole('button', { name: /^POST https:/ })
    .first()
    .click()
  await expect(bench.getByText('"x-api-key": "••••••••"')).toBeVisible()
  expect(await bench.innerText()).not.toContain('shop-4711')
})

test('the second account stands under a heading of its own', async ({ page }) => {
  const bench = await afterRun(page, TWO_ACCOUNTS, solutionOf(TWO_ACCOUNTS))
  await expect(bench.getByText('Second account')).toBeVisible()
  await expect(resource(bench, 'ledger')).toHaveText(/1 item.*1 new/)
})

test('a long queue is shown a window at a time', async ({ page }) => {
  const bench = await afterRun(page, QUEUE, sending(520))
  const queue = bench.locator('[data-resource$=" queue approvals"]')
  await expect(queue).toContainText('520 messages')
  if ((await queue.getAttribute('aria-expanded')) !== 'true') await queue.click()
  const messages = bench.getByRole('list', { name: /^queue approvals/ }).getByRole('listitem')
  await expect(messages).toHaveCount(50)
  await bench.getByRole('button', { name: 'Later' }).click()
  await expect(bench.getByText('51 to 100 of 520')).toBeVisible()
  await expect(messages).toHaveCount(50)
  await bench.getByRole('button', { name: 'Earlier' }).click()
  await expect(bench.getByText('1 to 50 of 520')).toBeVisible()
})

const LOOKS = [
  [320, 'light'],
  [390, 'dark'],
  [1280, 'light'],
] as const

for (const id of [FAILING, TWO_ACCOUNTS, HTTP]) {
  test(`axe finds nothing in the account of ${id}, and nothing runs out at the side`, async ({ page }) => {
    test.setTimeout(120_000)
    // From the smallest width, where only the pane that was chosen is shown.
    await page.setViewportSize({ width: 320, height: 900 })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const bench = await afterRun(page, id, solutionOf(id))
    await openAll(bench.locator('[data-resource][aria-expanded="false"]'))
    await openAll(bench.locator('li li button[aria-expanded="false"]'))
    const pane = bench.getByRole('group', { name: 'Account', exact: true })
    for (const [width, colorScheme] of LOOKS) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      const beyond = await pane.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
      expect(beyond, `${width} px`).toBeLessThanOrEqual(0)
      await expectNoFindings(page, `${width} px, ${colorScheme}`)
    }
  })
}

/** The exercise after a run of this definition, with its account open; also where only one pane is shown. */
async function afterRun(page: Page, exerciseId: string, definition: string): Promise<Locator> {
  const bench = await openExercise(page, exerciseId)
  await write(page, bench, definition)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(bench.locator('[data-runs]')).toBeVisible()
  await bench.getByRole('tab', { name: 'Account' }).click()
  await expect(bench.getByRole('status').filter({ hasText: /^The run in / })).toBeVisible()
  return bench
}

/** Clicks what is closed until nothing is. */
async function openAll(closed: Locator): Promise<void> {
  while ((await closed.count()) > 0) await closed.first().click()
}

function resource(bench: Locator, name: string): Locator {
  return bench.locator(`[data-resource$=" ${name}"]`)
}

/** A machine that sends so many messages to the queue of the exercise. */
function sending(count: number): string {
  return JSON.stringify({
    StartAt: 'Count',
    States: {
      Count: { Type: 'Pass', Parameters: { 'all.$': `States.ArrayRange(1, ${count}, 1)` }, Next: 'Send' },
      Send: {
        Type: 'Map',
        ItemsPath: '$.all',
        ItemProcessor: {
          StartAt: 'One',
          States: {
            One: {
              Type: 'Task',
              Resource: 'arn:aws:states:::sqs:sendMessage',
              Parameters: {
                QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/approvals',
                'MessageBody.$': "States.Format('order {}', $)",
              },
              End: true,
            },
          },
        },
        End: true,
      },
    },
  })
}
