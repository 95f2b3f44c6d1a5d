import { expectNoFindingsInEachScheme } from './axe'
import { expect, type Locator, type Page, test } from './test'
import { acceptOption, openExercise, write, written } from './workbench'

const EXERCISE = 'task-types/lambda-by-arn'

const TEXT = `{
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Pass",
      "Nxt": "Ship"
    },
    "Ship": {
      "Type": "Wait",
      "Seconds": 1,
      "Next": "Charge"
    },
    "Done": { "Type": "Succeed" }
  }
}`

/** Puts the cursor behind the first place where `word` stands, by keyboard alone. */
async function goBehind(page: Page, bench: Locator, word: string): Promise<void> {
  const text = await written(bench)
  const before = text.slice(0, text.indexOf(word) + word.length).split('\n')
  await bench.locator('.cm-content').focus()
  await page.keyboard.press('ControlOrMeta+Home')
  for (let line = 1; line < before.length; line++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Home')
  await page.keyboard.press('Home')
  for (let column = 0; column < (before.at(-1)?.length ?? 0); column++)
    await page.keyboard.press('ArrowRight')
}

test('fields, states and resources are completed by keyboard', async ({ page }) => {
  const bench = await openExercise(page, EXERCISE)
  await write(page, bench, '{ "StartAt": "A", "States": { "A": { "Type": "Task", ')
  await page.keyboard.type('"Res')
  await acceptOption(page, /^Resource/)
  await expect(page.getByRole('option', { name: /lambda:invoke/ }).first()).toBeVisible()
  await page.keyboard.type('sendMessage')
  await acceptOption(page, /sqs:sendMessage/)
  await expect.poll(() => written(bench)).toContain('"Resource": "arn:aws:states:::sqs:sendMessage"')
  await page.keyboard.type(', "Para')
  await acceptOption(page, /^Parameters/)
  await page.keyboard.type('"Queue')
  await expect(page.getByRole('option', { name: /^QueueUrl/ }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await write(page, bench, '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "InputPath": "$')
  await page.keyboard.type('.')
  await expect(page.getByRole('option', { name: /of the input$/ }).first()).toBeVisible()
})

test('help comes by F1 and is announced; a second F1 leads to its link', async ({ page }) => {
  const bench = await openExercise(page, EXERCISE)
  await write(page, bench, TEXT)
  await goBehind(page, bench, '"Second')
  await page.keyboard.press('F1')
  await expect(bench.getByRole('region', { name: 'Help' })).toContainText('How many seconds to wait.')
  await expect(bench.getByRole('status').filter({ hasText: 'How many seconds to wait.' })).toBeVisible()
  await page.keyboard.press('F1')
  await page.keyboard.press('Tab')
  await expect(bench.getByRole('link', { name: 'AWS developer guide' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(bench.getByRole('region', { name: 'Help' })).toBeHidden()
  await expect(bench.locator('.cm-content')).toBeFocused()
})

test('a problem is fixed, a state renamed everywhere, and the text formatted, each one undo step', async ({
  page,
}) => {
  const bench = await openExercise(page, EXERCISE)
  await write(page, bench, TEXT)
  await expect(bench.getByText(/problems|Line 4/).first()).toBeVisible()
  await goBehind(page, bench, '"Nx')
  await expect(bench.locator('.cm-lintRange-error').first()).toBeVisible()
  await page.keyboard.press('ControlOrMeta+.')
  await acceptOption(page, /Change it to Next/)
  await expect.poll(() => written(bench)).toContain('"Next": "Ship"')

  await goBehind(page, bench, '"Next": "Sh')
  await page.keyboard.press('F2')
  const name = bench.getByRole('textbox', { name: /New name, in 2 places/ })
  await expect(name).toBeFocused()
  await page.keyboard.type('Done')
  await page.keyboard.press('Enter')
  await expect(bench.getByRole('alert')).toContainText('There is a state Done already.')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Send it')
  await page.keyboard.press('Enter')
  await expect.poll(() => written(bench)).toContain('"Send it": {')
  expect(await written(bench)).toContain('"Next": "Send it"')
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => written(bench)).not.toContain('Send it')

  await write(page, bench, '{"StartAt":"A",\n"States":{"A":{"Type":"Succeed"}}}')
  await page.keyboard.press('Shift+Alt+F')
  await expect.poll(() => written(bench)).toBe('{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }')
})

test('from a transition to the state it names, and to every place that names it', async ({ page }) => {
  const bench = await openExercise(page, EXERCISE)
  await write(page, bench, TEXT)
  await goBehind(page, bench, '"StartAt": "Char')
  await expect(bench.locator('.cm-use')).toHaveCount(3)
  await page.keyboard.press('F12')
  await expect(bench.locator('.cm-activeLine')).toContainText('"Charge": {')
  await page.keyboard.press('Shift+F12')
  const uses = page.getByRole('listbox', { name: 'Where Charge is used' })
  await expect(uses.getByRole('option')).toHaveCount(3)
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(bench.locator('.cm-activeLine')).toContainText('"Next": "Charge"')
})

test('the plain text area completes, helps and fixes by the same keys', async ({ page }) => {
  const bench = await openExercise(page, EXERCISE)
  await write(page, bench, TEXT)
  await bench.getByRole('button', { name: 'Plain text editor' }).click()
  const area = bench.getByRole('textbox', { name: /^Definition of/ })
  await expect(area).toHaveValue(TEXT)
  await area.evaluate((element: HTMLTextAreaElement) => {
    const at = element.value.indexOf('"Nxt"')
    element.focus()
    element.setSelectionRange(at + 2, at + 2)
  })
  await page.keyboard.press('ControlOrMeta+.')
  await acceptOption(page, /Change it to Next/)
  await expect(area).toHaveValue(TEXT.replace('"Nxt"', '"Next"'))
  await expect(area).toBeFocused()
  await area.evaluate((element: HTMLTextAreaElement) => {
    const at = element.value.indexOf('"Ship"') + 1
    element.setSelectionRange(at, at)
  })
  await page.keyboard.press('Control+Space')
  const list = page.getByRole('listbox', { name: 'What may stand here' })
  await expect(list).toBeFocused()
  await page.keyboard.press('d')
  await page.keyboard.press('Enter')
  await expect(area).toHaveValue(TEXT.replace('"Nxt": "Ship"', '"Next": "Done"'))
  await page.keyboard.press('F1')
  await expect(bench.getByRole('region', { name: 'Help' })).toContainText('Succeed state')
})

test('axe finds nothing in what the editor opens', async ({ page }) => {
  test.setTimeout(90_000)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const bench = await openExercise(page, EXERCISE)
  await write(page, bench, TEXT)
  await goBehind(page, bench, '"Nx')
  await expect(bench.locator('.cm-lintRange-error').first()).toBeVisible()
  await page.keyboard.press('ControlOrMeta+.')
  await expect(page.getByRole('option', { name: /Change it to Next/ })).toBeVisible()
  await expectNoFindingsInEachScheme(page, 'fixes')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F1')
  await goBehind(page, bench, '"Type": "Pa')
  await page.keyboard.press('F1')
  await expect(bench.getByRole('region', { name: 'Help' })).toBeVisible()
  await expectNoFindingsInEachScheme(page, 'help')
  await page.keyboard.press('Escape')
  await goBehind(page, bench, '"StartAt": "Char')
  await page.keyboard.press('F2')
  await expect(bench.getByRole('textbox', { name: /New name/ })).toBeFocused()
  await expectNoFindingsInEachScheme(page, 'renaming')
  await page.keyboard.press('Escape')
  await bench.getByLabel('Editor commands').click()
  await expectNoFindingsInEachScheme(page, 'the menu')
})
