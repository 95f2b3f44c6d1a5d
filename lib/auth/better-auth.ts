import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { anonymous } from 'better-auth/plugins/anonymous'
import { CohortRole, database, type PrismaClient } from '@/lib/db/server'
import { EVERYONE } from './cohort-of-everyone'
import { guestOfBrowser } from './guest-of-browser'
import { moveGuest } from './move-guest'
import { sessionSecret } from './secret'

export type Auth = ReturnType<typeof configured>

const DAY = 86_400
const made = new WeakMap<PrismaClient, Promise<Auth>>()

/** better-auth over our database. */
export async function auth(): Promise<Auth> {
  const db = await database()
  const known = made.get(db)
  if (known) return known
  const making = sessionSecret(db).then((secret) => configured(db, secret))
  made.set(db, making)
  making.catch(() => made.delete(db))
  return making
}

function configured(db: PrismaClient, secret: string) {
  // Where people reach this installation, if a proxy stands before it; else each request says it by its Host.
  const url = process.env.STEPWISE_URL
  return betterAuth({
    appName: 'Stepwise',
    secret,
    ...(url ? { baseURL: url } : { trustedOrigins: (request) => originsOf(request) }),
    // In one transaction what belongs together: nobody is left with an account but without its password.
    database: prismaAdapter(joiningEveryone(db), { provider: 'postgresql', transaction: true }),
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 128 },
    plugins: [
      guestOfBrowser(db),
      anonymous({
        // The guest goes in the same transaction as its rows move, not afterwards.
        disableDeleteAnonymousUser: true,
        onLinkAccount: ({ anonymousUser, newUser }) => moveGuest(anonymousUser.user.id, newUser.user.id),
      }),
    ],
    // Guests begin by the plugin of our own, on the server only.
    disabledPaths: ['/sign-in/anonymous'],
    user: {
      deleteUser: {
        enabled: true,
        // With all that belongs to them, at once; better-auth takes sessions, password and person one after the other.
        beforeDelete: async ({ id }) => void (await db.user.deleteMany({ where: { id } })),
      },
    },
    // A guest has nothing but this cookie, and comes back after a holiday.
    session: { expiresIn: 180 * DAY, updateAge: DAY },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 100,
      customRules: { '/sign-in/email': { window: 60, max: 10 }, '/sign-up/email': { window: 60, max: 20 } },
    },
    advanced: {
      // Left out, it would be off under a test runner.
      disableOriginCheck: false,
      useSecureCookies: url?.startsWith('https:') ?? false,
      cookiePrefix: 'stepwise',
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
    },
    telemetry: { enabled: false },
    logger: { level: 'error' },
  })
}

/** Whoever is made by it is a learner among everyone here, from the same moment on. */
function joiningEveryone(db: PrismaClient) {
  const memberships = { create: { cohortId: EVERYONE, role: CohortRole.LEARNER } }
  return db.$extends({
    query: {
      user: { create: ({ args, query }) => query({ ...args, data: { ...args.data, memberships } }) },
    },
  })
}

/** The origins that a page of ours can have, by the name under which the request reached us. */
function originsOf(request: Request | undefined): string[] {
  const host = request?.headers.get('host')
  return host ? [`http://${host}`, `https://${host}`] : []
}
