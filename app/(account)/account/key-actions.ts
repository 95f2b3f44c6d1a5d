'use server'

import { revalidatePath } from 'next/cache'
import * as z from 'zod/mini'
import { learnerAction, RefusedForm } from '@/app/_server'
import type { Learner } from '@/lib/auth'
import {
  type AccessKey,
  makeAccessKey,
  revokeAccessKey,
  type SandboxClock,
  sandboxOf,
  setClock,
} from '@/lib/sandbox-store/server'

/** Makes a key to the learner's sandbox; the answer is the only place where its secret is ever shown. */
export const makeKey = learnerAction(z.object({}), async (learner): Promise<AccessKey> => {
  refuseGuests(learner)
  const key = await makeAccessKey(await sandboxOf(learner))
  if (!key) throw new RefusedForm('You have ten keys that work. Revoke one before you make another.')
  revalidatePath('/account')
  return key
})

export const revokeKey = learnerAction(
  z.object({ accessKeyId: z.string().check(z.maxLength(64)) }),
  async (learner, { accessKeyId }): Promise<undefined> => {
    await revokeAccessKey(learner, accessKeyId)
    revalidatePath('/account')
  },
)

export const chooseClock = learnerAction(
  z.object({ clock: z.enum(['wall', 'virtual']) }),
  async (learner, { clock }): Promise<SandboxClock> => {
    refuseGuests(learner)
    await sandboxOf(learner, clock)
    await setClock(learner, clock)
    revalidatePath('/account')
    return clock
  },
)

function refuseGuests({ isGuest }: Learner): void {
  if (isGuest) throw new RefusedForm('Sign in first: a key belongs to an account.')
}
