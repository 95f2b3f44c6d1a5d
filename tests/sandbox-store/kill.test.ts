import { setTimeout as sleep } from 'node:timers/promises'
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, describe, expect, test } from 'vitest'
import { closeDatabase } from '@/lib/db/server'
import { closeSandboxes, makeAccessKey, newSandbox } from '@/lib/sandbox-store/server'
import { account, invoke, states } from '../sandbox/run'
import { type EndpointProcess, startEndpoint } from '../support/endpoint-processes'
import { someLearner, withThrowAwayDatabase } from '../support/throw-away-database'

withThrowAwayDatabase()
const started: EndpointProcess[] = []
afterAll(async () => {
  for (const one of started) await one.kill()
  await closeSandboxes()
})

/** The embedded database belongs to one process; PostgreSQL has two. */
const PROCESSES = process.env.DATABASE_URL ? 2 : 1
const EXECUTIONS = process.env.STEPWISE_LONG ? 100 : 20 * PROCESSES
const WORKERS = 8

const queueUrl = 'https://sqs.us-east-1.amazonaws.com/111122223333/packing'

const definition = states({
  Count: {
    Type: 'Task',
    Resource: 'arn:aws:states:::dynamodb:updateItem',
    Parameters: {
      TableName: 'orders',
      Key: { orderId: { 'S.$': '$$.Execution.Name' } },
      UpdateExpression: 'ADD times :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    },
    ResultPath: null,
    Next: 'Sleep',
  },
  Sleep: { Type: 'Wait', Seconds: 2, Next: 'Both' },
  Both: {
    Type: 'Parallel',
    Branches: [
      states({ Price: invoke('price', { End: true }) }),
      states({
        Work: {
          Type: 'Task',
          Resource: 'arn:aws:states:us-east-1:111122223333:activity:work',
          // The answer to a worker may get lost with its process, as on AWS; then the task is given out again.
          TimeoutSeconds: 20,
          Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 1, MaxAttempts: 5 }],
          End: true,
        },
      }),
    ],
    ResultPath: null,
    Next: 'Nap',
  },
  Nap: { Type: 'Wait', Seconds: 2, Next: 'Send' },
  Send: {
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage',
    Parameters: { QueueUrl: queueUrl, 'MessageBody.$': '$$.Execution.Name' },
    End: true,
  },
})

