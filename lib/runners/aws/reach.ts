import { type AssumedRole, type AwsClients, awsClients, closeClients, errorText, isNamed } from './clients'
import type { AwsSettings } from './settings'
import { describeStack } from './stacks'

/** What there is at the other end. */
export interface Reach {
  accountId?: string
  /**
   * A server that stands in for Step Functions and has no CloudFormation: it is taken to have what an exercise names,
   * functions, queues and all, under these names. Never AWS itself.
   */
  isGiven?: boolean
  /** There, the name of a role that nobody looks at. */
  roleArn?: string
}

/** Nobody can be asked, or nobody lets us in: a sentence for the operator. */
export class NoAccount extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'NoAccount'
  }
}

/** Nobody waits long for a server that does not have a service. */
const ATTEMPTS = 2

/**
 * Looks, by asking and without making anything, what there is: whose account, and whether CloudFormation answers. On AWS
 * it does; a server that stands in for Step Functions may know nothing else.
 *
 * @throws NoAccount when AWS itself does not answer
 */
export async function reachOf(settings: AwsSettings, role?: AssumedRole): Promise<Reach> {
  const clients = await awsClients(settings, role, ATTEMPTS)
  try {
    const isAws = settings.endpoints.sfn === undefined
    const accountId = await callerOf(clients).catch((error) => {
      if (!isAws) return undefined
      throw new NoAccount(`AWS did not let us in. ${errorText(error)}`)
    })
    const isGiven = !isAws && !(await hasStacks(clients))
    return {
      ...(accountId !== undefined && { accountId }),
      ...(isGiven && { isGiven, roleArn: `arn:aws:iam::${accountId ?? '000000000000'}:role/stepwise` }),
    }
  } finally {
    closeClients(clients)
  }
}

/** The account that this server itself acts from; undefined when nobody can be asked. */
export async function callerAccount(settings: AwsSettings): Promise<string | undefined> {
  const clients = await awsClients(settings, undefined, ATTEMPTS)
  try {
    return await callerOf(clients)
  } catch {
    return undefined
  } finally {
    closeClients(clients)
  }
}

async function callerOf({ sts }: AwsClients): Promise<string | undefined> {
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts')
  const { Account } = await sts.send(new GetCallerIdentityCommand({}))
  return /^\d{12}$/.test(Account ?? '') ? Account : undefined
}

/** Asked for a stack that there is not, CloudFormation says so in its own words, or forbids it; no other server does. */
async function hasStacks({ cloudformation }: AwsClients): Promise<boolean> {
  try {
    await describeStack(cloudformation, 'stepwise-none')
    return true
  } catch (error) {
    return isNamed(error, 'AccessDenied', 'AccessDeniedException')
  }
}
