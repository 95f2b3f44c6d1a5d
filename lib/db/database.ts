import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { DatabaseUnavailable } from './database-unavailable'
import { openEmbedded } from './embedded/open'
import { PrismaClient } from './generated/client'
import { migrate } from './migrate'

interface Opened {
  prisma: PrismaClient
  close(): Promise<void>
}

// Kept on the global object, where hot reload, which evaluates this file anew, does not lose it.
const KEY = Symbol.for('stepwise.database')
const place = globalThis as { [KEY]?: Promise<Opened> | undefined }

/** Connections of one process. The embedded database takes one transaction at a time whatever their number. */
const CONNECTIONS = 10
const CONNECT_MS = 10_000

/** How long a transaction may wait for its turn, and then take, in milliseconds; under load, far above what any takes alone. */
const PATIENCE = { maxWait: 10_000, timeout: 10_000 }

/**
 * The database, opened and migrated at the first call: the PostgreSQL of `DATABASE_URL`, or else the embedded one
 * in the data folder.
 *
 * @throws DatabaseUnavailable with one sentence for the operator; the next call tries again
 */
export async function database(): Promise<PrismaClient> {
  place[KEY] ??= open().catch((error) => {
    place[KEY] = undefined
    throw error
  })
  return (await place[KEY]).prisma
}

/** Ends the connections, and the embedded database when this process owns it. A later `database()` opens it again. */
export async function closeDatabase(): Promise<void> {
  const opening = place[KEY]
  place[KEY] = undefined
  await (await opening)?.close()
}

async function open(): Promise<Opened> {
  if (process.env.NEXT_PHASE === 'phase-production-build') {
    throw new Error('A page asks for the database while it is built: make it dynamic.')
  }
  const url = process.env.DATABASE_URL
  return url ? openServer(url) : openInFolder()
}

async function openServer(url: string): Promise<Opened> {
  let pool: pg.Pool
  try {
    pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: CONNECT_MS })
    await pool.query('SELECT 1')
  } catch (error) {
    throw new DatabaseUnavailable(
      `The database ${nameOf(url)} of DATABASE_URL cannot be used (${reasonOf(error)}): start it, correct DATABASE_URL, or unset it for the embedded database.`,
    )
  }
  return opened(pool, async () => undefined)
}

async function openInFolder(): Promise<Opened> {
  const embedded = await openEmbedded()
  const pool = new pg.Pool({ ...embedded.connection, max: CONNECTIONS })
  return opened(pool, () => embedded.close())
}

async function opened(pool: pg.Pool, closeBehind: () => Promise<void>): Promise<Opened> {
  // A connection that breaks while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined)
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: PATIENCE })
  const close = async () => {
    await prisma.$disconnect()
    await pool.end()
    await closeBehind()
  }
  try {
    await migrate(pool)
  } catch (error) {
    await close()
    throw error
  }
  return { prisma, close }
}

/** Host and database of a connection string, without the password; the string itself is not shown when unreadable. */
function nameOf(url: string): string {
  if (!URL.canParse(url)) return '(not a URL)'
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0])
  if (!(error instanceof Error)) return String(error)
  return error.message || ('code' in error ? String(error.code) : error.name)
}
