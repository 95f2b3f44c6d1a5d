import { isJsonObject, type JsonObject, ownMember } from '@/lib/json'
import type { Call } from '../operations/operation'
import type { SandboxSession } from '../sandbox'
import { notSimulated, type WireAnswer } from './answer'
import { nestedForm, type QueryService, writtenWithMembers } from './query'

/** STS: who somebody is, and the credentials of a role that trusts him. */
export const sts: QueryService = {
  name: 'sts',
  async serve(sandbox, form, call) {
    switch (call.operation) {
      case 'GetCallerIdentity':
        return {
          ok: true,
          response: { Arn: call.caller.arn, UserId: call.caller.userId, Account: sandbox.accountId },
        }
      case 'AssumeRole':
        return assumeRole(sandbox, nestedForm(form), call)
      default:
        return notSimulated(`sts:${call.operation}`)
    }
  },
  written: writtenWithMembers('https://sts.amazonaws.com/doc/2011-06-15/'),
}

const LEAST_SECONDS = 900
/** Of a role that says nothing else, and none here does. */
const MOST_SECONDS = 3_600

async function assumeRole(sandbox: SandboxSession, request: JsonObject, call: Call): Promise<WireAnswer> {
  const { caller, receivedAt } = call
  const [roleArn, sessionName, externalId, duration] = [
    'RoleArn',
    'RoleSessionName',
    'ExternalId',
    'DurationSeconds',
  ].map((name) => textIn(request, name))
  const problem = problemIn({ roleArn, sessionName, externalId, duration })
  if (problem !== undefined) return refusal('ValidationError', problem)
  const arn = roleArn ?? ''
  const isTrusted = await sandbox.mayAssumeRole({
    roleArn: arn,
    userArn: caller.principalArn,
    ...(externalId !== undefined && { externalId }),
  })
  if (!isTrusted) {
    return refusal(
      'AccessDenied',
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
      403,
    )
  }
  const name = arn.split('/').at(-1) ?? ''
  const user = {
    arn: `arn:aws:sts::${sandbox.accountId}:assumed-role/${name}/${sessionName}`,
    principalArn: arn,
    userId: `AROASTEPWISE${name.toUpperCase().replace(/[^A-Z0-9]/g, '')}:${sessionName}`,
  }
  const expiresAt = receivedAt + Number(duration ?? MOST_SECONDS) * 1_000
  const credentials = await caller.actAs(user, expiresAt)
  return {
    ok: true,
    response: {
      Credentials: { ...credentials, Expiration: new Date(expiresAt).toISOString() },
      AssumedRoleUser: { AssumedRoleId: user.userId, Arn: user.arn },
    },
  }
}

interface Asked {
  roleArn: string | undefined
  sessionName: string | undefined
  externalId: string | undefined
  duration: string | undefined
}

function problemIn({ roleArn, sessionName, externalId, duration }: Asked): string | undefined {
  const at = (name: string) => `at '${name}' failed to satisfy constraint: Member must`
  const one = '1 validation error detected:'
  if (roleArn === undefined) return `${one} Value null ${at('roleArn')} not be null`
  if (sessionName === undefined) return `${one} Value null ${at('roleSessionName')} not be null`
  if (!/^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(roleArn)) return `${roleArn} is invalid`
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName))
    return `${one} Value '${sessionName}' ${at('roleSessionName')} satisfy regular expression pattern: [\\w+=,.@-]*`
  if (externalId !== undefined && !/^[\w+=,.@:/-]{2,1224}$/.test(externalId))
    return `${one} Value '${externalId}' ${at('externalId')} satisfy regular expression pattern: [\\w+=,.@:\\/-]*`
  if (duration === undefined) return undefined
  const seconds = Number(duration)
  if (!Number.isInteger(seconds) || seconds < LEAST_SECONDS)
    return `${one} Value '${duration}' ${at('durationSeconds')} have value greater than or equal to ${LEAST_SECONDS}`
  return seconds > MOST_SECONDS
    ? 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'
    : undefined
}

function refusal(code: string, message: string, status = 400): WireAnswer {
  return { ok: false, error: { type: code, message, status } }
}

function textIn(request: JsonObject, name: string): string | undefined {
  const value = isJsonObject(request) ? ownMember(request, name) : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}
