'use server'

import { revalidatePath } from 'next/cache'
import * as z from 'zod/mini'
import { learnerAction, RefusedForm } from '@/app/_server'
import { acceptRole, awsSettings } from '@/lib/runners/server'

/** Takes a learner's role, once it was seen that it lets nobody in without their external id. */
export const saveRole = learnerAction(
  z.object({ roleArn: z.string().check(z.trim(), z.maxLength(700)) }),
  async (learner, { roleArn }): Promise<undefined> => {
    const settings = awsSettings()
    if (!settings.enabled || settings.access !== 'role') {
      throw new RefusedForm('This server assumes no roles.')
    }
    if (learner.isGuest) throw new RefusedForm('Sign in first: a role belongs to an account.')
    const problem = await acceptRole(learner.id, roleArn, settings)
    if (problem !== undefined) throw new RefusedForm(problem, { roleArn: 'This role is not used.' })
    revalidatePath('/account/aws')
  },
)
