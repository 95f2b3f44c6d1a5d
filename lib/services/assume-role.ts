import type { Instant } from '@/lib/asl'
import type { Account } from './create-account'
import type { RoleAsked } from './iam'

/** Whether somebody with a key of the account may assume the role. @throws when its trust policy is not one */
export async function mayAssumeRole(account: Account, asked: RoleAsked, at: Instant): Promise<boolean> {
  const { userMayAssume } = await import('./iam')
  return userMayAssume(account, asked, at)
}
