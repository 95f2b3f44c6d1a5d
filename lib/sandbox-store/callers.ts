import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Caller, Identity } from '@/lib/aws-api'
import { ACCOUNT_ID } from '@/lib/services'
import { accessKeySecret, newAccessKeyId, type Opening, openingOf } from './access-keys'

/** Everybody who has a key of a sandbox is the same user of its account, who may do everything. */
const USER: Identity = {
  arn: `arn:aws:iam::${ACCOUNT_ID}:user/learner`,
  principalArn: `arn:aws:iam::${ACCOUNT_ID}:user/learner`,
  userId: 'AIDASTEPWISELEARNER',
}

/** What temporary credentials say of themselves, in their token. */
interface Session extends Identity {
  accessKeyId: string
  /** The key that they come from: when it is revoked, they are. */
  keyId: string
  expiresAt: number
}

export type Admitted = Opening & { caller: Caller }

/**
 * Who signs with this key, and what it opens; undefined when nobody has it. Of temporary credentials nothing is kept:
 * their token says it all, and their secret follows from it.
 */
export async function admittedBy(
  accessKeyId: string,
  sessionToken: string | undefined,
  now: number,
): Promise<Admitted | 'Expired' | undefined> {
  if (sessionToken === undefined) {
    const opening = await openingOf(accessKeyId)
    return opening && { ...opening, caller: callerOf(USER, accessKeyId) }
  }
  const session = await readToken(sessionToken)
  const opening = session?.accessKeyId === accessKeyId ? await openingOf(session.keyId) : undefined
  if (!session || !opening) return undefined
  if (session.expiresAt <= now) return 'Expired'
  const { arn, principalArn, userId, keyId } = session
  return {
    sandboxId: opening.sandboxId,
    secretAccessKey: await sessionSecret(sessionToken),
    caller: callerOf({ arn, principalArn, userId }, keyId),
  }
}

function callerOf(identity: Identity, keyId: string): Caller {
  return {
    ...identity,
    async actAs(other, expiresAt) {
      const accessKeyId = newAccessKeyId()
      const session: Session = { ...other, accessKeyId, keyId, expiresAt }
      const text = Buffer.from(JSON.stringify(session)).toString('base64url')
      const SessionToken = `${text}.${await seal(text)}`
      return { AccessKeyId: accessKeyId, SecretAccessKey: await sessionSecret(SessionToken), SessionToken }
    },
  }
}

/** Longer than any token that we make. */
const TOKEN_AT_MOST = 4_096

async function readToken(token: string): Promise<Session | undefined> {
  const [text = '', given = ''] = token.split('.')
  if (token.length > TOKEN_AT_MOST) return undefined
  const [made, sealed] = [await seal(text), given].map((one) => digest(one))
  if (!made || !sealed || !timingSafeEqual(made, sealed)) return undefined
  return JSON.parse(Buffer.from(text, 'base64url').toString()) as Session
}

async function seal(text: string): Promise<string> {
  return createHmac('sha256', await accessKeySecret())
    .update(`session ${text}`)
    .digest('base64url')
}

async function sessionSecret(token: string): Promise<string> {
  const hash = createHmac('sha256', await accessKeySecret()).update(`secret of ${token}`)
  return hash.digest('base64').slice(0, 40)
}

const pepper = randomBytes(32)

/** Of equal length, so that the comparison takes equal time. */
function digest(text: string): Buffer {
  return createHmac('sha256', pepper).update(text).digest()
}
