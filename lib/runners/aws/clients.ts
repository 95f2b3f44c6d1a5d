import type { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import type { SFNClient } from '@aws-sdk/client-sfn'
import type { STSClient } from '@aws-sdk/client-sts'
import { errorName } from './errors'
import { readLenientAnswers } from './lenient-answers'
import type { AwsSettings } from './settings'

/** AWS's own clients, for one person's account. They are loaded when the first run asks for them. */
export interface AwsClients {
  sfn: SFNClient
  cloudformation: CloudFormationClient
  sts: STSClient
  logs: CloudWatchLogsClient
}

/** A role that a learner made for this installation, and the external id without which it lets nobody in. */
export interface AssumedRole {
  roleArn: string
  externalId: string
}

/** Whose name the sessions bear in the account's CloudTrail. */
export const SESSION_NAME = 'stepwise'

/** The shortest that STS gives. */
export const SESSION_SECONDS = 900

/**
 * The SDK's own retries: throttling, time-outs and errors of the server, with full jitter; it also sets its clock right
 * when AWS says that ours is wrong.
 */
const ATTEMPTS = 8

/** A server that does not answer is one that is not there; unless told to throw, the SDK only warns, and waits on. */
const PATIENCE = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true }

/**
 * The clients for the account that the settings mean, or the one that a learner's role opens. Credentials live in
 * these objects only: the SDK gets them, renews them, and nothing of ours ever reads or stores them.
 */
export async function awsClients(
  settings: AwsSettings,
  role?: AssumedRole,
  maxAttempts = ATTEMPTS,
): Promise<AwsClients> {
  const [{ SFNClient }, { CloudFormationClient }, { STSClient }, { CloudWatchLogsClient }] =
    await Promise.all([
      import('@aws-sdk/client-sfn'),
      import('@aws-sdk/client-cloudformation'),
      import('@aws-sdk/client-sts'),
      import('@aws-sdk/client-cloudwatch-logs'),
    ])
  const credentials = await credentialsFor(settings, role)
  const { endpoints, region } = settings
  const common = {
    region,
    credentials,
    maxAttempts,
    retryMode: 'standard',
    requestHandler: { ...PATIENCE },
  } as const
  const at = (endpoint: string | undefined) => (endpoint === undefined ? {} : { endpoint })
  // Synchronous executions have a host name of their own on AWS, which a server that stands in does not have.
  const sfn = new SFNClient({
    ...common,
    ...at(endpoints.sfn),
    disableHostPrefix: endpoints.sfn !== undefined,
  })
  if (endpoints.sfn !== undefined) readLenientAnswers(sfn)
  return {
    sfn,
    cloudformation: new CloudFormationClient({ ...common, ...at(endpoints.cloudformation) }),
    sts: new STSClient({ ...common, ...at(endpoints.sts) }),
    logs: new CloudWatchLogsClient({ ...common, ...at(endpoints.logs) }),
  }
}

async function credentialsFor({ profile, region, endpoints }: AwsSettings, role: AssumedRole | undefined) {
  const { fromNodeProviderChain, fromTemporaryCredentials } = await import('@aws-sdk/credential-providers')
  const chain = fromNodeProviderChain({ ...(profile && { profile }), clientConfig: { region } })
  const own = endpoints.sfn === undefined ? chain : orPlaceholder(chain)
  if (!role) return own
  return fromTemporaryCredentials({
    masterCredentials: own,
    clientConfig: { region, ...(endpoints.sts && { endpoint: endpoints.sts }) },
    params: {
      RoleArn: role.roleArn,
      ExternalId: role.externalId,
      RoleSessionName: SESSION_NAME,
      DurationSeconds: SESSION_SECONDS,
    },
  })
}

/**
 * Most servers that stand in for AWS look at no signature, but the SDK sends nothing without one. So whoever has no
 * credentials at all need not invent some.
 */
function orPlaceholder<Credentials extends typeof PLACEHOLDER>(
  chain: () => Promise<Credentials>,
): () => Promise<Credentials | typeof PLACEHOLDER> {
  let missing = false
  return async () => {
    if (missing) return PLACEHOLDER
    return chain().catch((error) => {
      if (errorName(error) !== 'CredentialsProviderError') throw error
      // Looking again would take seconds: the chain ends at an address that only machines of AWS have.
      missing = true
      return PLACEHOLDER
    })
  }
}

const PLACEHOLDER = { accessKeyId: 'stepwise', secretAccessKey: 'stepwise' }

/** Ends the connections that the clients keep. */
export function closeClients({ sfn, cloudformation, sts, logs }: AwsClients): void {
  for (const client of [sfn, cloudformation, sts, logs]) client.destroy()
}
