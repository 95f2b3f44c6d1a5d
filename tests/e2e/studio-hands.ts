import { expect, type Locator, type Page } from './test'

/**
 * Someone who builds a machine in the studio. What is typed is typed; everything else goes by the one means that the
 * hands stand for.
 */
export interface Hands {
  /** Puts what the palette calls `entry` at the place that is called `place`, and gives the new state a name. */
  add(entry: string, place: string, name: string): Promise<void>
  select(state: string): Promise<void>
  /** Writes into a field of the selected state's form; `within` names the list entry or part that it stands in. */
  write(field: string, text: string, within?: string): Promise<void>
  choose(field: string, word: string, within?: string): Promise<void>
  press(button: string | RegExp): Promise<void>
  remove(state: string): Promise<void>
}

/** A mouse: drags, clicks; no key is pressed but to type into a field. */
export function mouse(
  page: Page,
  bench: Locator,
): Hands & {
  /** Pulls what leads on from a place onto a state. */
  pull(place: string, state: string): Promise<void>
} {
  const hands: ReturnType<typeof mouse> = {
    async add(entry, place, name) {
      const option = bench.getByRole('listbox').getByRole('option', { name: entry, exact: true })
      await option.scrollIntoViewIfNeeded()
      const target = placeOf(bench, place)
      await target.scrollIntoViewIfNeeded()
      await dragOnto(page, option, target)
      await expect(bench.getByText(/^Added /)).toBeVisible()
      await hands.write('Name', name)
    },
    async select(state) {
      await stateOf(bench, state).click({ position: { x: 60, y: 14 } })
    },
    async pull(place, state) {
      await dragOnto(page, placeOf(bench, place), stateOf(bench, state))
    },
    async write(field, text, within) {
      const input = fieldOf(bench, field, within)
      await openAround(input, (summary) => summary.click())
      await input.click()
      await input.fill(text)
      await input.blur()
    },
    async choose(field, word, within) {
      const select = fieldOf(bench, field, within)
      await openAround(select, (summary) => summary.click())
      await select.selectOption(word)
    },
    async press(button) {
      const found = buttonOf(bench, button)
      await openAround(found, (summary) => summary.click())
      await found.click()
    },
    async remove(state) {
      await hands.select(state)
      await bench.getByRole('button', { name: `Delete: ${state}`, exact: true }).click()
    },
  }
  return hands
}

/** A keyboard: Tab, arrows, Enter, Space and letters. */
export function keyboard(page: Page, bench: Locator): Hands {
  const hands: Hands = {
    async add(entry, place, name) {
      await walkTo(page, bench, (label) => label === `Add a state ${place}`)
      await page.keyboard.press('Enter')
      await expect(bench.getByRole('combobox', { name: 'Search states and actions' })).toBeFocused()
      await page.keyboard.type(entry)
      await page.keyboard.press('Enter')
      await expect(bench.getByText(/^Added /)).toBeVisible()
      await expect(bench.locator('[data-canvas] [data-state]:focus')).toBeVisible()
      await hands.write('Name', name)
    },
    async select(state) {
      await walkTo(page, bench, (label) => label.startsWith(`${state}, `))
      await page.keyboard.press('Enter')
    },
    async write(field, text, within) {
      const input = fieldOf(bench, field, within)
      await openAround(input, (summary) => pressOn(page, bench, summary))
      await tabTo(page, bench, input)
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type(text)
      await page.keyboard.press('Tab')
    },
    async choose(field, word, within) {
      const select = fieldOf(bench, field, within)
      await openAround(select, (summary) => pressOn(page, bench, summary))
      await tabTo(page, bench, select)
      const options = await select.locator('option').allInnerTexts()
      await page.keyboard.press('Home')
      for (let step = 0; step < options.indexOf(word); step++) await page.keyboard.press('ArrowDown')
      await expect(select).toHaveValue(word)
    },
    async press(button) {
      const found = buttonOf(bench, button)
      await openAround(found, (summary) => pressOn(page, bench, summary))
      await pressOn(page, bench, found)
    },
    async remove(state) {
      await walkTo(page, bench, (label) => label.startsWith(`${state}, `))
      await page.keyboard.press('Delete')
      await expect(bench.locator(`[data-canvas] [data-state$="/${state}"]`)).toHaveCount(0)
    },
  }
  return hands
}

export function placeOf(bench: Locator, place: string): Locator {
  return bench.getByRole('button', { name: `Add a state ${place}`, exact: true })
}

export function stateOf(bench: Locator, state: string): Locator {
  return bench.locator(`[data-canvas] [data-state$="/${state}"]`)
}

/** A field of the form by its label; within a part of the form where several have it. */
function fieldOf(bench: Locator, field: string, within?: string): Locator {
  const form = bench.locator('[data-form]')
  const part =
    within === undefined ? form : form.getByRole('group', { name: within, exact: true, includeHidden: true })
  const name = new RegExp(`^${field}( \\(required\\))?$`)
  return part.getByLabel(name).and(form.locator('input, textarea, select')).first()
}

/** A button of the form, also in a section that is closed. */
function buttonOf(bench: Locator, name: string | RegExp): Locator {
  return bench.locator('[data-form]').getByRole('button', { name, includeHidden: true, exact: true }).first()
}

/** Opens the section that something stands in. */
async function openAround(inside: Locator, open: (summary: Locator) => Promise<void>): Promise<void> {
  await inside.waitFor({ state: 'attached' })
  const section = inside.locator('xpath=ancestor::details[1]')
  if ((await section.count()) === 1 && (await section.getAttribute('open')) === null)
    await open(section.locator('> summary'))
}

async function pressOn(page: Page, bench: Locator, control: Locator): Promise<void> {
  await tabTo(page, bench, control)
  await page.keyboard.press('Enter')
}

async function dragOnto(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()]
  if (!start || !end) throw new Error('What is to be dragged, or where to, is not on the page.')
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(end.x + end.width / 2 + 20, end.y + end.height / 2, { steps: 4 })
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 3 })
  await page.mouse.up()
}

/** The same with one finger; only Chromium's own protocol can move one. */
export async function fingerDrag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()]
  if (!start || !end) throw new Error('What is to be dragged, or where to, is not on the page.')
  const [first, last] = [middleOf(start), middleOf(end)]
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] })
  await touch('touchStart', first)
  for (const share of [0.1, 0.5, 0.9, 1]) {
    await touch('touchMove', {
      x: first.x + (last.x - first.x) * share,
      y: first.y + (last.y - first.y) * share,
    })
  }
  await touch('touchEnd')
  await session.detach()
}

function middleOf({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { x: x + width / 2, y: y + height / 2 }
}

/** Into the picture by Tab, then by arrow keys from stop to stop. */
async function walkTo(page: Page, bench: Locator, isIt: (label: string) => boolean): Promise<void> {
  await tabTo(page, bench, bench.locator('[data-canvas] [tabindex="0"]'))
  await page.keyboard.press('Home')
  for (let step = 0; step < 120; step++) {
    if (isIt(await focusedLabel(page))) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error('The arrow keys do not come there.')
}

function focusedLabel(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
}

async function tabTo(page: Page, bench: Locator, target: Locator): Promise<void> {
  for (let step = 0; step < 250; step++) {
    const where = await target.evaluateAll((elements) => {
      const focused = document.activeElement
      if (elements.some((element) => element === focused)) return 'there'
      return focused?.closest('[data-live="true"]') ? 'inside' : 'outside'
    })
    if (where === 'there') return
    // Past the end of the workbench: begin at its first control again.
    if (where === 'outside') await bench.locator('button:visible').first().focus()
    else await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not come there.')
}
