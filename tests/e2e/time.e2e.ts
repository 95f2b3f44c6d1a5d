import { expectNoFindings } from './axe'
import { expect, type Locator, type Page, test } from './test'
import { liveWorkbench, openExercise, run, write } from './workbench'

/** An exercise with one queue, and with somebody who answers only who sends her the token. */
const EXERCISE = 'patterns/wait-for-an-answer'

/** Thirteen rounds, and then a table that is not there: sixty events. */
const SIXTY_EVENTS = {
  StartAt: 'Begin',
  States: {
    Begin: { Type: 'Pass', Result: 0, ResultPath: '$.n', Next: 'Count' },
    Count: {
      Type: 'Pass',
      Parameters: { 'n.$': 'States.MathAdd($.n, 1)' },
      Next: 'Enough',
    },
    Enough: {
      Type: 'Choice',
      Choices: [{ Variable: '$.n', NumericGreaterThanEquals: 13, Next: 'Store' }],
      Default: 'Count',
    },
    Store: {
      Type: 'Task',
      Resource: 'arn:aws:states:::dynamodb:putItem',
      Parameters: { TableName: 'nowhere', Item: { id: { S: '1' } } },
      End: true,
    },
  },
}

/** The first scenario's order costs 2,900. */
const CHOICE = {
  StartAt: 'Large',
  States: {
    Large: {
      Type: 'Choice',
      Choices: [{ Variable: '$.total', NumericGreaterThan: 5000, Next: 'Ask' }],
      Default: 'Ship',
    },
    Ask: { Type: 'Pass', Result: 'asked', ResultPath: '$.done', End: true },
    Ship: { Type: 'Pass', Result: 'shipped', ResultPath: '$.done', End: true },
  },
}

/** The token is not in the message, so nobody can answer. */
const CALLBACK = {
  StartAt: 'AskForApproval',
  States: {
    AskForApproval: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: {
        QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/approvals',
        MessageBody: { 'order.$': '$.orderId' },
      },
      TimeoutSeconds: 600,
      Next: 'Ship',
    },
    Ship: { Type: 'Succeed' },
  },
}

async function ran(page: Page, definition: object): Promise<Locator> {
  const bench = await openExercise(page, EXERCISE)
  await write(page, bench, JSON.stringify(definition, null, 2))
  await run(page, bench)
  return bench
}

const playhead = (bench: Locator) => bench.getByRole('slider', { name: 'Moment of the run' })
const statusOf = (bench: Locator, state: string) =>
  expect(bench.locator(`svg [data-state="/States/${state}"]`))

test('the failing state of sixty events is found, and its cause', async ({ page }) => {
  const bench = await ran(page, SIXTY_EVENTS)
  await expect(playhead(bench)).toHaveValue('60')
  await bench.getByLabel('Kind of event').selectOption('failures')
  await expect(bench.locator('[data-event]')).toHaveCount(2)
  await bench.locator('[data-event="59"] button').click()
  const inspector = bench.getByRole('group', { name: 'Selected state' })
  await expect(inspector).toContainText('Store')
  await expect(inspector).toContainText('DynamoDB.ResourceNotFoundException')
  await expect(inspector).toContainText('Requested resource not found')
  await expect(inspector.getByRole('region', { name: 'Data flow' })).toContainText('Parameters')
  await statusOf(bench, 'Store').toHaveAttribute('data-status', 'retrying')
  await statusOf(bench, 'Count').toHaveAttribute('aria-label', /entered 13 times/)
  await expectNoFindings(page, 'a failed run')
})

