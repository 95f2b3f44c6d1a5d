import { expectNoFindingsInEachScheme } from './axe'
import { fingerDrag, type Hands, keyboard, mouse, placeOf, stateOf } from './studio-hands'
import { expect, type Locator, type Page, test } from './test'
import { written } from './workbench'

/** A machine that is built from the one of a new sketch, and what it is to be in the end. */
interface Journey {
  what: string
  build: (hands: Hands) => Promise<void>
  definition: object
}

const LAMBDA = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'arn:aws:lambda:us-east-1:123456789012:function:NAME', 'Payload.$': '$' },
}

const JOURNEYS: readonly Journey[] = [
  {
    what: 'a Choice with a loop',
    build: async (hands) => {
      await hands.remove('Price')
      await hands.add('Pass', 'as the first state', 'Count')
      await hands.write('Parameters', '{"n.$": "States.MathAdd($.n, 1)"}')
      await hands.add('Choice', 'after Count, at the end', 'Enough?')
      await hands.add('Wait', 'where Enough? goes when no rule holds', 'Pause')
      await hands.write('Seconds', '2')
      await hands.choose('Next', 'Count')
      await hands.select('Enough?')
      await hands.add('Succeed', 'behind a new rule of Enough?', 'Done')
      await hands.select('Enough?')
      await hands.write('Variable', '$.n', 'rule 1')
      await hands.choose('Operator', 'NumericGreaterThanEquals', 'rule 1')
      await hands.write('Value', '3', 'rule 1')
    },
    definition: {
      Comment: 'Change anything, then press Run.',
      StartAt: 'Count',
      States: {
        Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Enough?' },
        'Enough?': {
          Type: 'Choice',
          Choices: [{ Variable: '$.n', NumericGreaterThanEquals: 3, Next: 'Done' }],
          Default: 'Pause',
        },
        Done: { Type: 'Succeed' },
        Pause: { Type: 'Wait', Seconds: 2, Next: 'Count' },
      },
    },
  },
  {
    what: 'a Parallel with catchers',
    build: async (hands) => {
      await hands.remove('Price')
      await hands.add('Parallel', 'as the first state', 'Both')
      await hands.add('AWS Lambda Invoke', 'into the empty branch 1 of Both', 'Charge')
      await hands.add('Wait', 'into the empty branch 2 of Both', 'Pack')
      await hands.select('Both')
      await hands.add('Fail', 'behind a new catcher of Both', 'Sorry')
      await hands.write('Error', 'NotDone')
      await hands.select('Both')
      await hands.add('Pass', 'behind a new catcher of Both', 'Apologize')
      await hands.choose('Next', 'Sorry')
      await hands.select('Both')
      await hands.press('Add a retrier')
      await hands.write('MaxAttempts', '2', 'retrier 1')
      await hands.write('ErrorEquals', 'Refused, Declined', 'catcher 1')
    },
    definition: {
      Comment: 'Change anything, then press Run.',
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Charge', States: { Charge: { ...LAMBDA, End: true } } },
            { StartAt: 'Pack', States: { Pack: { Type: 'Wait', Seconds: 5, End: true } } },
          ],
          Retry: [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 2 }],
          Catch: [
            { ErrorEquals: ['Refused', 'Declined'], Next: 'Apologize' },
            { ErrorEquals: ['States.ALL'], Next: 'Sorry' },
          ],
          End: true,
        },
        Apologize: { Type: 'Pass', Next: 'Sorry' },
        Sorry: { Type: 'Fail', Error: 'NotDone', Cause: 'Say here what went wrong.' },
      },
    },
  },
  {
    what: 'a distributed Map with reader and batcher',
    build: async (hands) => {
      await hands.remove('Price')
      await hands.add('Distributed Map', 'as the first state', 'Each row')
      await hands.add('AWS Lambda Invoke', 'into the empty processor of Each row', 'Handle')
      await hands.select('Each row')
      await hands.press('Add ItemReader')
      await hands.write('Parameters', '{"Bucket": "rows", "Key": "rows.csv"}', 'ItemReader')
      await hands.press('Add ReaderConfig')
      await hands.choose('InputType', 'CSV', 'ReaderConfig')
      await hands.choose('CSVHeaderLocation', 'FIRST_ROW', 'ReaderConfig')
      await hands.press('Add ItemBatcher')
      await hands.write('MaxItemsPerBatch', '50', 'ItemBatcher')
      await hands.write('ToleratedFailurePercentage', '5')
    },
    definition: {
      Comment: 'Change anything, then press Run.',
      StartAt: 'Each row',
      States: {
        'Each row': {
          Type: 'Map',
          ItemReader: {
            Resource: 'arn:aws:states:::s3:getObject',
            ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
            Parameters: { Bucket: 'rows', Key: 'rows.csv' },
          },
          ItemBatcher: { MaxItemsPerBatch: 50 },
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'Handle',
            States: { Handle: { ...LAMBDA, End: true } },
          },
          MaxConcurrency: 1000,
          ToleratedFailurePercentage: 5,
          End: true,
        },
      },
    },
  },
]

