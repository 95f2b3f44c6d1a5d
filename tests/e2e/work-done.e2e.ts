/** How much is done for one key or one move, counted: what it takes in milliseconds `npm run bench:workbench` tells. */
import { countingLoop } from '../support/counting-loop'
import { expect, type Locator, type Page, test } from './test'
import { liveWorkbench, write, written } from './workbench'

const ROW_PX = 34

/** A loop of some hundred events. */
const LOOP = JSON.stringify(countingLoop(150))

/** States enough for two thousand lines. */
function longDefinition(): string {
  const states = Array.from({ length: 500 }, (_, index) => [
    `Step ${index}`,
    index < 499 ? { Type: 'Pass', Next: `Step ${index + 1}` } : { Type: 'Succeed' },
  ])
  return JSON.stringify({ StartAt: 'Step 0', States: Object.fromEntries(states) }, null, 2)
}

async function openSketch(page: Page): Promise<Locator> {
  await page.goto('/playground/new')
  const bench = await liveWorkbench(page, 'start')
  await bench.locator('.cm-content').waitFor()
  return bench
}

test('two thousand lines that come at once are one change', async ({ page }) => {
  const bench = await openSketch(page)
  const before = await written(bench)
  const text = longDefinition()
  const content = bench.locator('.cm-content')
  await content.evaluate((element) => {
    const counted = { changes: 0 }
    Object.assign(window, { counted })
    new MutationObserver((records) => {
      counted.changes += records.length
    }).observe(element, { childList: true, characterData: true, subtree: true })
  })
  await write(page, bench, text)
  await expect(bench.locator('[data-state="/States/Step 499"]')).toBeAttached()
  const changes = await page.evaluate(
    () => (window as unknown as { counted: { changes: number } }).counted.changes,
  )
  // Those in sight, and not each line by itself.
  expect(changes).toBeGreaterThan(0)
  expect(changes).toBeLessThan(text.split('\n').length / 2)
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => written(bench)).toBe(before)
})

test('while the playhead is dragged, nothing is read again and only rows in sight are drawn', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const sent = { messages: 0 }
    Object.assign(window, { sent })
    Worker.prototype.postMessage = new Proxy(Worker.prototype.postMessage, {
      apply(post, worker, args) {
        sent.messages++
        return Reflect.apply(post, worker, args)
      },
    })
  })
  const bench = await openSketch(page)
  await write(page, bench, LOOP)
  await expect(bench.locator('[data-state]')).toHaveCount(4)
  await bench.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(bench.locator('[data-runs]')).toHaveAttribute('data-runs', 'SUCCEEDED')
  await expect(bench.getByText('Data flow, JSONPath')).toBeVisible()

  const done = await bench.evaluate(async (element) => {
    const slider = element.querySelector<HTMLInputElement>('input[type="range"]')
    const table = element.querySelector('[role="group"][aria-label="Events"]')
    const editor = element.querySelector('.cm-editor')
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    if (!slider || !table || !editor) throw new Error('The workbench shows no run.')
    const { sent } = window as unknown as { sent: { messages: number } }
    const counted = { rows: 0, inEditor: 0, messages: -sent.messages, height: table.clientHeight }
    const rows = new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const node of addedNodes)
          if (node instanceof Element && node.hasAttribute('data-event')) counted.rows++
    })
    rows.observe(table, { childList: true, subtree: true })
    const edits = new MutationObserver((records) => {
      counted.inEditor += records.length
    })
    edits.observe(editor, { childList: true, attributes: true, characterData: true, subtree: true })
    // No timer gets its turn in between: as if the hand never rested.
    for (let move = 1; move <= 10; move++) {
      setValue?.call(slider, String(Math.round((Number(slider.max) * move) / 11)))
      slider.dispatchEvent(new Event('input', { bubbles: true }))
      for (let turn = 0; turn < 20; turn++) await null
    }
    counted.messages += sent.messages
    return counted
  })
  expect(done.messages).toBe(0)
  expect(done.inEditor).toBe(0)
  expect(done.rows).toBeGreaterThan(0)
  expect(done.rows / 10).toBeLessThanOrEqual(done.height / ROW_PX + 6)
})
