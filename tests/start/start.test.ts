import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freePort } from '@/tests/support/free-port'

const root = path.resolve(import.meta.dirname, '../..')
const children = new Set<ChildProcess>()
let folder: string
let port: number

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'stepwise-start-'))
  port = await freePort()
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
  rmSync(folder, { recursive: true, force: true })
})

describe('npm start refuses, in one sentence and with a status that is not 0,', () => {
  test('a port that is taken, and says by whom', async () => {
    const holder = net.createServer()
    await new Promise<void>((resolve) => holder.listen(port, '127.0.0.1', resolve))
    const { status, lines } = await start().ended()
    holder.close()
    expect(status).not.toBe(0)
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`^Port ${port} is taken by .+, as in PORT=${port + 1} npm start\\.$`)),
    ])
  })

  test.each(['0', '70000', 'http', '3000.5'])('PORT=%s', async (PORT) => {
    const { status, lines } = await start({ PORT }).ended()
    expect(status).not.toBe(0)
    expect(lines).toEqual([expect.stringMatching(/^PORT is ".+", which is no port: .+\.$/)])
  })

  test('too old a Node', async () => {
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.19.0' } })`
    const { status, lines } = await start({}, [
      '--import',
      `data:text/javascript,${encodeURIComponent(old)}`,
    ]).ended()
    expect(status).not.toBe(0)
    expect(lines).toEqual([
      expect.stringMatching(/^Stepwise needs Node 20\.19 or newer and this is 18\.19\.0: .+\.$/),
    ])
  })

  test('a DATABASE_URL where nobody answers, without its password', async () => {
    const { status, lines } = await start({
      DATABASE_URL: `postgresql://ada:secret@127.0.0.1:${await freePort()}/stepwise`,
    }).ended()
    expect(status).not.toBe(0)
    expect(said(lines)).toEqual([
      expect.stringMatching(/^The database 127\.0\.0\.1:\d+\/stepwise of DATABASE_URL .+\.$/),
    ])
    expect(lines.join()).not.toContain('secret')
  })

  test('a data folder that cannot be used', async () => {
    writeFileSync(path.join(folder, 'file'), '')
    const { status, lines } = await start({ STEPWISE_DATA: path.join(folder, 'file', 'data') }).ended()
    expect(status).not.toBe(0)
    expect(said(lines)).toEqual([
      expect.stringMatching(/^The data folder .+ cannot be made \(ENOTDIR\): .+\.$/),
    ])
  })

  test('a data folder that somebody holds and does not answer for', async () => {
    const { ownIdentity } = await import('@/lib/db/embedded/process-identity')
    const owner = { ...ownIdentity(), socket: path.join(folder, 'nobody-listens'), token: 'other' }
    writeFileSync(path.join(folder, 'db.lock'), JSON.stringify(owner))
    const { status, lines } = await start().ended()
    expect(status).not.toBe(0)
    expect(said(lines)).toEqual([
      expect.stringMatching(/^The data folder .+ is in use by process \d+ on .+: stop it, .+\.$/),
    ])
  }, 90_000)
})

test('npm start serves, ends cleanly on SIGTERM, and keeps the data', async () => {
  for (const lesson of ['first start', 'second start']) {
    const server = start()
    const url = await server.url()
    expect((await fetch(url)).status, lesson).toBe(200)
    server.child.kill('SIGTERM')
    expect((await server.ended()).status).toBe(0)
    await expect(fetch(url)).rejects.toThrow()
  }
}, 120_000)

test('killed, it leaves nothing on the port, and the next start needs no help', async () => {
  const killed = start()
  const url = await killed.url()
  killed.child.kill('SIGKILL')
  await killed.ended()
  await expect(fetch(url)).rejects.toThrow()
  const next = start()
  expect((await fetch(await next.url())).status).toBe(200)
}, 120_000)

test('a second start on the same data folder joins the first', async () => {
  const first = start()
  await first.url()
  const second = start({ PORT: String(await freePort()) })
  expect((await fetch(await second.url())).status).toBe(200)
  first.child.kill('SIGKILL')
  await first.ended()
  expect((await fetch(await second.url())).status).toBe(200)
}, 120_000)

interface Started {
  child: ChildProcess
  /** Once the first page answers. */
  url(): Promise<string>
  ended(): Promise<{ status: number | null; lines: string[] }>
}

function start(env: Readonly<Record<string, string>> = {}, options: readonly string[] = []): Started {
  const { DATABASE_URL: _, ...own } = process.env
  const child = spawn(process.execPath, [...options, 'scripts/start.mjs'], {
    cwd: root,
    env: { ...own, NODE_ENV: 'production', PORT: String(port), STEPWISE_DATA: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  let printed = ''
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ready = new Promise<string>((resolve, reject) => {
    const read = (text: Buffer) => {
      printed += text
      const url = /Stepwise is ready: (\S+)/.exec(printed)?.[1]
      if (url) resolve(url)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => reject(new Error(`It ended:\n${printed}`)))
  })
  ready.catch(() => undefined)
  return {
    child,
    url: () => ready,
    ended: async () => ({
      status: await ended,
      lines: printed.split('\n').filter((line) => line.trim() !== ''),
    }),
  }
}

/** What we say ourselves: the rest is Next's, about its configuration. */
function said(lines: readonly string[]): string[] {
  return lines.filter((line) => !line.includes('next.config.mjs') && !/^(Building|Installing)/.test(line))
}
