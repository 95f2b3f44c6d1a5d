import { installationSecret, type PrismaClient } from '@/lib/db/server'

/** The key that signs session cookies: `BETTER_AUTH_SECRET`, or one of this installation. */
export async function sessionSecret(db: PrismaClient): Promise<string> {
  return process.env.BETTER_AUTH_SECRET || installationSecret(db, 'sessions')
}
