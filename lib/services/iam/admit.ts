import type { Instant } from '@/lib/asl'
import { ACCOUNT_ID, REGION } from '../account'
import type { Answer, Call, Surroundings } from '../answer'
import { failed } from '../answer'
import { type Account, accountOf } from '../create-account'
import type { Ids } from '../ids'
import { optimizedCause, sdkCause } from '../sdk-error'
import { contextOf, type RequestContext } from './context'
import { type Decision, decide } from './decide'
import { type DenialWords, denialWords } from './denial-words'
import { permissionsFor } from './required-permissions'
import { type Role, roleOf } from './role'
import { trusts } from './trust'

/** As whom a call is made, and in which account; or how it fails. */
export type Admission = { ok: true; account: Account } | { ok: false; answer: Answer }

/** Virtual milliseconds until a call is denied. */
const DENIAL_MS = 15

/**
 * Lets a call through as the state machine's role, or as the role of its `Credentials`. An account without a
 * role in its setup allows everything: then an exercise is not about permissions.
 *
 * @throws when a policy of the exercise is not one.
 */
export function admit(call: Call, around: Surroundings): Admission {
  const { account, at } = around
  const { credentialsRoleArn } = call
  const roleArn = call.caller?.roleArn ?? `arn:aws:iam::${ACCOUNT_ID}:role/StateMachine-role`
  const own = { role: account.role && roleOf('StateMachine', account.role), roleArn }
  if (credentialsRoleArn === undefined) return asRole(own, call, account, around)
  const target = accountOf(credentialsRoleArn, account)
  const setup = target?.roles.get(nameOf(credentialsRoleArn))
  const role = setup && roleOf(nameOf(credentialsRoleArn), setup)
  const stateMachineArn = call.caller?.stateMachineArn ?? ''
  if (!target || !role || !mayAssume(own, { role, arn: credentialsRoleArn }, stateMachineArn, at))
    return { ok: false, answer: cannotAssume(roleArn, credentialsRoleArn, around.ids) }
  return asRole({ role, roleArn: credentialsRoleArn }, call, target, around)
}

interface Actor {
  role: Role | undefined
  roleArn: string
}

function asRole({ role, roleArn }: Actor, call: Call, account: Account, around: Surroundings): Admission {
  if (!role) return { ok: true, account }
  for (const { action, resource, context } of permissionsFor(call, account.accountId)) {
    const request = { action, resource, context: requestContext(roleArn, around.at, context) }
    const decision = decide(role, request)
    if (decision.effect === 'Allow') continue
    return { ok: false, answer: denied(call, roleArn, { action, resource }, decision, around) }
  }
  return { ok: true, account }
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

function denied(
  { resource: called }: Call,
  roleArn: string,
  { action, resource }: { action: string; resource: string | undefined },
  decision: Exclude<Decision, { effect: 'Allow' }>,
  { ids }: Surroundings,
): Answer {
  const service = called.kind === 'Integration' ? called.service : 'lambda'
  const isSdk = called.kind === 'Integration' && called.integration === 'aws-sdk'
  const words = denialWords(service, isSdk ? sdkPrefix(service) : undefined)
  const spoken = spelled(action, words)
  const on = resource === undefined || resource === '' ? '' : ` on resource: ${resource}`
  const because =
    decision.effect === 'ExplicitDeny'
      ? `with an explicit deny in ${decision.by === 'permissions boundary' ? 'a' : 'an'} ${decision.by}`
      : `because no ${decision.by} allows the ${spoken} action`
  const message = `User: ${sessionOf(roleArn, ids)} is not authorized to perform: ${spoken}${on} ${because}`
  const facts = { code: words.code, message, status: words.status, requestId: ids.uuid() }
  return failed(
    words.error,
    isSdk ? sdkCause(words.client, facts) : optimizedCause(words.client, facts),
    DENIAL_MS,
  )
}

/** SQS writes the action in small letters, SNS its own name in capitals (both seen in messages of AWS). */
function spelled(action: string, { spelling }: DenialWords): string {
  if (spelling === 'lower') return action.toLowerCase()
  return spelling === 'SNS' ? action.replace(/^sns:/, 'SNS:') : action
}

/** Not verified by a recording: the guide says only that both sides have to allow `sts:AssumeRole`. */
function cannotAssume(roleArn: string, wanted: string, ids: Ids): Answer {
  const message = `User: ${sessionOf(roleArn, ids)} is not authorized to perform: sts:AssumeRole on resource: ${wanted}`
  const facts = { code: 'AccessDenied', message, status: 403, requestId: ids.uuid() }
  return failed('States.TaskFailed', optimizedCause('AWSSecurityTokenService', facts), DENIAL_MS)
}

/** A role in use is a session; Step Functions names it by 32 letters. */
function sessionOf(roleArn: string, ids: Ids): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  const session = Array.from({ length: 32 }, () => alphabet.charAt(ids.number() % alphabet.length)).join('')
  return `arn:aws:sts::${roleArn.split(':')[4] ?? ''}:assumed-role/${nameOf(roleArn)}/${session}`
}

/** A role's path is part of its ARN, not of its name. */
function nameOf(roleArn: string): string {
  return roleArn.split('/').at(-1) ?? ''
}

/** The SDKs' spelling of the services that the sandbox simulates; any other begins with a capital. */
function sdkPrefix(service: string): string {
  const known: Readonly<Record<string, string>> = {
    dynamodb: 'DynamoDb',
    eventbridge: 'EventBridge',
    secretsmanager: 'SecretsManager',
    cloudwatchlogs: 'CloudWatchLogs',
    bedrockruntime: 'BedrockRuntime',
  }
  const prefix = Object.hasOwn(known, service) ? known[service] : undefined
  return prefix ?? service.charAt(0).toUpperCase() + service.slice(1)
}