test('back before a wrong choice, other data, the other branch', async ({ page }) => {
  const bench = await ran(page, CHOICE)
  await statusOf(bench, 'Ship').toHaveAttribute('data-status', 'succeeded')
  await page.keyboard.press('Control+Shift+F10')
  await page.keyboard.press('Control+Shift+F10')
  await expect(playhead(bench)).toHaveValue('2')
  await statusOf(bench, 'Large').toHaveAttribute('data-status', 'running')
  await statusOf(bench, 'Ship').toHaveAttribute('data-status', 'idle')

  await bench.getByRole('button', { name: 'What if' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('the input of Large')
  await expectNoFindings(page, 'the question what if')
  await dialog.getByLabel('Data, as JSON').fill('{ "total": 9000 }')
  await dialog.getByRole('button', { name: 'Go on from here' }).click()

  const parting = bench.locator('[data-parting]')
  await expect(parting).toContainText('This run: Ask begins. The other run: Ship begins.')
  await expect(playhead(bench)).toHaveValue('2')
  await bench.getByRole('button', { name: 'To the end' }).click()
  await statusOf(bench, 'Ask').toHaveAttribute('data-status', 'succeeded')
  await statusOf(bench, 'Ship').toHaveAttribute('aria-label', /entered in the other run/)
  await expect(bench.locator('[data-event="2"]')).toContainText('other data than in the other run')
  await expectNoFindings(page, 'a run beside another')

  await bench.getByRole('button', { name: 'Side by side' }).click()
  await expect(bench.getByRole('group', { name: 'Events of the two runs, side by side' })).toBeVisible()
  await expectNoFindings(page, 'two runs side by side')
  await bench.getByRole('button', { name: 'Show the other' }).click()
  await statusOf(bench, 'Ship').toHaveAttribute('data-status', 'succeeded')
})

test('a callback is completed by hand', async ({ page }) => {
  const bench = await ran(page, CALLBACK)
  const root = bench.locator('[data-runs]')
  await expect(root).toHaveAttribute('data-runs', 'FAILED')
  await bench.getByRole('button', { name: 'Answer it yourself' }).click()
  await expect(root).toHaveAttribute('data-runs', 'RUNNING')
  const cards = bench.getByRole('region', { name: 'Waiting for an answer' })
  await expect(cards).toContainText('AskForApproval waits for an answer')
  await expectNoFindings(page, 'a task that waits')

  await cards.getByLabel('Seconds to let pass').fill('500')
  await cards.getByRole('button', { name: 'Let pass' }).click()
  await expect(cards).toContainText('The clock stands at +8 min 20 s')
  await cards.getByRole('button', { name: 'Heartbeat' }).click()
  await expect(cards).toContainText('1 heartbeat')
  await cards.getByLabel('Output, as JSON').fill('{ "approved": tru }')
  await cards.getByRole('button', { name: 'Succeed' }).click()
  await expect(cards.getByRole('alert')).toContainText('not JSON')
  await cards.getByLabel('Output, as JSON').fill('{ "approved": true }')
  await cards.getByRole('button', { name: 'Succeed' }).click()
  await expect(root).toHaveAttribute('data-runs', 'SUCCEEDED')
  await statusOf(bench, 'Ship').toHaveAttribute('data-status', 'succeeded')
  await expect(bench.locator('figure [data-heartbeat]')).toHaveCount(1)
})

test('of a distributed Map all child executions are shown, or the one that is picked', async ({ page }) => {
  await page.goto('/playground/examples/a-few-may-fail')
  const bench = await liveWorkbench(page, 'a-few-may-fail')
  await bench.getByRole('button', { name: 'Run', exact: true }).click()
  const inside = (state: string) =>
    expect(bench.locator(`svg [data-state="/States/Weigh/ItemProcessor/States/${state}"]`))
  await inside('Known?').toHaveAttribute('aria-label', /entered 4 times/)
  await inside('Unknown').toHaveAttribute('data-status', 'failed')
  const children = bench.getByLabel('Child execution of Weigh')
  await children.selectOption({ label: '1 ✗ failed' })
  await inside('Weighed').toHaveAttribute('data-status', 'idle')
  await children.selectOption({ label: '2 ✓ done' })
  await inside('Unknown').toHaveAttribute('data-status', 'idle')
  await bench.locator('svg [data-state$="/Weighed"]').click()
  await bench.getByText('Events of child execution').click()
  const events = bench.getByRole('region', { name: /^Events of arn:/ })
  await expect(events).toContainText('SucceedStateEntered')
  await expectNoFindings(page, 'a child execution')
})

test('a task may also be failed, and let expire', async ({ page }) => {
  const bench = await ran(page, CALLBACK)
  const root = bench.locator('[data-runs]')
  await bench.getByRole('button', { name: 'Answer it yourself' }).click()
  const cards = bench.getByRole('region', { name: 'Waiting for an answer' })
  await cards.getByRole('button', { name: 'Let it expire' }).click()
  await expect(root).toHaveAttribute('data-runs', 'FAILED')
  await bench.locator('[data-act="run"]').click()
  await cards.getByLabel('Error').fill('Refused')
  await cards.getByRole('button', { name: 'Fail', exact: true }).click()
  await expect(root).toHaveAttribute('data-runs', 'FAILED')
  await expect(bench.getByRole('status').filter({ hasText: 'Failed with Refused' })).toBeVisible()
})

test('an execution is followed on a telephone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const bench = await openExercise(page, EXERCISE)
  await write(page, bench, JSON.stringify(CHOICE, null, 2))
  await bench.locator('[data-act="run"]').click()
  await expect(bench.locator('[data-runs="SUCCEEDED"]')).toBeVisible()
  await bench.getByRole('tab', { name: 'Graph' }).click()
  await bench.getByRole('button', { name: 'State before' }).click()
  await statusOf(bench, 'Ship').toHaveAttribute('data-status', 'running')
  await bench.getByRole('button', { name: 'State before' }).click()
  await statusOf(bench, 'Large').toHaveAttribute('data-status', 'running')
  await expect(bench.getByRole('status').filter({ hasText: 'Event 2 of 6' })).toBeVisible()
  await bench.getByRole('button', { name: 'Play' }).click()
  await expect(playhead(bench)).toHaveValue('6')
  await bench.getByRole('tab', { name: 'Results' }).click()
  await expect(bench.locator('[data-event="6"]')).toHaveAttribute('aria-current', 'step')
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(await overflow(), 'nothing sticks out sideways').toBeLessThanOrEqual(0)
  await expectNoFindings(page, 'a run at 390 px')
})

test('playing stops at a breakpoint, and "run to here" goes to a state', async ({ page }) => {
  const bench = await ran(page, SIXTY_EVENTS)
  await bench.locator('svg [data-state="/States/Enough"]').click()
  await page.keyboard.press('F9')
  await statusOf(bench, 'Enough').toHaveAttribute('aria-label', /breakpoint/)
  await playhead(bench).fill('0')
  await playhead(bench).press(' ')
  await expect(playhead(bench)).toHaveValue('6')
  await bench.getByRole('button', { name: 'Run to here' }).click()
  await expect(playhead(bench)).toHaveValue('10')
  await playhead(bench).press('PageDown')
  await expect(playhead(bench)).toHaveValue('8')
})

test('a history from AWS is compared here, and nothing is sent', async ({ page }) => {
  const bench = await ran(page, CHOICE)
  await bench.getByRole('tab', { name: 'Compare' }).click()
  const field = bench.getByLabel('History from AWS')
  await expect(field).toBeVisible()
  // What reads a history is fetched once; from then on the network is silent.
  await field.fill('{}')
  await expect(bench.getByText('There is no "events" here')).toBeVisible()
  const requests: string[] = []
  const bodies: string[] = []
  page.on('request', (request) => {
    // The definition's own draft may still be on its way.
    if (!request.url().includes('/api/drafts/')) requests.push(request.url())
    bodies.push(request.postData() ?? '')
  })
  await field.fill(fromAws())
  const sentence = 'They first part at event 1 here and 1 on AWS, ExecutionStarted: /input/total differs.'
  await expect(bench.getByText(sentence)).toBeVisible()
  await expectNoFindings(page, 'a comparison with AWS')
  await bench.getByRole('button', { name: 'Go to where they part' }).focus()
  await page.keyboard.press('Enter')
  const table = bench.getByRole('group', { name: 'Events of the run here and of AWS, side by side' })
  await expect(table.locator('button[aria-expanded="true"]')).toBeFocused()
  expect(requests).toEqual([])
  expect(bodies.join()).not.toContain('ExecutionStarted')
})

/** The same machine with an order of 9,000, as the CLI prints it. */
function fromAws(): string {
  const at = (ms: number) => new Date(Date.UTC(2026, 10, 20) + ms).toISOString()
  const input = JSON.stringify({ orderId: 'o-17', total: 9000 })
  const output = JSON.stringify({ orderId: 'o-17', total: 9000, done: 'asked' })
  return JSON.stringify({
    events: [
      {
        id: 1,
        previousEventId: 0,
        timestamp: at(0),
        type: 'ExecutionStarted',
        executionStartedEventDetails: { input, roleArn: 'arn:aws:iam::111122223333:role/r' },
      },
      {
        id: 2,
        previousEventId: 0,
        timestamp: at(1),
        type: 'ChoiceStateEntered',
        stateEnteredEventDetails: { name: 'Large', input },
      },
      {
        id: 3,
        previousEventId: 2,
        timestamp: at(2),
        type: 'ChoiceStateExited',
        stateExitedEventDetails: { name: 'Large', output: input },
      },
      {
        id: 4,
        previousEventId: 3,
        timestamp: at(3),
        type: 'PassStateEntered',
        stateEnteredEventDetails: { name: 'Ask', input },
      },
      {
        id: 5,
        previousEventId: 4,
        timestamp: at(4),
        type: 'PassStateExited',
        stateExitedEventDetails: { name: 'Ask', output },
      },
      {
        id: 6,
        previousEventId: 5,
        timestamp: at(5),
        type: 'ExecutionSucceeded',
        executionSucceededEventDetails: { output },
      },
    ],
  })
}
