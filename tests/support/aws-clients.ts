import { Readable } from 'node:stream'
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SFNClient } from '@aws-sdk/client-sfn'
import { SQSClient } from '@aws-sdk/client-sqs'
import { STSClient } from '@aws-sdk/client-sts'
import { type Admit, type ApiResponse, type Caller, respond, type SandboxSession } from '@/lib/aws-api'

/** What the clients' request handlers get of a request; the SDK's own types for it are not exported. */
interface SdkRequest {
  method: string
  headers: Record<string, string>
  body?: string | Uint8Array
}

/**
 * AWS's own clients, talking to a sandbox without a network: what they write and read is theirs. `seen` has every
 * answer as it went over the wire.
 */
export function awsClients(sandbox: SandboxSession, now: () => number = Date.now) {
  const seen: ApiResponse[] = []
  const config = {
    endpoint: 'http://localhost/api/aws',
    region: 'us-east-1',
    disableHostPrefix: true,
    credentials: { accessKeyId: 'SWEXAMPLE', secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: {
      async handle(request: SdkRequest) {
        const response = await respond(
          {
            method: request.method,
            headers: lowerCased(request.headers),
            body:
              typeof request.body === 'string'
                ? new TextEncoder().encode(request.body)
                : (request.body ?? new Uint8Array()),
            receivedAt: now(),
          },
          admitted(sandbox),
        )
        seen.push(response)
        const { status: statusCode, headers, body } = response
        return { response: { statusCode, headers: { ...headers }, body: Readable.from([Buffer.from(body)]) } }
      },
    },
  }
  return {
    sfn: new SFNClient(config),
    dynamodb: new DynamoDBClient(config),
    sqs: new SQSClient(config),
    cloudformation: new CloudFormationClient(config),
    logs: new CloudWatchLogsClient(config),
    sts: new STSClient(config),
    seen,
  }
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** Lets everybody in, without a look at the signature. */
export function admitted(sandbox: SandboxSession): Admit {
  return async () => ({ ok: true, sandbox, caller: someCaller })
}

const arn = 'arn:aws:iam::111122223333:user/learner'

/** Who asks, where nobody looks at the signature; his other credentials are good for nothing. */
export const someCaller: Caller = {
  arn,
  principalArn: arn,
  userId: 'AIDASTEPWISELEARNER',
  actAs: async () => ({ AccessKeyId: 'SWSESSION', SecretAccessKey: 'secret', SessionToken: 'token' }),
}
