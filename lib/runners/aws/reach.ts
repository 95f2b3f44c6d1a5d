import { type AssumedRole, type AwsClients, awsClients, closeClients } from './clients'
import { errorText, hasAnswered, isAboutCredentials, isNamed } from './errors'
import type { AwsSettings } from './settings'
import { isNoStack } from './stacks'

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
 * @throws NoAccount when AWS itself, or Step Functions where something stands in for it, does not answer
 */
export async function reachOf(settings: AwsSettings, role?: AssumedRole): Promise<Reach> {
  const clients = await awsClients(settings, role, ATTEMPTS)
  try {
    // A role that lets nobody in is refused by STS, whoever is asked then.
    await clients.sfn.config.credentials().catch((error) => {
      throw new NoAccount(`AWS did not let us in. ${errorText(error)}`)
    })
    const isAws = settings.endpoints.sfn === undefined
    if (!isAws) await seeStepFunctions(clients)
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

/** Whoever stands in for Step Functions has to answer and to let us in, if only to say that there is no such list. */
async function seeStepFunctions({ sfn }: AwsClients): Promise<void> {
  const { ListStateMachinesCommand } = await import('@aws-sdk/client-sfn')
  try {
    await sfn.send(new ListStateMachinesCommand({ maxResults: 1 }))
  } catch (error) {
    if (hasAnswered(error) && !isAboutCredentials(error)) return
    throw new NoAccount(`The server at SFN_ENDPOINT does not let us in. ${errorText(error)}`)
  }
}

/**
 * Asked for a stack that there is not, CloudFormation says so in its own words, or forbids it. A server that answers
 * anything else, a cheerful nothing included, does not know what was asked.
 */
async function hasStacks({ cloudformation }: AwsClients): Promise<boolean> {
  const { DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation')
  try {
    const { Stacks = [] } = await cloudformation.send(
      new DescribeStacksCommand({ StackName: 'stepwise-none' }),
    )
    return Stacks.length > 0
  } catch (error) {
    return isNoStack(error) || isNamed(error, 'AccessDenied')
  }
}
