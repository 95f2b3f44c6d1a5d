import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation'
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import {
  CreateStateMachineAliasCommand,
  DescribeExecutionCommand,
  GetActivityTaskCommand,
  PublishStateMachineVersionCommand,
  paginateGetExecutionHistory,
  RedriveExecutionCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase } from '@/lib/db/server'
import { type EndpointProcess, startEndpoint } from '../support/endpoint-processes'
import { roleTemplate } from '../support/role-template'
import { withThrowAwayDatabase } from '../support/throw-away-database'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '../..')

withThrowAwayDatabase()
let server: EndpointProcess & { port: number }
beforeAll(async () => {
  // The process that serves has to own the folder of an embedded database.
  await closeDatabase()
  server = await startEndpoint()
})
afterAll(() => server.kill())

/** What somebody has copied out of a page: its blocks for the shell, one after the other. */
function snippets(page: string): string {
  const text = readFileSync(path.join(root, page), 'utf8')
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block).join('\n')
}

const withPort = () => ({ ...process.env, PORT: String(server.port) })

/** Debian's, and whatever else goes by the name on this machine. */
const CLIS = ['/usr/bin', ...(process.env.PATH ?? '').split(':')].filter((folder) =>
  existsSync(path.join(folder, 'aws')),
)

describe('the journey of the pages', () => {
  // Once is enough: the other database has the same journey by the SDK.
  test.skipIf(CLIS.length === 0 || process.env.DATABASE_URL !== undefined).each([
    { page: 'README.md', says: ['SUCCEEDED', '"shipped"', '"ExecutionSucceeded"'] },
    {
      page: 'docs/endpoint.md',
      says: ['SUCCEEDED', '"shipped"', 'ABORTED\tCancelled', 'shipping', ':live', 'redriven at', '\n42\n'],
    },
    {
      page: 'content/lessons/activities/lesson.mdx',
      says: ['"ActivityStarted"', String.raw`{\"parcel\":\"p-1\"}`],
      hasKey: true,
    },
    {
      page: 'content/lessons/callbacks-with-tokens/lesson.mdx',
      says: ['SUCCEEDED\t{"approved":true}', 'The second answer is refused.'],
      hasKey: true,
    },
  ])('works as it stands in $page', { timeout: 400_000 }, async ({ page, says, hasKey }) => {
    const env = { ...withPort(), PATH: `${CLIS[0]}:${process.env.PATH}` }
    // A lesson begins with a key that was made on the account page.
    const key = hasKey ? 'eval "$(npm run --silent sandbox:key -- --shell)"\n' : ''
    const { stdout } = await run('bash', ['-e', '-c', key + snippets(page)], { cwd: root, env })
    for (const words of says) expect(stdout).toContain(words)
    expect(stdout).not.toContain('None')
  })

  test('works with the SDK', { timeout: 120_000 }, async () => {
    const { endpoint, region, ...credentials } = await newKey()
    const config = { endpoint, region, credentials }
    const [cloudFormation, dynamoDb] = [new CloudFormationClient(config), new DynamoDBClient(config)]
    const [sfn, sqs] = [new SFNClient(config), new SQSClient(config)]

    const stack = { StackName: 'shop' }
    const TemplateBody = readFileSync(path.join(root, 'docs/shop.yaml'), 'utf8')
    await cloudFormation.send(
      new CreateStackCommand({ ...stack, TemplateBody, Capabilities: ['CAPABILITY_IAM'] }),
    )
    await waitUntilStackCreateComplete({ client: cloudFormation, maxWaitTime: 60 }, stack)
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand(stack))
    const made = (key: string) =>
      Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue ?? ''

    const stateMachineArn = made('Machine')
    const { executionArn } = await sfn.send(
      new StartExecutionCommand({ stateMachineArn, input: '{"orderId": "o-17"}' }),
    )
    const task = await sfn.send(
      new GetActivityTaskCommand({ activityArn: made('Activity'), workerName: 'anna' }),
    )
    expect(JSON.parse(task.input ?? '')).toEqual({ orderId: 'o-17' })
    const { taskToken } = task
    await sfn.send(new SendTaskHeartbeatCommand({ taskToken }))
    await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"id": "p-1"}' }))
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: made('Queue'), WaitTimeSeconds: 10 }),
    )
    const token = Messages?.[0]?.Body
    await sfn.send(new SendTaskSuccessCommand({ taskToken: token, output: '{"ship": true}' }))
    const described = () => sfn.send(new DescribeExecutionCommand({ executionArn }))
    await expect.poll(described, { timeout: 20_000 }).toMatchObject({ status: 'SUCCEEDED' })
    const { Item } = await dynamoDb.send(
      new GetItemCommand({ TableName: made('Table'), Key: { orderId: { S: 'o-17' } } }),
    )
    expect(Item).toMatchObject({ status: { S: 'shipped' }, parcel: { S: 'p-1' } })
    const types: (string | undefined)[] = []
    const pages = paginateGetExecutionHistory(
      { client: sfn, pageSize: 7 },
      { executionArn, reverseOrder: true },
    )
    for await (const { events = [] } of pages) types.push(...events.map(({ type }) => type))
    expect(types).toHaveLength(23)
    expect([types[0], types.at(-1)]).toEqual(['ExecutionSucceeded', 'ExecutionStarted'])

    const { stateMachineVersionArn } = await sfn.send(
      new PublishStateMachineVersionCommand({ stateMachineArn }),
    )
    const { stateMachineAliasArn } = await sfn.send(
      new CreateStateMachineAliasCommand({
        name: 'live',
        routingConfiguration: [{ stateMachineVersionArn, weight: 100 }],
      }),
    )
    const other = await sfn.send(
      new StartExecutionCommand({ stateMachineArn: stateMachineAliasArn, input: '{"orderId": "o-18"}' }),
    )
    await sfn.send(new StopExecutionCommand({ executionArn: other.executionArn }))
    await sfn.send(new RedriveExecutionCommand({ executionArn: other.executionArn }))
    expect(await sfn.send(new DescribeExecutionCommand({ executionArn: other.executionArn }))).toMatchObject({
      status: 'RUNNING',
      redriveCount: 1,
    })
    await sfn.send(new StopExecutionCommand({ executionArn: other.executionArn }))
    await cloudFormation.send(new DeleteStackCommand(stack))
    await waitUntilStackDeleteComplete({ client: cloudFormation, maxWaitTime: 60 }, stack)
  })
})

