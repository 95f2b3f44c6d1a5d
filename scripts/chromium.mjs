// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Where Debian, Chrome and macOS put it. */
const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Debian's Chromium without windows, which needs a third less time for the same pages. */
const SHELL = '/usr/bin/chromium-headless-shell'

/**
 * A Chromium for the browser tests: the one of `CHROMIUM_PATH`, Debian's without windows, the system's, or Playwright's
 * own. As root on Debian it is installed, which is said; elsewhere the command that does is printed and the answer is
 * undefined.
 *
 * @returns {Promise<string | undefined>}
 */
export async function findTestChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH
  if (existsSync(SHELL)) return SHELL
  return findChromium('chromium-headless-shell')
}

/**
 * A whole Chromium, as people use it, from the same places.
 *
 * @param {'chromium' | 'chromium-headless-shell'} [otherwise] Debian's package that is installed where there is none
 * @returns {Promise<string | undefined>}
 */
export async function findChromium(otherwise = 'chromium') {
  const found = process.env.CHROMIUM_PATH || USUAL.find((file) => existsSync(file)) || (await playwrights())
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`There is no Chromium: installing Debian’s (apt-get install ${otherwise}) …`)
    const install = (/** @type {string[]} */ ...words) =>
      spawnSync('apt-get', words, {
        stdio: 'ignore',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    install('update')
    install('install', '-y', '--no-install-recommends', otherwise, 'fonts-liberation')
    const installed = [SHELL, ...USUAL].find((file) => existsSync(file))
    if (installed) return installed
  }
  console.log(
    'There is no Chromium for the browser tests. This installs one: npx playwright install chromium',
  )
  return undefined
}

async function playwrights() {
  const { chromium } = await import('@playwright/test')
  const file = chromium.executablePath()
  return existsSync(file) ? file : undefined
}
