import { randomBytes } from 'node:crypto'
import type { PrismaClient } from '@/lib/db/server'

const NAME = 'sessions'

/**
 * The key that signs session cookies: `BETTER_AUTH_SECRET`, or one that the first process makes and keeps in the
 * database, so that sessions outlive a restart and all processes agree.
 */
export async function sessionSecret(db: PrismaClient): Promise<string> {
  if (process.env.BETTER_AUTH_SECRET) return process.env.BETTER_AUTH_SECRET
  const kept = await db.installationSecret.findUnique({ where: { name: NAME } })
  if (kept) return kept.value
  const made = { name: NAME, value: randomBytes(32).toString('base64url') }
  // Another process may have been first; then its key holds.
  await db.installationSecret.createMany({ data: made, skipDuplicates: true })
  return (await db.installationSecret.findUniqueOrThrow({ where: { name: NAME } })).value
}