const WAYS = [
  ['keyboard', keyboard],
  ['mouse', mouse],
] as const

for (const [index, { what, build, definition }] of JOURNEYS.entries()) {
  // One way for each is enough for a start, the other for the first.
  for (const [how, hands] of index === 0 || process.env.STEPWISE_LONG ? WAYS : WAYS.slice(0, 1)) {
    test(`${what} is drawn by ${how} alone`, async ({ page }) => {
      test.setTimeout(300_000)
      const bench = await openStudio(page)
      await build(hands(page, bench))
      expect(JSON.parse(await wholeText(bench))).toEqual(definition)
    })
  }
}

test('what is drawn can be undone and done again from the picture, the text following', async ({ page }) => {
  const bench = await openStudio(page)
  const before = await textOf(bench)
  const hands = mouse(page, bench)
  await hands.add('Wait', 'after Price, at the end', 'Pause')
  await hands.pull('between Price and Pause', 'Pause')
  await expect(bench.getByText('Price leads to Pause already.')).toBeVisible()
  await hands.pull('after Pause, at the end', 'Price')
  await expect(bench.getByText('Pause leads to Price.')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  const after = await textOf(bench)
  expect(after).not.toBe(before)
  await bench.locator('[data-state$="/Pause"]').focus()
  await page.keyboard.press('ControlOrMeta+z')
  // The state that had the focus is called otherwise now; the next key is heard all the same.
  await expect(bench.locator('[data-state$="/Pause"]')).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+z')
  expect(await textOf(bench)).toBe(before)
  await bench.getByRole('button', { name: 'Redo' }).click()
  await bench.getByRole('button', { name: 'Redo' }).click()
  expect(await textOf(bench)).toBe(after)
})

test('the picture follows the text, and broken text leaves the last good picture', async ({ page }) => {
  const bench = await openStudio(page)
  await bench.getByRole('button', { name: 'Text', exact: true }).click()
  await bench.locator('.cm-content').focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('Delete')
  await expect(bench.getByText('Last good picture.')).toBeVisible()
  await expect(bench.locator('[data-state$="/Price"]')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(bench.getByText('Last good picture.')).toHaveCount(0)
})

for (const width of [1280, 390]) {
  test(`axe finds nothing in the studio, ${width} px`, async ({ page }) => {
    test.setTimeout(120_000)
    await page.setViewportSize({ width, height: 900 })
    const bench = await openStudio(page)
    await expectNoFindingsInEachScheme(page, 'the picture')
    await bench.locator('[data-state$="/Price"]').click()
    if (width < 600) await bench.getByRole('button', { name: 'Edit its fields: Price' }).click()
    await expect(bench.locator('[data-form]').getByLabel('Resource')).toBeVisible()
    await bench.locator('[data-form] details').evaluateAll((sections) => {
      for (const section of sections) section.setAttribute('open', '')
    })
    await expectNoFindingsInEachScheme(page, 'the form')
  })
}

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 800 } })
  test('on a narrow screen a state is added, connected and moved', async ({ page }) => {
    const bench = await openStudio(page)
    await bench.getByRole('button', { name: 'Add a state after Price, at the end' }).tap()
    await bench.getByRole('listbox').getByRole('option', { name: 'Wait', exact: true }).tap()
    const wait = bench.locator('[data-canvas] [data-state$="/Wait"]')
    await expect(wait).toBeVisible()

    await fingerDrag(page, placeOf(bench, 'after Wait, at the end'), stateOf(bench, 'Price'))
    await expect(bench.getByText('Wait leads to Price.')).toBeVisible()
    await wait.tap({ position: { x: 60, y: 14 } })
    await fingerDrag(page, bench.locator('[data-grip]'), placeOf(bench, 'at the start, before Price'))
    await expect(bench.getByText('Moved Wait before Price.')).toBeVisible()
  })
})

async function openStudio(page: Page): Promise<Locator> {
  await page.goto('/playground/new')
  const bench = page.locator('[data-live="true"]')
  await expect(bench).toBeVisible({ timeout: 20_000 })
  await bench.scrollIntoViewIfNeeded()
  const graph = bench.getByRole('tab', { name: 'Graph' })
  if (await graph.isVisible()) await graph.click()
  await bench.locator('[data-act="draw"]').click()
  await expect(bench.locator('[data-studio] [data-canvas]')).toBeVisible({ timeout: 20_000 })
  return bench
}

/** What stands in the editor, which is hidden while the form is shown. */
async function textOf(bench: Locator): Promise<string> {
  const text = bench.getByRole('button', { name: 'Text', exact: true })
  const wasForm = (await text.getAttribute('aria-pressed')) === 'false'
  if (wasForm) await text.click()
  const found = await written(bench)
  if (wasForm) await text.click()
  return found
}

/** All of the text, however long: the plain editor has it in one piece. */
async function wholeText(bench: Locator): Promise<string> {
  await bench.getByRole('button', { name: 'Text', exact: true }).click()
  await bench.getByRole('button', { name: 'Plain text editor' }).click()
  return bench.getByRole('textbox', { name: /^Definition of/ }).inputValue()
}
