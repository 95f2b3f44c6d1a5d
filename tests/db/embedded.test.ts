import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import readline from 'node:readline'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { closeDatabase, DatabaseUnavailable, database } from '@/lib/db/server'

const root = path.resolve(import.meta.dirname, '../..')
const children = new Set<ChildProcess>()
/** How often the writer is killed. */
const LIVES = process.env.STEPWISE_LONG ? 40 : 4
let folder: string

// These are about the embedded database, whatever the others run on.
describe.skipIf(process.env.DATABASE_URL)('the embedded database', () => {
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'stepwise-'))
    await cp(inject('dataTemplate'), folder, { recursive: true })
    process.env.STEPWISE_DATA = folder
  })
  afterEach(async () => {
    await closeDatabase()
    for (const child of children) child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

  test('loses nothing that it acknowledged and keeps nothing half, however often its process is killed', async () => {
    const acknowledged = new Set<number>()
    for (let life = 0; life < LIVES; life++) {
      const writer = startWriter('writer', acknowledged.size === 0 ? 0 : Math.max(...acknowledged) + 2)
      await writer.has(life * 7 + 5)
      await writer.kill()
      for (const n of writer.written) acknowledged.add(n)
    }
    const rows = await (await database()).verification.findMany({ select: { id: true } })
    const ids = new Set(rows.map((row) => row.id))
    expect([...acknowledged].filter((n) => !ids.has(`writer-${n}`) || !ids.has(`writer-${n}-twin`))).toEqual(
      [],
    )
    const halves = [...ids].filter((id) => !ids.has(id.endsWith('-twin') ? id.slice(0, -5) : `${id}-twin`))
    expect(halves).toEqual([])
  }, 120_000)

  test('two processes share it, and when its owner is killed the other takes its place', async () => {
    const owner = startWriter('owner')
    await owner.has(3)
    const guest = startWriter('guest')
    await guest.has(3)
    expect(JSON.parse(await readFile(path.join(folder, 'db.lock'), 'utf8')).pid).toBe(owner.pid)
    await owner.kill()

    const db = await database()
    const count = (identifier: string) => db.verification.count({ where: { identifier } })
    expect(await count('owner')).toBeGreaterThanOrEqual(owner.written.length * 2)
    expect(await count('guest')).toBeGreaterThanOrEqual(guest.written.length * 2)
    await db.verification.create({
      data: { id: 'after', identifier: 'x', value: '', expiresAt: new Date(0) },
    })
    await guest.kill()
    expect(await db.verification.count({ where: { id: 'after' } })).toBe(1)
  }, 120_000)

  test('queries wait while another process takes its place', async () => {
    const owner = startWriter('owner')
    await owner.has(1)
    const db = await database()
    const before = await db.verification.count()
    await owner.kill()
    // The first may still have been under way on a broken connection.
    await db.verification.count().catch(() => undefined)
    expect(await db.verification.count()).toBeGreaterThanOrEqual(before)
  }, 120_000)

  test('a folder that is no database is refused in one sentence', async () => {
    await rm(path.join(folder, 'db', 'global'), { recursive: true })
    const error = await database().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(DatabaseUnavailable)
    expect((error as Error).message).toMatch(/^The database in \S+ cannot be opened \(.+\): .+\.$/)
  }, 60_000)

  test('a folder that cannot be made is refused in one sentence', async () => {
    await writeFile(path.join(folder, 'file'), '')
    process.env.STEPWISE_DATA = path.join(folder, 'file', 'data')
    await expect(database()).rejects.toThrow(/^The data folder \S+ cannot be made \(ENOTDIR\): .+\.$/)
  })
})

interface Writer {
  pid: number | undefined
  /** Numbers acknowledged so far. */
  written: number[]
  /** Until so many are. */
  has(count: number): Promise<void>
  kill(): Promise<void>
}

function startWriter(name: string, from = 0): Writer {
  const words = ['--import', 'tsx', '--conditions=react-server', 'tests/db/writer.ts', name, String(from)]
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  const written: number[] = []
  const waiting: { count: number; go: () => void; fail: (error: Error) => void }[] = []
  readline.createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'open') return
    written.push(Number(line))
    for (const waiter of waiting) if (written.length >= waiter.count) waiter.go()
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void ended.then(() => {
    for (const waiter of waiting) waiter.fail(new Error(`${name} ended after ${written.length} rows.`))
  })
  return {
    pid: child.pid,
    written,
    has: (count) =>
      new Promise((go, fail) => (written.length >= count ? go() : waiting.push({ count, go, fail }))),
    async kill() {
      child.kill('SIGKILL')
      await ended
      children.delete(child)
    },
  }
}
