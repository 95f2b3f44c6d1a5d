import { describe, expect, test } from 'vitest'
import type { JsonObject } from '@/lib/json'
import type { RoleSetup } from '@/lib/services'
import { run, states } from './run'

const ACCOUNT = '111122223333'
const role = (...statements: JsonObject[]): RoleSetup => ({
  policies: [{ Version: '2012-10-17', Statement: statements.map((one) => ({ Effect: 'Allow', ...one })) }],
})
const task = (resource: string, Parameters: object, more: object = {}) =>
  states({ Do: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, ...more, End: true } })

describe('a task that waits for another execution', () => {
  const child = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:child`
  const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 600, End: true } } }
  const machines = { child: { definition: JSON.stringify(wait) } }
  const nested = (more: object = {}) => task('states:startExecution.sync:2', { StateMachineArn: child }, more)
  const start = { Action: 'states:StartExecution', Resource: child }
  const rule = {
    Action: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
    Resource: `arn:aws:events:us-east-1:${ACCOUNT}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule`,
  }
  const stop = {
    Action: 'states:StopExecution',
    Resource: `arn:aws:states:us-east-1:${ACCOUNT}:execution:child:*`,
  }

  test('hears of its end by an event', async () => {
    const made = await run(nested(), { account: { machines, role: role(start, rule) } })
    expect(made.status).toBe('SUCCEEDED')
  })

  test.each<[string, JsonObject[]]>([
    ['no rule', [start]],
    ['only a part of it', [start, { ...rule, Action: ['events:PutRule', 'events:DescribeRule'] }]],
    ['another rule', [start, { ...rule, Resource: rule.Resource.replace('Execution', 'Job') }]],
  ])('of a role with %s is in a machine that AWS would not create', async (_, statements) => {
    const made = await run(nested(), { account: { machines, role: role(...statements) } })
    expect(made.failure).toMatchObject({
      error: 'Stepwise.CannotBeCreated',
      cause: expect.stringContaining("' is not authorized to create managed-rule."),
    })
    expect(made.otherExecutions).toBeUndefined()
  })

  test.each<[string, JsonObject[], string]>([
    ['stops it where it may', [start, rule, stop], 'ABORTED'],
    ['leaves it running where it may not', [start, rule], 'SUCCEEDED'],
  ])('and is given up %s', async (_, statements, status) => {
    const made = await run(nested({ TimeoutSeconds: 10 }), {
      account: { machines, role: role(...statements) },
    })
    expect(made).toMatchObject({ failure: { error: 'States.Timeout' }, otherExecutions: [{ status }] })
  })
})

describe('a task that waits for a job without events', () => {
  const etl = (more: object = {}) => task('glue:startJobRun.sync', { JobName: 'etl' }, more)
  const start = { Action: 'glue:StartJobRun', Resource: '*' }
  const ask = { Action: 'glue:GetJobRun', Resource: `arn:aws:glue:us-east-1:${ACCOUNT}:job/etl` }
  const jobs = [{ on: 'glue:startJobRun', seconds: 60 }]

  test('asks for it', async () => {
    expect((await run(etl(), { account: { jobs, role: role(start, ask) } })).status).toBe('SUCCEEDED')
  })

  test('never learns of its end where it may not ask', async () => {
    const made = await run(etl(), { account: { jobs, role: role(start) } })
    expect(made).toMatchObject({ status: 'TIMED_OUT', account: { jobs: [{ status: 'Succeeded' }] } })
  })

  test.each<[string, JsonObject[], string]>([
    ['stops', [start, ask, { Action: 'glue:BatchStopJobRun', Resource: '*' }], 'Stopped'],
    ['cannot stop', [start, ask], 'Succeeded'],
  ])('%s it when it is given up', async (_, statements, status) => {
    const made = await run(etl({ TimeoutSeconds: 10 }), { account: { jobs, role: role(...statements) } })
    expect(made).toMatchObject({ failure: { error: 'States.Timeout' }, account: { jobs: [{ status }] } })
  })
})

describe('a map run', () => {
  const each = (more: object) =>
    states({
      Each: {
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'JSON' },
          Parameters: { Bucket: 'in', Key: 'items.json' },
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          ...states({ Keep: { Type: 'Pass', End: true } }),
        },
        ...more,
        End: true,
      },
    })
  const writes = {
    ResultWriter: {
      Resource: 'arn:aws:states:::s3:putObject',
      Parameters: { Bucket: 'out', Prefix: 'runs' },
    },
  }
  const lists = {
    ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'in', Prefix: 'a/' } },
  }
  const buckets = { in: { objects: { 'items.json': '[1,2]', 'a/1': 'x' } }, out: {} }
  const read = { Action: 's3:GetObject', Resource: 'arn:aws:s3:::in/*' }
  const list = {
    Action: 's3:ListBucket',
    Resource: 'arn:aws:s3:::in',
    Condition: { StringLike: { 's3:prefix': 'a/*' } },
  }
  const write = { Action: 's3:PutObject', Resource: 'arn:aws:s3:::out/runs/*' }

  test.each<[string, object, JsonObject[]]>([
    ['an object', {}, [read]],
    ['a listing', lists, [list]],
    ['an object, and writes its results', writes, [read, write]],
  ])('reads %s with the permissions of its role', async (_, more, statements) => {
    expect((await run(each(more), { account: { buckets, role: role(...statements) } })).status).toBe(
      'SUCCEEDED',
    )
  })

  test.each<[string, object, JsonObject[], string, string]>([
    [
      'the object',
      {},
      [list],
      'States.ItemReaderFailed',
      's3:GetObject on resource: "arn:aws:s3:::in/items.json" because no identity-based policy allows',
    ],
    [
      'the listing',
      lists,
      [{ ...list, Condition: { StringEquals: { 's3:prefix': 'b/' } } }],
      'States.ItemReaderFailed',
      's3:ListBucket on resource: "arn:aws:s3:::in" because',
    ],
    [
      'the place for its results',
      writes,
      [read],
      'States.ResultWriterFailed',
      "Ensure the correct permissions are added to your state machine's execution role. | Message from S3: User: arn:aws:sts::111122223333:assumed-role/",
    ],
  ])('fails without the permission for %s', async (_, more, statements, error, part) => {
    const made = await run(each(more), { account: { buckets, role: role(...statements) } })
    expect(made).toMatchObject({ status: 'FAILED', failure: { error, cause: expect.stringContaining(part) } })
  })
})
