// @ts-check
/**
 * `npm test`: everything, from a fresh clone, in less than fifteen minutes; the last line is `N passed, N failed`.
 * `--check` leaves out what needs a build or a browser. `--long` instead tries properties and crashes many times.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { postgresPrograms } from '../tests/support/postgres-programs.mjs'
import { findTestChromium } from './chromium.mjs'
import { alone, build, checkNode, install, QUIET, ROOT } from './prepare.mjs'
import { run } from './problem.mjs'

const { argv } = process
const isCheck = argv.includes('--check')
const isLong = argv.includes('--long')

/**
 * Fifteen minutes are the budget on two cores that have nothing else to do. A busy machine takes longer, and that is no
 * failure; what has not ended after an hour hangs.
 */
const minutes = Number(process.env.STEPWISE_TEST_MINUTES) || (isLong ? 6 * 60 : 60)
const deadline = Date.now() + minutes * 60_000

/** Never the developer's own database, folder or server. */
const { DATABASE_URL, STEPWISE_DATA, STEPWISE_URL, PORT, HOST, NODE_ENV, ...env } = process.env
Object.assign(env, QUIET)
if (isLong) env.STEPWISE_LONG = '1'

/** @typedef {{ passed: number, failed: number }} Count */
/** @type {(Count & { name: string, seconds: number })[]} */
const counts = []
const reports = mkdtempSync(path.join(os.tmpdir(), 'stepwise-reports-'))

run(async () => {
  checkNode()
  process.chdir(ROOT)
  try {
    await part('install', () => alone(install).then(() => done(true, 0)))
    if (isLong) {
      await part('long', () => vitest('unit', 'mocking', ...databases()))
      await part('build', () => alone(build).then(() => done(true)))
      await part('browser', browser)
    } else {
      await part('types', () => program('typescript-native/bin/tsc', '--noEmit'), typegen)
      await part('lint', () => program('@biomejs/biome/bin/biome', 'check', '--reporter=summary'))
      await part('unit', () => vitest('unit', 'mocking'))
      await part('conformance', () => script('tests/conformance/run.ts'))
      await part('content', () => script('scripts/content-check.ts'))
      await part('databases', () => vitest(...databases()))
      if (!isCheck) {
        await part('build', () => alone(build).then(() => done(true)))
        await part('server', () => vitest('server'))
        await part('browser', browser)
      }
    }
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
  conclude()
})

/**
 * One part; what it throws is a failure of it, and the others go on.
 *
 * @param {string} name
 * @param {() => Promise<Count>} work
 * @param {() => Promise<unknown>} [before]
 */
async function part(name, work, before) {
  console.log(`\n── ${name}`)
  const from = Date.now()
  let count = done(false)
  try {
    await before?.()
    count = await work()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
  counts.push({ name, ...count, seconds: Math.round((Date.now() - from) / 1000) })
}

/**
 * @param {boolean} isPassed
 * @param {number} [passed]
 * @returns {Count}
 */
function done(isPassed, passed = 1) {
  return isPassed ? { passed, failed: 0 } : { passed: 0, failed: 1 }
}

function conclude() {
  console.log()
  for (const { name, passed, failed, seconds } of counts) {
    console.log(
      `${name.padEnd(10)} ${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed ${String(seconds).padStart(5)} s`,
    )
  }
  const sum = (/** @type {'passed' | 'failed'} */ key) =>
    counts.reduce((total, count) => total + count[key], 0)
  process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
}

/** Next's types of our routes, which the compiler wants to see. */
async function typegen() {
  if ((await node(['node_modules/next/dist/bin/next', 'typegen'])) !== 0)
    throw new Error('next typegen failed.')
}

/** @param {string[]} words the first is a path below node_modules */
async function program(...words) {
  return done((await node([path.join('node_modules', words[0] ?? ''), ...words.slice(1)])) === 0)
}

/** @param {string} file */
async function script(file) {
  return done((await node(['node_modules/tsx/dist/cli.mjs', '--conditions=react-server', file])) === 0)
}

/** The projects of vitest.config.ts that ask a database. */
function databases() {
  if (postgresPrograms()) return ['embedded', 'postgres']
  console.log(
    'No PostgreSQL on this machine, so its tests are skipped; apt-get install postgresql-15 brings it.',
  )
  return ['embedded']
}

/**
 * @param {string[]} projects of vitest.config.ts
 * @returns {Promise<Count>}
 */
async function vitest(...projects) {
  const file = path.join(reports, `${projects.join('-')}.json`)
  const words = projects.flatMap((project) => ['--project', project])
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  const status = await node([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--passWithNoTests',
    ...words,
    ...reporters,
  ])
  const report = read(file)
  const crashed = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ result) =>
      result.status === 'failed' && result.assertionResults.length === 0,
  ).length
  const failed = report.numFailedTests + crashed
  return { passed: report.numPassedTests, failed: status === 0 ? failed : Math.max(failed, 1) }
}

/** Playwright's tests, with axe, against a production server on a free port. @returns {Promise<Count>} */
async function browser() {
  const chromium = await findTestChromium()
  if (!chromium) return done(false)
  env.CHROMIUM_PATH = chromium
  env.PLAYWRIGHT_JSON_OUTPUT_NAME = path.join(reports, 'browser.json')
  const status = await node(['node_modules/@playwright/test/cli.js', 'test', '--reporter=dot,json'])
  const { expected, unexpected, flaky } = read(env.PLAYWRIGHT_JSON_OUTPUT_NAME).stats
  return { passed: expected, failed: status === 0 ? unexpected + flaky : Math.max(unexpected + flaky, 1) }
}

/** @param {string} file */
function read(file) {
  if (!existsSync(file)) throw new Error('It ended without a report.')
  return JSON.parse(readFileSync(file, 'utf8'))
}

/**
 * Runs Node in a process group of its own, which is ended as a whole when the time is up or we are.
 *
 * @param {string[]} words
 * @returns {Promise<number | null>} its exit status
 */
function node(words) {
  const child = spawn(process.execPath, words, { cwd: ROOT, env, stdio: 'inherit', detached: true })
  const kill = () => {
    if (child.pid) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
  }
  const interrupt = () => {
    kill()
    process.exit(130)
  }
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  const timer = setTimeout(
    () => {
      console.error('The time is up.')
      kill()
    },
    Math.max(deadline - Date.now(), 1_000),
  )
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).finally(() => {
    clearTimeout(timer)
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  })
}
