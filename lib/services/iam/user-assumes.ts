import type { Instant } from '@/lib/asl'
import type { Account } from '../create-account'
import { contextOf } from './context'
import { roleName } from './denial'
import { roleOf } from './role'
import { trusts } from './trust'

/** Somebody with a key of the account asks STS for a role of it. */
export interface RoleAsked {
  roleArn: string
  userArn: string
  externalId?: string
}

/**
 * Whether the role trusts the user. The user's own policies allow everything, so it is enough that the trust policy
 * names the account. A role that is not there is refused in the same words as one that does not trust.
 */
export function userMayAssume(
  { roles, accountId }: Account,
  { roleArn, userArn, externalId }: RoleAsked,
  at: Instant,
): boolean {
  const name = roleName(roleArn)
  const setup = roleArn.split(':')[4] === accountId ? roles.get(name) : undefined
  const { trust } = setup ? roleOf(name, setup) : {}
  if (!trust) return false
  const context = contextOf({
    'aws:PrincipalArn': userArn,
    'aws:PrincipalAccount': accountId,
    'aws:PrincipalType': 'User',
    'aws:CurrentTime': new Date(at).toISOString(),
    'aws:EpochTime': String(Math.floor(at / 1000)),
    'aws:SecureTransport': 'true',
    'sts:ExternalId': externalId,
  })
  const said = trusts(trust, { kind: 'Role', roleArn: userArn, account: accountId }, context)
  return said === 'NamesCaller' || said === 'NamesAccount'
}
