'use server'

import { redirect } from 'next/navigation'
import * as z from 'zod/mini'
import { askAuth, formAction, RefusedForm } from '@/app/_server'
import { safePath } from './safe-path'

const email = z.string().check(z.trim(), z.email('Write an e-mail address, as in ada@example.org.'))
const newPassword = z
  .string()
  .check(
    z.minLength(8, 'Take at least 8 characters; several words are easier to remember than a riddle.'),
    z.maxLength(128, 'Take at most 128 characters.'),
  )
const password = z
  .string()
  .check(z.minLength(1, 'Write your password.'), z.maxLength(128, 'No password is so long.'))
const next = z.optional(z.string())

/** What better-auth may answer, in words for a person. */
const REFUSALS: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD:
    'There is no account with this e-mail address and this password. Check both and try again.',
  INVALID_PASSWORD: 'That is not your present password.',
  USER_ALREADY_EXISTS: 'There is an account with this e-mail address already. Sign in instead.',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL:
    'There is an account with this e-mail address already. Sign in instead.',
  SESSION_EXPIRED: 'You have been signed in for long. Sign in again, then repeat this.',
}

export const signIn = formAction(
  z.object({ email, password, next }),
  async ({ next, ...who }): Promise<undefined> => {
    await askOrRefuse('/sign-in/email', who)
    redirect(safePath(next))
  },
)

export const signUp = formAction(
  z.object({
    name: z
      .string()
      .check(z.trim(), z.minLength(1, 'Write the name your instructor knows you by.'), z.maxLength(80)),
    email,
    password: newPassword,
    next,
  }),
  async ({ next, ...who }): Promise<undefined> => {
    await askOrRefuse('/sign-up/email', who)
    redirect(safePath(next))
  },
)

export const signOut = formAction(z.object({}), async (): Promise<undefined> => {
  await askOrRefuse('/sign-out', {})
  redirect('/')
})

export const changePassword = formAction(
  z.object({ currentPassword: password, newPassword }),
  async (passwords) => askOrRefuse('/change-password', passwords),
)

export const deleteAccount = formAction(z.object({ password }), async ({ password }): Promise<undefined> => {
  await askOrRefuse('/delete-user', { password })
  redirect('/')
})

async function askOrRefuse(path: string, body: Readonly<Record<string, string>>): Promise<undefined> {
  const refusal = await askAuth(path, body)
  if (!refusal) return undefined
  if (refusal.status === 429)
    throw new RefusedForm('That was tried too often. Wait a minute, then try again.')
  throw new RefusedForm(
    REFUSALS[refusal.code] ?? 'This did not work, and nothing was changed. Try again in a moment.',
  )
}