describe('credentials of a role', () => {
  const role = roleTemplate({
    Principal: { AWS: '111122223333' },
    Condition: { StringEquals: { 'sts:ExternalId': 'x-7' } },
  })

  test('open the sandbox of the key that they come from, by their own token only', async () => {
    const { endpoint, region, ...key } = await newKey()
    const config = { endpoint, region, maxAttempts: 1 }
    const cloudFormation = new CloudFormationClient({ ...config, credentials: key })
    await cloudFormation.send(
      new CreateStackCommand({
        StackName: 'role',
        TemplateBody: role,
        Capabilities: ['CAPABILITY_NAMED_IAM'],
      }),
    )
    const { Credentials } = await new STSClient({ ...config, credentials: key }).send(
      new AssumeRoleCommand({
        RoleArn: 'arn:aws:iam::111122223333:role/stepwise',
        RoleSessionName: 'ada',
        ExternalId: 'x-7',
      }),
    )
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    }
    const as = (own: Partial<typeof credentials>) =>
      new STSClient({ ...config, credentials: { ...credentials, ...own } }).send(
        new GetCallerIdentityCommand({}),
      )
    expect(await as({})).toMatchObject({ Arn: 'arn:aws:sts::111122223333:assumed-role/stepwise/ada' })
    const stacks = await new CloudFormationClient({ ...config, credentials }).send(
      new DescribeStacksCommand({}),
    )
    expect(stacks.Stacks?.map(({ StackName }) => StackName)).toEqual(['role'])
    await expect(as({ secretAccessKey: key.secretAccessKey })).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    })
    await expect(as({ accessKeyId: key.accessKeyId })).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
    const [text = '', seal = ''] = credentials.sessionToken.split('.')
    const forged = { ...JSON.parse(Buffer.from(text, 'base64url').toString()), expiresAt: 9e15 }
    const sessionToken = `${Buffer.from(JSON.stringify(forged)).toString('base64url')}.${seal}`
    await expect(as({ sessionToken })).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
  })
})

interface Key {
  endpoint: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

async function newKey(): Promise<Key> {
  const { stdout } = await run('npm', ['run', '--silent', 'sandbox:key'], { cwd: root, env: withPort() })
  return JSON.parse(stdout) as Key
}
