import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from './test'

/** Fails where axe finds anything on the page as it stands. */
export async function expectNoFindings(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // What passes is not described, which takes most of the time on a large page.
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const findings = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  )
  expect(findings, where).toEqual([])
}

/** Fails where axe finds anything on the page as it stands, in light or in dark; it is left dark. */
export async function expectNoFindingsInEachScheme(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expectNoFindings(page, `${where}, ${colorScheme}`)
  }
}