describe('processes that are killed', () => {
  test('lose no execution, no token and no task, and do nothing twice', { timeout: 300_000 }, async () => {
    const learner = await someLearner()
    const sandboxId = await newSandbox(learner.id, { clock: 'wall', setup: account })
    const key = await makeAccessKey(sandboxId)
    if (!key) throw new Error('There is no key.')
    // On the embedded database the process that serves has to own the folder.
    if (!process.env.DATABASE_URL) await closeDatabase()

    const processes = await Promise.all(Array.from({ length: PROCESSES }, () => startEndpoint()))
    started.push(...processes)
    const options = { region: 'us-east-1', credentials: key, maxAttempts: 1 }
    const clients = processes.map(({ url }) => new SFNClient({ ...options, endpoint: url }))
    const dynamoDb = new DynamoDBClient({ ...options, maxAttempts: 10, endpoint: processes[0]?.url ?? '' })
    const sqs = new SQSClient({ ...options, maxAttempts: 10, endpoint: processes[0]?.url ?? '' })
    let turn = 0
    const client = () => clients[turn++ % clients.length] as SFNClient
    /** Asks again for as long as nobody is there, as any client would. */
    const insist = async <T>(ask: (client: SFNClient) => Promise<T>): Promise<T> => {
      for (;;) {
        try {
          return await ask(client())
        } catch (error) {
          if (!isOutage(error)) throw error
          await sleep(200)
        }
      }
    }

    await insist((one) => one.send(new CreateActivityCommand({ name: 'work' })))
    const { stateMachineArn } = await insist((one) =>
      one.send(
        new CreateStateMachineCommand({
          name: 'm',
          definition: JSON.stringify(definition),
          roleArn: 'arn:aws:iam::111122223333:role/any',
        }),
      ),
    )

    let isOver = false
    const tokens: string[] = []
    const answered = new Set<string>()
    const worker = async (name: string) => {
      while (!isOver) {
        const task = await client()
          .send(
            new GetActivityTaskCommand({
              activityArn: 'arn:aws:states:us-east-1:111122223333:activity:work',
              workerName: name,
            }),
            { abortSignal: AbortSignal.timeout(70_000) },
          )
          .catch((error: unknown) => {
            if (!isOutage(error)) throw error
          })
        if (!task?.taskToken) {
          await sleep(100)
          continue
        }
        const { taskToken } = task
        tokens.push(taskToken)
        await sleep(Math.random() * 300)
        await insist((one) => one.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))).catch(
          (error) => {
            // The first answer was taken, and only its acknowledgement was lost.
            if ((error as Error).name !== 'TaskTimedOut') throw error
          },
        )
        answered.add(taskToken)
      }
    }
    const workers = Array.from({ length: WORKERS }, (_, index) => worker(`w-${index}`))

    const names = Array.from({ length: EXECUTIONS }, (_, index) => `e-${index}`)
    const starting = Promise.all(
      names.map(async (name) => {
        const answer = await insist((one) =>
          one.send(
            new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify({ orderId: name }) }),
          ),
        )
        return answer.executionArn ?? ''
      }),
    )
    // In the middle of it all, and twice: first one, then all at once.
    await sleep(2_500)
    await kill(processes, started, [0])
    await sleep(3_000)
    await kill(
      processes,
      started,
      processes.map((_, index) => index),
    )

    const arns = await starting
    const ended = new Map<string, string>()
    while (ended.size < arns.length) {
      for (const executionArn of arns) {
        if (ended.has(executionArn)) continue
        const { status } = await insist((one) => one.send(new DescribeExecutionCommand({ executionArn })))
        if (status !== 'RUNNING') ended.set(executionArn, status ?? '')
      }
      await sleep(500)
    }
    isOver = true
    expect([...new Set(ended.values())]).toEqual(['SUCCEEDED'])

    const { Items = [] } = await dynamoDb.send(new ScanCommand({ TableName: 'orders' }))
    expect(Items.map(({ orderId }) => orderId?.S).sort()).toEqual([...names].sort())
    expect([...new Set(Items.map(({ times }) => times?.N))]).toEqual(['1'])
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    )
    expect(Attributes?.ApproximateNumberOfMessages).toBe(String(EXECUTIONS))
    expect(new Set(tokens).size).toBe(tokens.length)

    const outlines = new Set<string>()
    for (const executionArn of arns.slice(0, 30)) {
      const { events = [] } = await insist((one) =>
        one.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 })),
      )
      expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1))
      outlines.add(outline(events))
    }
    // Branches may take turns, and a task whose worker never heard of it is tried again; nothing else differs.
    for (const text of outlines)
      expect(text).toMatch(/^ExecutionStarted .* TaskSucceeded TaskStateExited ExecutionSucceeded$/)
    await Promise.allSettled(workers.map((one) => Promise.race([one, sleep(1_000)])))
  })
})

async function kill(
  processes: EndpointProcess[],
  all: EndpointProcess[],
  which: readonly number[],
): Promise<void> {
  await Promise.all(which.map((index) => processes[index]?.kill()))
  await sleep(500)
  await Promise.all(
    which.map(async (index) => {
      const port = Number(new URL(processes[index]?.url ?? '').port)
      const again = await startEndpoint(port)
      processes[index] = again
      all.push(again)
    }),
  )
}

function outline(events: readonly HistoryEvent[]): string {
  return events.map(({ type }) => type).join(' ')
}

/** Nobody there, a connection that broke, or a process that has just begun. */
function isOutage(error: unknown): boolean {
  const { name, code } = error as { name?: string; code?: string }
  return /ECONNREFUSED|ECONNRESET|EPIPE|socket hang up|ServiceUnavailable|TimeoutError|AbortError/.test(
    `${name} ${code} ${String(error)}`,
  )
}
