import { createHash, randomUUID } from 'node:crypto'
import type { BetterAuthPlugin, User } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import * as z from 'zod/mini'
import type { PrismaClient } from '@/lib/db/server'

/**
 * A session for somebody without an account, as better-auth's `anonymous` begins one, but for the same browser the
 * same guest: its first requests may come together, each still without a session, to different processes, and what
 * one of them saves must not be out of reach of the others. A guest's address, which is unique, is made of the
 * browser's name; whoever comes second finds it taken, and the guest there. Only the server can ask for it.
 */
export function guestOfBrowser(db: PrismaClient) {
  return {
    id: 'guest-of-browser',
    endpoints: {
      signInGuest: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ browser: z.optional(z.string()) }) },
        async (ctx) => {
          const { internalAdapter } = ctx.context
          const name = nameOf(ctx.body.browser)
          const email = `${name}@guest.invalid`
          const found = () => db.user.findFirst({ where: { email, isAnonymous: true } })
          const making = () =>
            internalAdapter.createUser(
              // Some of the name, so that an instructor can tell one guest from another.
              { email, name: `Guest ${name.slice(0, 4)}`, isAnonymous: true },
              { method: 'anonymous' },
            )
          const guest: User =
            (await found()) ??
            (await making().catch(async (error) => {
              const faster = await found()
              if (faster) return faster
              throw error
            }))
          const session = await internalAdapter.createSession(guest.id)
          await setSessionCookie(ctx, { session, user: guest })
          return ctx.json({ user: { id: guest.id, name: guest.name } })
        },
      ),
    },
  } satisfies BetterAuthPlugin
}

/** Hashed, because the name alone would be enough to be that guest. A client that has none is new each time. */
function nameOf(browser: string | undefined): string {
  return browser === undefined ? randomUUID() : createHash('sha256').update(browser).digest('hex')
}
