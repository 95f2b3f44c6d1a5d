import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const usual = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const chromium = process.env.CHROMIUM_PATH || usual.find((file) => existsSync(file))

/**
 * Browser tests against a production build. With `E2E_BASE_URL` they use the server that runs there; otherwise one
 * is started with a temporary data folder and ended afterwards.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  globalSetup: './tests/e2e/global-setup.ts',
  outputDir: 'test-results',
  timeout: 45_000,
  expect: { timeout: 10_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  reporter: [['list']],
  use: {
    // Set by the global setup; workers read this file after it.
    ...(process.env.E2E_BASE_URL && { baseURL: process.env.E2E_BASE_URL }),
    // Only what is about the service worker has one: it would answer what tests want to hold up.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    // A trace of every test takes a tenth of the time; `--trace on` makes one of those that are looked into.
    trace: 'off',
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      ...(chromium && { executablePath: chromium }),
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
    },
  },
})
