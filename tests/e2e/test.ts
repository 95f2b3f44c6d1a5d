import { type BrowserContext, test as base, expect, type Locator, type Page } from '@playwright/test'

/** What a page must never do, collected while a test runs and asserted at its end. */
interface Misdeeds {
  /** Console errors that a test provokes on purpose are named here. */
  expected: RegExp[]
}

/**
 * A browser that watches: a console error, an exception, a report of the Content-Security-Policy or a request to
 * another host fails the test, whatever it was about.
 */
export const test = base.extend<{ misdeeds: Misdeeds }>({
  misdeeds: [
    async ({ context, baseURL }, use) => {
      if (!baseURL) throw new Error('No server: the global setup starts one, or set E2E_BASE_URL.')
      const misdeeds: Misdeeds = { expected: [] }
      const seen: string[] = []
      await watch(context, baseURL, seen)
      await use(misdeeds)
      const unexpected = seen.filter((line) => !misdeeds.expected.some((pattern) => pattern.test(line)))
      expect(unexpected, 'errors, policy reports and requests to other hosts').toEqual([])
    },
    { auto: true },
  ],
})

export { expect, type Locator, type Page }

async function watch(context: BrowserContext, baseURL: string, seen: string[]): Promise<void> {
  const host = new URL(baseURL).host
  context.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => seen.push(`exception: ${error.error().message}`))
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && url.host !== host) {
      seen.push(`request to another host: ${request.url()}`)
    }
  })
  await context.exposeFunction('reportedPolicyViolation', (text: string) => seen.push(`policy: ${text}`))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = (window as unknown as { reportedPolicyViolation?: (text: string) => void })
        .reportedPolicyViolation
      report?.(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)
    })
  })
}

/** Makes an account in this browser; a guest's work comes along. */
export async function signUp(page: Page, name: string, email: string): Promise<void> {
  await page.goto('/sign-up')
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill('candle wax and wick')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-up')
}
