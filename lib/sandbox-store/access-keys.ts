import { createHmac, randomBytes } from 'node:crypto'
import type { Person } from '@/lib/auth'
import { database, installationSecret, type PrismaClient } from '@/lib/db/server'

/** An access key, as it is shown once. */
export interface AccessKey {
  accessKeyId: string
  secretAccessKey: string
}

/** What is known of a key afterwards. */
export interface AccessKeyFacts {
  accessKeyId: string
  createdAt: Date
  revokedAt?: Date
}

/** No key of AWS begins so. */
const PREFIX = 'STEPWISE'
const BASE_32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** As many letters and digits as AWS's keys have. */
const RANDOM_CHARACTERS = 12
/** Of those that work; each is as good as another. */
const KEYS_AT_MOST = 10

/** Makes another key to a sandbox; undefined when it has too many that work. */
export async function makeAccessKey(sandboxId: string): Promise<AccessKey | undefined> {
  const db = await database()
  const working = await db.sandboxKey.count({ where: { sandboxId, revokedAt: null } })
  if (working >= KEYS_AT_MOST) return undefined
  const accessKeyId = newAccessKeyId()
  await db.sandboxKey.create({ data: { id: accessKeyId, sandboxId } })
  return { accessKeyId, secretAccessKey: await secretOf(accessKeyId) }
}

/** The keys to the learner's sandbox, newest first; revoked ones too, without their secrets. */
export async function accessKeysOf(learner: Pick<Person, 'id'>): Promise<readonly AccessKeyFacts[]> {
  const db = await database()
  const keys = await db.sandboxKey.findMany({
    where: { sandbox: { learnerId: learner.id } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: 50,
  })
  return keys.map(({ id, createdAt, revokedAt }) => ({
    accessKeyId: id,
    createdAt,
    ...(revokedAt && { revokedAt }),
  }))
}

/** From now on nobody gets in with the key. Nothing happens unless it is the learner's. */
export async function revokeAccessKey(learner: Pick<Person, 'id'>, accessKeyId: string): Promise<void> {
  const db = await database()
  await db.sandboxKey.updateMany({
    where: { id: accessKeyId, revokedAt: null, sandbox: { learnerId: learner.id } },
    data: { revokedAt: new Date() },
  })
  recent.delete(accessKeyId)
}

export interface Opening {
  sandboxId: string
  secretAccessKey: string
}

/** Keys that were looked up a moment ago: clients ask many times a second. */
const recent = new Map<string, { opening: Opening; until: number }>()
/** So long after it was revoked, a key may still work in another process. */
const GOOD_FOR_MS = 1_000
const RECENT_AT_MOST = 1_000

/** What the key opens, and the secret that it is used with; undefined when it was never made, or was revoked. */
export async function openingOf(accessKeyId: string): Promise<Opening | undefined> {
  const known = recent.get(accessKeyId)
  if (known && known.until > performance.now()) return known.opening
  recent.delete(accessKeyId)
  if (!accessKeyId.startsWith(PREFIX)) return undefined
  const db = await database()
  const key = await db.sandboxKey.findUnique({
    where: { id: accessKeyId, revokedAt: null },
    select: { sandboxId: true },
  })
  if (!key) return undefined
  const opening = { ...key, secretAccessKey: await secretOf(accessKeyId) }
  if (recent.size >= RECENT_AT_MOST) recent.clear()
  recent.set(accessKeyId, { opening, until: performance.now() + GOOD_FOR_MS })
  return opening
}

const serverKeys = new WeakMap<PrismaClient, Promise<string>>()

/** Forty characters, as AWS's secrets have. It is kept nowhere: whoever has the server's key can make it again. */
async function secretOf(accessKeyId: string): Promise<string> {
  return createHmac('sha256', await accessKeySecret())
    .update(accessKeyId)
    .digest('base64')
    .slice(0, 40)
}

/** The server's key, from which the secrets of all others follow. */
export async function accessKeySecret(): Promise<string> {
  const db = await database()
  const asking = serverKeys.get(db) ?? installationSecret(db, 'access keys')
  serverKeys.set(db, asking)
  return asking.catch((error) => {
    serverKeys.delete(db)
    throw error
  })
}

export function newAccessKeyId(): string {
  return PREFIX + randomText(RANDOM_CHARACTERS)
}

function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => BASE_32.charAt(byte & 31)).join('')
}
