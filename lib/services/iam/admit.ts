import type { Instant } from '@/lib/asl'
import { ACCOUNT_ID, REGION } from '../account'
import type { Answer, Call, Surroundings } from '../answer'
import { type Account, accountOf } from '../create-account'
import type { Permission } from './arn'
import { contextOf, type RequestContext } from './context'
import { type Decision, decide } from './decide'
import { cannotAssume, cannotBeCreated, denied, roleName } from './denial'
import { jobNeeds, rulePermissions } from './job-rights'
import { type JobWatch, WATCHED } from './job-watch'
import { permissionsFor } from './required-permissions'
import { type Role, roleOf } from './role'
import { trusts } from './trust'

/** In which account a call is made, and what becomes of a job that it waits for; or how it fails. */
export type Admission = { ok: true; account: Account; job: JobWatch } | { ok: false; answer: Answer }

/**
 * Lets a call through as the state machine's role, or as the role of its `Credentials`. An account without a
 * role in its setup allows everything: then an exercise is not about permissions.
 *
 * @throws when a policy of the exercise is not one.
 */
export function admit(call: Call, around: Surroundings): Admission {
  const { account, at } = around
  const { credentialsRoleArn } = call
  const own = ownRole(account, call.caller?.roleArn)
  if (credentialsRoleArn === undefined) return asRole(own, call, account, around)
  const target = accountOf(credentialsRoleArn, account)
  const setup = target?.roles.get(roleName(credentialsRoleArn))
  const role = setup && roleOf(roleName(credentialsRoleArn), setup)
  const stateMachineArn = call.caller?.stateMachineArn ?? ''
  if (!target || !role || !mayAssume(own, { role, arn: credentialsRoleArn }, stateMachineArn, at))
    return { ok: false, answer: cannotAssume(own.roleArn, credentialsRoleArn, around.ids) }
  return asRole({ role, roleArn: credentialsRoleArn }, call, target, around)
}

/** Somebody with a role that is described, or with one that may do everything. */
export interface Actor {
  role: Role | undefined
  roleArn: string
}

/** Without a role in the setup, it is the one of the account that the machine names, if somebody has made it. */
export function ownRole(
  { role, roles }: Account,
  roleArn = `arn:aws:iam::${ACCOUNT_ID}:role/StateMachine-role`,
): Actor {
  if (role) return { role: roleOf('StateMachine', role), roleArn }
  const name = roleName(roleArn)
  const named = roles.get(name)
  return { role: named && roleOf(name, named), roleArn }
}

function asRole(actor: Actor, call: Call, account: Account, around: Surroundings): Admission {
  if (!actor.role) return { ok: true, account, job: WATCHED }
  for (const permission of permissionsFor(call, account.accountId)) {
    const decision = decisionFor(actor, permission, around.at)
    if (decision.effect === 'Allow') continue
    return { ok: false, answer: denied(call, actor.roleArn, permission, decision, around) }
  }
  const needs = jobNeeds(call, account.accountId)
  if (!needs) return { ok: true, account, job: WATCHED }
  const may = (permissions: readonly Permission[]) =>
    permissions.every((one) => decisionFor(actor, one, around.at).effect === 'Allow')
  // A rule lives in one account, so a job in another is asked about (developer guide, "Cross-account access").
  const rule = call.credentialsRoleArn === undefined ? needs.rule : undefined
  if (rule !== undefined && !may(rulePermissions(rule)))
    return { ok: false, answer: cannotBeCreated(actor.roleArn, rule) }
  return { ok: true, account, job: { hears: rule !== undefined || may(needs.ask), stops: may(needs.stop) } }
}

export function decisionFor({ role, roleArn }: Actor, permission: Permission, at: Instant): Decision {
  if (!role) return { effect: 'Allow' }
  const { action, resource, context } = permission
  return decide(role, { action, resource, context: requestContext(roleArn, at, context) })
}

/**
 * Step Functions assumes the role with the machine's ARN as the external id. Within an account a trust policy
 * that names the role is enough, from another account both have to allow.
 */
function mayAssume(
  { role: own, roleArn }: Actor,
  { role, arn }: { role: Role; arn: string },
  externalId: string,
  at: Instant,
): boolean {
  const context = requestContext(roleArn, at, { 'sts:externalid': externalId })
  const account = roleArn.split(':')[4] ?? ''
  const trust = role.trust ? trusts(role.trust, { kind: 'Role', roleArn, account }, context) : 'None'
  if (trust === 'None' || trust === 'Denied') return false
  const decision = own && decide(own, { action: 'sts:AssumeRole', resource: arn, context })
  if (!decision || decision.effect === 'Allow') return true
  const isSameAccount = arn.split(':')[4] === account
  return decision.effect === 'ImplicitDeny' && isSameAccount && trust === 'NamesCaller'
}

function requestContext(
  roleArn: string,
  at: Instant,
  more: Parameters<typeof contextOf>[0] = {},
): RequestContext {
  const account = roleArn.split(':')[4] ?? ''
  return contextOf({
    'aws:PrincipalArn': roleArn,
    'aws:PrincipalAccount': account,
    'aws:PrincipalType': 'AssumedRole',
    'aws:CurrentTime': new Date(at).toISOString(),
    'aws:EpochTime': String(Math.floor(at / 1000)),
    'aws:RequestedRegion': REGION,
    'aws:SecureTransport': 'true',
    ...more,
  })
}
