import { randomBytes } from 'node:crypto'
import { database } from '@/lib/db/server'
import { type AssumedRole, awsClients, closeClients, SESSION_NAME, SESSION_SECONDS } from './clients'
import { errorText, isNamed } from './errors'
import type { AwsSettings } from './settings'

/** The way into an account: the operator's own, or a role of the learner's. */
export interface AwsAccess {
  settings: AwsSettings
  role?: AssumedRole
}

/** A learner's external id, and the role that has been seen to ask for it. */
export interface RoleSetup {
  externalId: string
  roleArn?: string
}

const ROLE_ARN = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/

/** The learner's external id, made at the first call and never again; with the role, once there is one. */
export async function roleSetupOf(learnerId: string): Promise<RoleSetup> {
  const db = await database()
  const externalId = `stepwise-${randomBytes(24).toString('hex')}`
  const row = await db.awsAccess.upsert({
    where: { learnerId },
    create: { learnerId, externalId },
    update: {},
  })
  return { externalId: row.externalId, ...(row.roleArn !== null && { roleArn: row.roleArn }) }
}

/** Undefined as long as the learner has no role that was seen to be safe. */
export async function accessOf(learnerId: string, settings: AwsSettings): Promise<AwsAccess | undefined> {
  const { externalId, roleArn } = await roleSetupOf(learnerId)
  return roleArn === undefined ? undefined : { settings, role: { roleArn, externalId } }
}

/**
 * Takes a role of the learner's, when it lets us in with the external id and nobody without it: otherwise whoever knows
 * its ARN, which is no secret, could have this installation act in that account.
 *
 * @returns a sentence that says why not; nothing when it is taken
 */
export async function acceptRole(
  learnerId: string,
  roleArn: string,
  settings: AwsSettings,
): Promise<string | undefined> {
  if (!ROLE_ARN.test(roleArn)) return `"${roleArn.slice(0, 100)}" is not the ARN of a role.`
  const { externalId } = await roleSetupOf(learnerId)
  const problem = await problemWithRole(roleArn, externalId, settings)
  if (problem !== undefined) return problem
  const db = await database()
  await db.awsAccess.update({ where: { learnerId }, data: { roleArn, verifiedAt: new Date() } })
  return undefined
}

async function problemWithRole(
  roleArn: string,
  externalId: string,
  settings: AwsSettings,
): Promise<string | undefined> {
  const open =
    'This role lets us in without its external id, so it would let others in too. Add the condition on sts:ExternalId to its trust policy, as the template has it.'
  // Another id than the learner's: a condition that takes any would pass the first test.
  for (const given of [undefined, `stepwise-${randomBytes(24).toString('hex')}`]) {
    const answer = await assume(roleArn, given, settings)
    if (answer === 'assumed') return open
    if (answer !== 'denied')
      return `Whether the role asks for the external id could not be found out. ${answer}`
  }
  const answer = await assume(roleArn, externalId, settings)
  if (answer === 'assumed') return undefined
  return answer === 'denied'
    ? 'AWS does not let us assume this role. Is its trust policy the template’s, with your external id and this server’s account? A role that was just made needs some seconds.'
    : `AWS could not be asked. ${answer}`
}

/** `assumed`, `denied`, or what else happened, as a sentence. The credentials are not looked at. */
async function assume(
  RoleArn: string,
  ExternalId: string | undefined,
  settings: AwsSettings,
): Promise<'assumed' | 'denied' | (string & {})> {
  const { AssumeRoleCommand } = await import('@aws-sdk/client-sts')
  const clients = await awsClients(settings)
  try {
    await clients.sts.send(
      new AssumeRoleCommand({
        RoleArn,
        RoleSessionName: SESSION_NAME,
        DurationSeconds: SESSION_SECONDS,
        ...(ExternalId !== undefined && { ExternalId }),
      }),
    )
    return 'assumed'
  } catch (error) {
    return isNamed(error, 'AccessDenied', 'AccessDeniedException') ? 'denied' : errorText(error)
  } finally {
    closeClients(clients)
  }
}
