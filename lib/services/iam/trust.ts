import { conditionsHold } from './conditions'
import type { RequestContext } from './context'
import { isAboutAction } from './decide'
import type { Policy, Principal, Statement } from './policy-document'

/** Who asks to assume a role: a role of an account, or a service. */
export type Caller = { kind: 'Role'; roleArn: string; account: string } | { kind: 'Service'; name: string }

export type Trust = 'NamesCaller' | 'NamesAccount' | 'Denied' | 'None'

/**
 * What a role's trust policy says to a caller. A policy that names the caller itself is enough within an account;
 * one that names only the account leaves it to the caller's own policies. Between accounts both sides have to
 * allow, always.
 */
export function trusts(policy: Policy, caller: Caller, context: RequestContext): Trust {
  let trust: Trust = 'None'
  for (const statement of policy.statements) {
    const named = namedBy(statement, caller)
    if (named === 'None' || !isAboutAction(statement, 'sts:AssumeRole')) continue
    if (!conditionsHold(statement.conditions, context, policy.hasVariables)) continue
    if (statement.effect === 'Deny') return 'Denied'
    if (trust !== 'NamesCaller') trust = named
  }
  return trust
}

function namedBy({ principals = [] }: Statement, caller: Caller): Trust {
  const names = principals.map((principal) => nameIn(principal, caller))
  if (names.includes('NamesCaller')) return 'NamesCaller'
  return names.includes('NamesAccount') ? 'NamesAccount' : 'None'
}

function nameIn({ type, value }: Principal, caller: Caller): Trust {
  if (caller.kind === 'Service') return type === 'Service' && value === caller.name ? 'NamesCaller' : 'None'
  if (type !== 'AWS') return 'None'
  if (value === caller.roleArn) return 'NamesCaller'
  // No wildcards in a principal but `*` alone (page on the Principal element).
  const isAccount = value === caller.account || value === `arn:aws:iam::${caller.account}:root`
  return isAccount || value === '*' ? 'NamesAccount' : 'None'
}
