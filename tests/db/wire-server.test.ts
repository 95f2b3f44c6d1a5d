import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wireServer } from '@/lib/db/embedded/wire-server.mjs'

let folder: string
let database: PGlite
let server: net.Server
let pool: pg.Pool

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'stepwise-wire-'))
  database = await PGlite.create()
  server = wireServer(database)
  await new Promise<void>((resolve) => server.listen(path.join(folder, '.s.PGSQL.5432'), resolve))
  pool = new pg.Pool({ host: folder, user: 'postgres', database: 'postgres', max: 12 })
  pool.on('error', () => undefined)
  await pool.query('CREATE TABLE counter (id int PRIMARY KEY, value int NOT NULL)')
  await pool.query('INSERT INTO counter VALUES (1, 0)')
})

afterAll(async () => {
  await pool.end()
  server.close()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

async function codeOf(query: Promise<unknown>): Promise<unknown> {
  return query.then(
    () => 'no error',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  )
}

test('each connection gets its own answers and its own errors, whatever the others do', async () => {
  const asked = Array.from({ length: 600 }, async (_, n) => {
    if (n % 5 === 0) return expect(await codeOf(pool.query('SELECT 1 / ($1::int - $1)', [n]))).toBe('22012')
    if (n % 7 === 0) return expect(await codeOf(pool.query('SELEC $1', [n]))).toBe('42601')
    if (n % 11 === 0) return expect((await pool.query(`SELECT ${n} AS n`)).rows).toEqual([{ n }])
    const { rows } = await pool.query('SELECT $1::int AS n, $2::text AS text', [n, `row ${n}`])
    return expect(rows).toEqual([{ n, text: `row ${n}` }])
  })
  await Promise.all(asked)
})

test('a transaction has the database for itself until it ends', async () => {
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      const client = await pool.connect()
      await client.query('BEGIN')
      const { rows } = await client.query<{ value: number }>('SELECT value FROM counter WHERE id = 1')
      await client.query('UPDATE counter SET value = $1 WHERE id = 1', [(rows[0]?.value ?? 0) + 1])
      await client.query('COMMIT')
      client.release()
    }),
  )
  expect((await pool.query('SELECT value FROM counter')).rows).toEqual([{ value: 20 }])
})

describe('a connection that breaks off', () => {
  test('in a transaction leaves nothing behind and holds up nobody', async () => {
    const client = await pool.connect()
    await client.query('BEGIN')
    await client.query('UPDATE counter SET value = -1')
    client.release(true)
    expect((await pool.query('SELECT value FROM counter')).rows).toEqual([{ value: 20 }])
  })

  test('after an error in a transaction, too', async () => {
    const client = await pool.connect()
    await client.query('BEGIN')
    expect(await codeOf(client.query('SELEC'))).toBe('42601')
    client.release(true)
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  })

  test.each([
    [
      'with a message of an impossible length',
      Buffer.from([0, 0, 0, 8, 0, 3, 0, 0, 0x51, 0x7f, 0xff, 0xff, 0xff]),
    ],
    ['with a message that is too short', Buffer.from([0, 0, 0, 1, 0, 3])],
    ['in another protocol', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['without a word', Buffer.alloc(0)],
  ])('%s', async (_, bytes) => {
    const socket = net.connect(path.join(folder, '.s.PGSQL.5432'))
    socket.on('error', () => undefined)
    await new Promise<void>((resolve) => socket.once('connect', resolve))
    socket.end(bytes)
    await new Promise<void>((resolve) => socket.once('close', resolve))
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  })
})

test('values of several mebibytes come through whole', async () => {
  const text = 'größer '.repeat(600_000)
  const { rows } = await pool.query<{ text: string }>('SELECT $1::text AS text', [text])
  expect(rows[0]?.text === text).toBe(true)
})
