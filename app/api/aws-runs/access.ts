import { RefusedRequest } from '@/app/_server'
import type { Learner } from '@/lib/auth'
import { type AwsAccess, accessOf } from '@/lib/runners/server'
import { settingsHere } from './guard'

/**
 * The account that a learner's runs are made in.
 *
 * @throws RefusedRequest when they have no way in yet
 */
export async function accessFor(learner: Learner): Promise<AwsAccess> {
  const settings = settingsHere()
  if (settings.access === 'local') return { settings }
  if (learner.isGuest) {
    throw new RefusedRequest(
      403,
      'NoAccount',
      'Make an account here first; then say at /account/aws which role may be assumed.',
    )
  }
  const access = await accessOf(learner.id, settings)
  if (access) return access
  throw new RefusedRequest(403, 'NoRole', 'Set up a role first, at /account/aws.')
}
