import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isAlive, isLeftover, Lock, type Owner, readOwner, removeStale } from '@/lib/db/embedded/lock'
import { ownIdentity } from '@/lib/db/embedded/process-identity'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'stepwise-lock-'))
  file = path.join(folder, 'db.lock')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const here: Owner = { ...ownIdentity(), socket: 'nowhere', token: 'a' }

test('one of many takes it', async () => {
  const takers = await Promise.all(Array.from({ length: 20 }, () => Lock.take(file, 'nowhere')))
  const holders = takers.filter((lock) => lock !== undefined)
  expect(holders).toHaveLength(1)
  expect(await readOwner(file)).toEqual(holders[0]?.owner)
  await holders[0]?.release()
  expect(await readdir(folder)).toEqual([])
})

test('one of many takes it over from the dead', async () => {
  const dead = { ...here, pid: await pidOfTheDead() }
  await writeFile(file, JSON.stringify(dead))
  const takers = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const found = await readOwner(file)
      if (found?.token === dead.token && !(await isAlive(file, found))) await removeStale(file, found)
      return Lock.take(file, 'nowhere')
    }),
  )
  expect(takers.filter((lock) => lock !== undefined)).toHaveLength(1)
  expect(await readdir(folder)).toEqual(['db.lock'])
})

test('the lock of somebody else is neither released nor removed', async () => {
  const lock = await Lock.take(file, 'nowhere')
  await writeFile(file, JSON.stringify(here))
  await lock?.release()
  await removeStale(file, { ...here, token: 'b' })
  expect(await readOwner(file)).toEqual(here)
})

test('whoever has lost it is told', async () => {
  const lock = await Lock.take(file, 'nowhere')
  await writeFile(file, JSON.stringify(here))
  await new Promise<void>((resolve) => lock?.keep(resolve))
})

describe('an owner', () => {
  test.each<[string, Partial<Owner>, boolean]>([
    ['that is this very process lives', {}, true],
    [
      'with our pid and another start is a dead one whose number we got',
      { startedAt: 'another boot:1' },
      false,
    ],
    ['whose start is not known lives if its pid does', { pid: 1, startedAt: undefined as never }, true],
  ])('%s', async (_, change, alive) => {
    const { startedAt, ...rest } = { ...here, ...change }
    const owner: Owner = startedAt === undefined ? rest : { ...rest, startedAt }
    await writeFile(file, JSON.stringify(owner))
    expect(await isAlive(file, owner)).toBe(alive)
  })

  test('whose pid nobody has is dead', async () => {
    expect(await isAlive(file, { ...here, pid: await pidOfTheDead() })).toBe(false)
  })

  const elsewhere = { ...here, host: 'another-container', processes: 'pid:[1]' }

  test('in another container lives while its heart beats', async () => {
    await writeFile(file, JSON.stringify(elsewhere))
    const beating = setInterval(() => void utimes(file, new Date(), new Date()), 200)
    expect(await isAlive(file, elsewhere)).toBe(true)
    clearInterval(beating)
  })

  test('in another container is dead when its heart stands still', async () => {
    await writeFile(file, JSON.stringify(elsewhere))
    expect(await isAlive(file, elsewhere)).toBe(false)
  })
})

describe('what a killed process left', () => {
  const longAgo = new Date(Date.now() - 3_600_000)

  test('an empty lock file is a leftover when it is old', async () => {
    await writeFile(file, '')
    expect(await isLeftover(file)).toBe(false)
    await utimes(file, longAgo, longAgo)
    expect(await isLeftover(file)).toBe(true)
    await removeStale(file, undefined)
    expect(await readdir(folder)).toEqual([])
  })

  test('a guard holds up nobody for good', async () => {
    await writeFile(file, JSON.stringify(here))
    await mkdir(`${file}.takeover`)
    await utimes(`${file}.takeover`, longAgo, longAgo)
    await removeStale(file, here)
    await removeStale(file, here)
    expect(await readdir(folder)).toEqual([])
  })
})

/** A pid that was a process's a moment ago. */
function pidOfTheDead(): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['-e', ''])
    child.once('exit', () => resolve(child.pid ?? 0))
  })
}
