import { randomBytes } from 'node:crypto'
import type { PrismaClient } from './generated/client'

/**
 * A key of this installation: the first process that asks makes it, and keeps it in the database, so that what was
 * signed with it outlives a restart and all processes agree.
 */
export async function installationSecret(db: PrismaClient, name: string): Promise<string> {
  const kept = await db.installationSecret.findUnique({ where: { name } })
  if (kept) return kept.value
  const made = { name, value: randomBytes(32).toString('base64url') }
  // Another process may have been first; then its key holds.
  await db.installationSecret.createMany({ data: made, skipDuplicates: true })
  return (await db.installationSecret.findUniqueOrThrow({ where: { name } })).value
}
