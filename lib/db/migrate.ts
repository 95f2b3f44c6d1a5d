import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Pool, PoolClient } from 'pg'

interface Migration {
  name: string
  sql: string
  /** SHA-256 of the file, as Prisma keeps it. */
  checksum: string
}

/** Any number, the same in every version: servers that start at once migrate one after the other under it. */
const ADVISORY_LOCK = 727_383_001

/**
 * Applies what is missing of prisma/migrations, each migration in a transaction of its own, and answers the names
 * of those applied. Table and checksums are those of `prisma migrate deploy`, so the two can be mixed.
 *
 * @throws Error when a migration that was applied here has been edited since, or when one fails
 */
export async function migrate(
  pool: Pool,
  folder = path.join(process.cwd(), 'prisma', 'migrations'),
): Promise<readonly string[]> {
  const migrations = migrationsIn(folder)
  const client = await pool.connect()
  try {
    const done = await applied(client)
    const missing = migrations.filter((migration) => !isDone(migration, done))
    if (missing.length === 0) return []
    const names: string[] = []
    for (const migration of missing) {
      if (await apply(client, migration)) names.push(migration.name)
    }
    return names
  } finally {
    client.release()
  }
}

function migrationsIn(folder: string): Migration[] {
  return readdirSync(/*turbopackIgnore: true*/ folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(/*turbopackIgnore: true*/ folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/** Name to checksum of what has been applied; empty in a new database. */
async function applied(client: PoolClient): Promise<Map<string, string>> {
  // Read from a table: `to_regclass` may answer out of a cache that does not know what another server has committed
  // while this one waited for the lock.
  const { rows } = await client.query<{ exists: boolean }>(
    `SELECT EXISTS (
      SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = '_prisma_migrations'
    ) AS exists`,
  )
  if (!rows[0]?.exists) return new Map()
  const done = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  )
  return new Map(done.rows.map((row) => [row.migration_name, row.checksum]))
}

function isDone(migration: Migration, done: ReadonlyMap<string, string>): boolean {
  const checksum = done.get(migration.name)
  if (checksum === undefined) return false
  if (checksum !== migration.checksum) {
    throw new Error(
      `prisma/migrations/${migration.name}/migration.sql was edited after it had been applied to this database: restore the file, and put the change into a new migration.`,
    )
  }
  return true
}

/** False when another server has applied it while this one waited for the lock. */
async function apply(client: PoolClient, migration: Migration): Promise<boolean> {
  await client.query('BEGIN')
  try {
    await client.query(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK})`)
    const news = !isDone(migration, await applied(client))
    if (news) {
      await client.query(MIGRATIONS_TABLE)
      await client.query(migration.sql)
      await client.query(
        'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
        [randomUUID(), migration.checksum, migration.name],
      )
    }
    await client.query('COMMIT')
    return news
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`
