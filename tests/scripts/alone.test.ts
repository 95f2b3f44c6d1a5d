import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

const scripts = path.resolve(import.meta.dirname, '../../scripts')
let root: string
let file: string

/** A folder of its own to prepare. */
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'stepwise-alone-'))
  file = path.join(root, '.preparing')
  for (const name of ['prepare.mjs', 'problem.mjs']) {
    cpSync(path.join(scripts, name), path.join(root, 'scripts', name))
  }
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function preparing(work: string) {
  const code = `import { writeFileSync } from 'node:fs'; const { alone } = await import('./scripts/prepare.mjs'); await alone(async () => { ${work} })`
  return spawn(process.execPath, ['--input-type=module', '-e', code], { cwd: root, stdio: 'ignore' })
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s while it prepares leaves nothing behind',
  async (signal) => {
    const working = path.join(root, 'working')
    const child = preparing(
      `writeFileSync(${JSON.stringify(working)}, ''); await new Promise((resolve) => setTimeout(resolve, 60_000))`,
    )
    await vi.waitFor(() => expect(existsSync(working)).toBe(true), 20_000)
    child.kill(signal)
    expect(await once(child, 'exit')).toEqual([130, null])
    expect(existsSync(file)).toBe(false)
  },
)

describe('a file that was left behind', () => {
  test.each([
    { name: 'by a process whose number is another now', text: String(process.pid) },
    { name: 'by one that ended before it wrote its number', text: '' },
  ])('$name is no reason to wait', async ({ text }) => {
    writeFileSync(file, text)
    const longAgo = new Date(Date.now() - 60_000)
    utimesSync(file, longAgo, longAgo)
    expect(await once(preparing(''), 'exit')).toEqual([0, null])
  })
})

test('one that is being prepared is waited for', async () => {
  writeFileSync(file, String(process.pid))
  const child = preparing('')
  const ended = once(child, 'exit')
  const first = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 1_500, 'waits'))])
  expect(first).toBe('waits')
  rmSync(file)
  expect(await ended).toEqual([0, null])
})
