import { type Answer, type Call, failed, type Surroundings } from '../answer'
import type { Ids } from '../ids'
import { exceptionPrefix } from '../sdk-actions/exception-prefix'
import { optimizedCause, sdkCause } from '../sdk-error'
import type { Permission } from './arn'
import type { Decision } from './decide'
import { type DenialWords, denialWords, httpDenials } from './denial-words'

type Denied = Exclude<Decision, { effect: 'Allow' }>

/** Virtual milliseconds until a call is denied. */
const DENIAL_MS = 15

/** How a task fails that its role may not do, in the words of its integration. */
export function denied(
  call: Call,
  roleArn: string,
  permission: Permission,
  decision: Denied,
  { ids }: Surroundings,
): Answer {
  const { resource: called } = call
  const http = httpDenials[permission.action]
  if (called.kind === 'Integration' && called.service === 'http' && http) {
    const endpoint = permission.context?.['states:HTTPEndpoint']
    return failed(http.error, http.cause(typeof endpoint === 'string' ? endpoint : ''), DENIAL_MS)
  }
  const service = called.kind === 'Integration' ? called.service : 'lambda'
  const isSdk = called.kind === 'Integration' && called.integration === 'aws-sdk'
  const words = denialWords(service, isSdk ? exceptionPrefix(service) : undefined)
  const { code, status } = words
  const message = denialMessage(roleArn, permission, decision, ids, words)
  const facts = { code, message, status, requestId: ids.uuid() }
  const cause = isSdk
    ? `${sdkCause(words.client, facts)} (SDK Attempt Count: 1)`
    : optimizedCause(words.client, facts)
  return failed(words.error, cause, DENIAL_MS)
}

/** IAM's sentence: who may not do what, on what, and why. */
export function denialMessage(
  roleArn: string,
  { action, resource }: Permission,
  decision: Denied,
  ids: Ids,
  words?: DenialWords,
): string {
  const spoken = spelled(action, words)
  const shown = words?.spelling === 'quoted resource' ? `"${resource}"` : resource
  const on = resource === undefined || resource === '' ? '' : ` on resource: ${shown}`
  const because =
    decision.effect === 'ExplicitDeny'
      ? `with an explicit deny in ${decision.by === 'permissions boundary' ? 'a' : 'an'} ${decision.by}`
      : `because no ${decision.by} allows the ${spoken} action`
  return `User: ${sessionOf(roleArn, ids)} is not authorized to perform: ${spoken}${on} ${because}`
}

/**
 * AWS refuses to create such a state machine, in these words. The sandbox creates none, so it says so when the task
 * is to run, under a name that nobody takes for one of AWS's.
 */
export function cannotBeCreated(roleArn: string, rule: string): Answer {
  return failed(
    'Stepwise.CannotBeCreated',
    `AWS refuses to create this state machine: AccessDeniedException: '${roleArn}' is not authorized to create managed-rule. Waiting for the job takes events:PutTargets, events:PutRule and events:DescribeRule on ${rule}.`,
    0,
  )
}

/** Not verified by a recording: the guide says only that both sides have to allow `sts:AssumeRole`. */
export function cannotAssume(roleArn: string, wanted: string, ids: Ids): Answer {
  const message = `User: ${sessionOf(roleArn, ids)} is not authorized to perform: sts:AssumeRole on resource: ${wanted}`
  const facts = { code: 'AccessDenied', message, status: 403, requestId: ids.uuid() }
  return failed('States.TaskFailed', optimizedCause('AWSSecurityTokenService', facts), DENIAL_MS)
}

/** SQS writes the action in small letters, SNS its own name in capitals, S3 quotes (all seen in messages of AWS). */
function spelled(action: string, words: DenialWords | undefined): string {
  if (words?.spelling === 'lower') return action.toLowerCase()
  return words?.spelling === 'SNS' ? action.replace(/^sns:/, 'SNS:') : action
}

/** A role in use is a session; Step Functions names it by 32 letters. */
function sessionOf(roleArn: string, ids: Ids): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  const session = Array.from({ length: 32 }, () => alphabet.charAt(ids.number() % alphabet.length)).join('')
  return `arn:aws:sts::${roleArn.split(':')[4] ?? ''}:assumed-role/${roleName(roleArn)}/${session}`
}

/** A role's path is part of its ARN, not of its name. */
export function roleName(roleArn: string): string {
  return roleArn.split('/').at(-1) ?? ''
}
