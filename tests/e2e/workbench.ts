import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, type Locator, type Page } from './test'

/** The text of a file under `content/`. */
function contentText(file: string): string {
  return readFileSync(path.resolve(import.meta.dirname, '../../content', file), 'utf8')
}

/** In the order of the course. */
export function lessonSlugs(): string[] {
  const course = JSON.parse(contentText('courses/step-functions.json')) as {
    modules: { lessons: string[] }[]
  }
  return course.modules.flatMap(({ lessons }) => lessons)
}

/** In the order of the lesson. */
export function exercisesOf(lesson: string): string[] {
  const uses = contentText(`lessons/${lesson}/lesson.mdx`).matchAll(/<Exercise id="([^"]+)"/g)
  return [...uses].flatMap(([, id]) => id ?? [])
}

export function solutionOf(exerciseId: string): string {
  return contentText(`exercises/${exerciseId}/solution.asl.json`)
}

/** The workbench of an exercise on the page that is open, once it is alive. */
export async function liveWorkbench(page: Page, exerciseId: string): Promise<Locator> {
  const bench = page.locator(`[data-exercise="${exerciseId}"]`)
  // The page may still put the live workbench in the place of the still one.
  await expect(() => bench.scrollIntoViewIfNeeded({ timeout: 5_000 })).toPass()
  await expect(bench).toHaveAttribute('data-live', 'true', { timeout: 20_000 })
  return bench
}

/** Opens the exercise on a page of its own. */
export async function openExercise(page: Page, exerciseId: string): Promise<Locator> {
  await page.goto(`/exercises/${exerciseId}`)
  return liveWorkbench(page, exerciseId)
}

/** Replaces the whole definition, with the keyboard. */
export async function write(page: Page, bench: Locator, text: string): Promise<void> {
  await bench.locator('.cm-content').focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
}

/** What stands in the editor. */
export async function written(bench: Locator): Promise<string> {
  return (await bench.locator('.cm-line').allInnerTexts())
    .map((line) => line.replace(/\n$/, ''))
    .join('\n')
    .trimEnd()
}

/** Takes the option that is selected in the editor's list, once this list has `name`. */
export async function acceptOption(page: Page, name: RegExp): Promise<void> {
  await expect(page.getByRole('option', { name }).first()).toBeVisible()
  // For 75 ms after a list changes the editor takes keys for text: they may have been meant for it.
  await page.waitForTimeout(150)
  await page.keyboard.press('Enter')
}

export async function run(page: Page, bench: Locator): Promise<void> {
  await bench.locator('.cm-content').focus()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(bench.locator('[data-runs]')).toBeVisible()
}

/** Presses Check by keyboard and waits for the verdict that counts, the server's. */
export async function check(page: Page, bench: Locator, outcome: 'passed' | 'failed'): Promise<void> {
  await bench.locator('.cm-content').focus()
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await serverVerdict(bench, outcome)
}

export async function serverVerdict(bench: Locator, outcome: 'passed' | 'failed'): Promise<void> {
  await expect(bench.locator('[data-check]')).toHaveAttribute('data-check', `${outcome} server`, {
    timeout: 15_000,
  })
}

/** Waits until the workbench says that the draft is kept. */
export async function saved(bench: Locator): Promise<void> {
  await expect(bench.getByText(/^Saved/)).toBeVisible()
}
