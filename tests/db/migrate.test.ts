import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '@/lib/db/embedded/open'
import { migrate } from '@/lib/db/migrate'
import { closeDatabase } from '@/lib/db/server'
import { withThrowAwayDatabase } from '@/tests/support/throw-away-database'

withThrowAwayDatabase()

let pool: pg.Pool
let folder: string
let closeBehind = async () => {}

beforeAll(async () => {
  await closeDatabase()
  if (process.env.DATABASE_URL) {
    pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
  } else {
    const embedded = await openEmbedded()
    pool = new pg.Pool(embedded.connection)
    closeBehind = () => embedded.close()
  }
})
afterAll(async () => {
  await pool.query(`DROP TABLE IF EXISTS "MigrateTest"`)
  await pool.query(`DELETE FROM _prisma_migrations WHERE migration_name LIKE 'test_%'`)
  await pool.end()
  await closeBehind()
})

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'stepwise-migrations-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function migration(name: string, sql: string) {
  await mkdir(path.join(folder, name), { recursive: true })
  await writeFile(path.join(folder, name, 'migration.sql'), sql)
}

const table = `CREATE TABLE "MigrateTest" ("id" INTEGER PRIMARY KEY);\nINSERT INTO "MigrateTest" VALUES (1);`

test('servers that start at once apply each migration once, in order', async () => {
  await migration('test_1_table', table)
  await migration('test_2_column', `ALTER TABLE "MigrateTest" ADD COLUMN "name" TEXT NOT NULL DEFAULT 'x';`)
  const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(pool, folder)))
  expect(applied.flat().sort()).toEqual(['test_1_table', 'test_2_column'])
  expect(await migrate(pool, folder)).toEqual([])
  expect((await pool.query('SELECT * FROM "MigrateTest"')).rows).toEqual([{ id: 1, name: 'x' }])
})

test.runIf(process.env.DATABASE_URL)('so do those that find an empty database', async () => {
  await migration('test_1_table', table)
  for (let round = 0; round < 5; round++) {
    const database = `migrate_test_${process.pid}_${round}`
    await pool.query(`CREATE DATABASE ${database}`)
    const url = new URL(process.env.DATABASE_URL ?? '')
    url.pathname = database
    const pools = Array.from({ length: 4 }, () => new pg.Pool({ connectionString: url.href }))
    const applied = await Promise.all(pools.map((one) => migrate(one, folder)))
    expect(applied.flat()).toEqual(['test_1_table'])
    await Promise.all(pools.map((one) => one.end()))
    await pool.query(`DROP DATABASE ${database}`)
  }
})

test('a migration edited after it was applied is refused by its name', async () => {
  await migration('test_1_table', `${table}\n-- edited`)
  await expect(migrate(pool, folder)).rejects.toThrow(
    /^prisma\/migrations\/test_1_table\/migration\.sql was edited/,
  )
})

test('a migration that fails leaves nothing of itself behind', async () => {
  await migration('test_3_fails', `INSERT INTO "MigrateTest" ("id") VALUES (2);\nSELECT 1 / 0;`)
  await expect(migrate(pool, folder)).rejects.toThrow('division by zero')
  expect((await pool.query('SELECT "id" FROM "MigrateTest"')).rows).toEqual([{ id: 1 }])
  await migration('test_3_fails', `INSERT INTO "MigrateTest" ("id") VALUES (2);`)
  expect(await migrate(pool, folder)).toEqual(['test_3_fails'])
})

test('the migrations make what the schema says', () => {
  const url = process.env.DATABASE_URL ?? 'postgresql://embedded/'
  const words = ['node_modules/prisma/build/index.js', 'migrate', 'diff', '--exit-code']
  const compare = ['--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema.prisma']
  const root = path.resolve(import.meta.dirname, '../..')
  execFileSync(process.execPath, [...words, ...compare], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url },
    stdio: 'pipe',
  })
}, 120_000)
