// @ts-check
import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from './problem.mjs'

/** Everything between a fresh clone and a server that can start. Node's own modules only: nothing is installed yet. */

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** What a build is made of; when any of it is newer than the build, it is made again. */
const SOURCES = [
  'app',
  'content',
  'lib',
  'prisma',
  'public',
  'instrumentation.ts',
  'next.config.mjs',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]
const GENERATED = path.join('lib', 'db', 'generated')

/** Nothing that we start reports to anybody. */
export const QUIET = { NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1' }

/** @throws {Problem} when this Node is older than package.json asks for */
export function checkNode() {
  const wanted = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).engines.node.replace(
    '>=',
    '',
  )
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split('.').map(Number)
  if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
    throw new Problem(
      `Stepwise needs Node ${wanted} or newer and this is ${process.versions.node}: install a newer one from nodejs.org or your package manager, then start again.`,
    )
  }
}

/** Packages as the lock file says, and the database client as the schema says; only what is missing or old. */
export async function install() {
  const installed = modified('node_modules/.package-lock.json')
  if (installed === undefined || installed < (modified('package-lock.json') ?? 0)) {
    console.log('Installing packages (npm ci), about a minute …')
    await quietly(...npm('ci', '--include=dev', '--no-audit', '--no-fund'), 'npm ci')
  }
  const generated = modified(path.join(GENERATED, 'client.ts'))
  if (generated === undefined || generated < (modified('prisma/schema.prisma') ?? 0)) {
    await quietly(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], 'prisma generate')
  }
}

/** The production build, unless the one that is there is newer than all it is made of. */
export async function build() {
  const folder = process.env.NEXT_DIST_DIR || '.next'
  const built = modified(path.join(folder, 'BUILD_ID'))
  if (built !== undefined && built > newest(SOURCES)) return
  console.log('Building, about half a minute …')
  await quietly(process.execPath, ['node_modules/next/dist/bin/next', 'build'], 'next build')
}

/**
 * One at a time may install and build in this folder; a second start waits for the first.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(work) {
  const file = path.join(ROOT, '.preparing')
  for (let told = false; !take(file); told = true) {
    if (!told) console.log('Another start is preparing this folder; waiting for it …')
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  const alive = setInterval(() => touch(file), ALIVE_MS)
  const release = () => rmSync(file, { force: true })
  process.once('exit', release)
  // By itself a signal ends the process without the listeners of "exit", and what it started would go on.
  const leave = () => process.exit(130)
  for (const signal of SIGNALS) process.on(signal, leave)
  try {
    return await work()
  } finally {
    clearInterval(alive)
    for (const signal of SIGNALS) process.off(signal, leave)
    process.off('exit', release)
    release()
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Whoever prepares the folder touches its file so often; one that stands still much longer was left behind. */
const ALIVE_MS = 1_000
const LEFT_BEHIND_MS = 15 * ALIVE_MS

/** @param {string} file */
function touch(file) {
  const now = new Date()
  if (existsSync(file)) utimesSync(file, now, now)
}

/** @param {string} file */
function take(file) {
  try {
    const handle = openSync(file, 'wx')
    writeSync(handle, String(process.pid))
    closeSync(handle)
    return true
  } catch (error) {
    if (!isCode(error, 'EEXIST'))
      throw new Problem(`The folder ${ROOT} cannot be written: make it writable for you, then start again.`)
  }
  // The number alone does not tell: after the machine was started anew it may be another process's.
  const stoodStill = Date.now() - (modified('.preparing') ?? Date.now())
  if (stoodStill > LEFT_BEHIND_MS || !isRunning(Number(read(file)))) rmSync(file, { force: true })
  return false
}

/** @param {number} pid */
function isRunning(pid) {
  if (!(pid > 0)) return true // Being written at this moment.
  if (pid === process.pid) return false // A container's start after it was killed: the same number again.
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isCode(error, 'EPERM')
  }
}

/**
 * Runs a program without its output, which is shown only should it fail.
 *
 * @param {string} program
 * @param {string[]} words
 * @param {string} name
 */
async function quietly(program, words, name) {
  const child = spawn(program, words, {
    cwd: ROOT,
    env: { ...process.env, ...QUIET },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (data) => (output += data))
  child.stderr.on('data', (data) => (output += data))
  const stop = () => child.kill()
  process.once('exit', stop)
  const status = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message
      resolve(-1)
    })
    child.on('close', resolve)
  })
  process.off('exit', stop)
  if (status === 0) return
  process.stderr.write(`${output.trimEnd()}\n`)
  throw new Problem(`"${name}" failed with what is printed above: mend that, then start again.`)
}

/**
 * The npm that started us, or else the one on the path.
 *
 * @param {string[]} words
 * @returns {[string, string[]]}
 */
function npm(...words) {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return [process.execPath, [script, ...words]]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', words]
}

/** Time of the last change below these paths, in milliseconds. @param {string[]} names */
function newest(names) {
  let latest = 0
  const walk = (/** @type {string} */ name) => {
    if (name === GENERATED) return
    latest = Math.max(latest, modified(name) ?? 0)
    if (!statSync(path.join(ROOT, name)).isDirectory()) return
    for (const entry of readdirSync(path.join(ROOT, name))) walk(path.join(name, entry))
  }
  for (const name of names) if (existsSync(path.join(ROOT, name))) walk(name)
  return latest
}

/** @param {string} name */
function modified(name) {
  return statSync(path.join(ROOT, name), { throwIfNoEntry: false })?.mtimeMs
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function isCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code
}
