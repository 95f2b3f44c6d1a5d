import { describe, expect, test } from 'vitest'
import type { HistoryEvent } from '@/lib/asl'
import type { Interventions, Run } from '@/lib/sandbox'
import { invoke, run, states } from './run'

const TYPES = (made: Run) => made.history.map(({ type }) => type)

function ofType<Type extends HistoryEvent['type']>(made: Run, type: Type): HistoryEvent | undefined {
  return made.history.find((event) => event.type === type)
}

const PRICED = states({
  Price: invoke('price', { ResultPath: '$.price', Next: 'Large' }),
  Large: {
    Type: 'Choice',
    Choices: [{ Variable: '$.price.total', NumericGreaterThan: 100, Next: 'Ask' }],
    Default: 'Ship',
  },
  Ask: { Type: 'Pass', End: true },
  Ship: { Type: 'Pass', End: true },
})
const ORDER = { orderId: 'o-1', items: [{ price: 10, count: 2 }] }

describe('what if', () => {
  const priced = (interventions?: Interventions) =>
    run(PRICED, { input: ORDER, ...(interventions && { interventions }) })

  test('a state had left another output: the same up to there, and then the other branch', async () => {
    const was = await priced()
    const event = ofType(was, 'TaskStateExited')?.id ?? 0
    const value = { ...ORDER, price: { total: 500 } }
    const is = await priced({ overrides: [{ event, value }] })
    expect(was.output).toEqual({ ...ORDER, price: { total: 20 } })
    expect(is.history.slice(0, event - 1)).toEqual(was.history.slice(0, event - 1))
    expect(is.history[event - 1]?.details).toMatchObject({ output: value })
    expect(is.history.some(({ details }) => 'name' in details && details.name === 'Ask')).toBe(true)
    expect(is.output).toEqual(value)
  })

  test('the execution had begun with another input: as if it had been started with it', async () => {
    const value = { orderId: 'o-2', items: [{ price: 60, count: 2 }] }
    const is = await priced({ overrides: [{ event: 1, value }] })
    const straight = await run(PRICED, { input: value })
    expect(is.history).toEqual(straight.history)
  })

  test('a task had answered otherwise: its service is not asked', async () => {
    const mock = { state: 'Price', invocation: 0, afterMs: 70 }
    const is = await priced({ mocks: [{ ...mock, outcome: { ok: true, output: { total: 101 } } }] })
    expect(is.output).toEqual({ ...ORDER, price: { total: 101 } })
    expect(is.calls).toEqual([])
    const [scheduled, answered] = [
      ofType(is, 'LambdaFunctionScheduled'),
      ofType(is, 'LambdaFunctionSucceeded'),
    ]
    expect((answered?.timestamp ?? 0) - (scheduled?.timestamp ?? 0)).toBe(70)

    const failed = await priced({ mocks: [{ ...mock, outcome: { ok: false, failure: { error: 'Busy' } } }] })
    expect(failed).toMatchObject({ status: 'FAILED', failure: { error: 'Busy' } })
  })

  test('a call among several is meant by its number', async () => {
    const twice = states({
      Each: {
        Type: 'Map',
        ItemProcessor: { StartAt: 'Price', States: { Price: invoke('price', { End: true }) } },
        End: true,
      },
    })
    const is = await run(twice, {
      input: [ORDER, ORDER],
      interventions: {
        mocks: [{ state: 'Price', invocation: 1, afterMs: 0, outcome: { ok: true, output: 'mocked' } }],
      },
    })
    expect(is.output).toEqual([{ total: 20 }, 'mocked'])
  })

  test('one can look at any moment, with the account as it was then', async () => {
    const was = await priced()
    for (const { id } of was.history.slice(0, -1)) {
      const then = await priced({ until: id })
      expect(then.history.length).toBeLessThanOrEqual(was.history.length)
      expect(then.history.slice(0, id)).toEqual(was.history.slice(0, id))
    }
    const started = ofType(was, 'LambdaFunctionStarted')?.id ?? 0
    expect((await priced({ until: started - 1 })).account.functions.price?.invocations).toBe(0)
    expect((await priced({ until: started })).account.functions.price?.invocations).toBe(1)
  })
})

const APPROVED = states({
  Ask: {
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
    Parameters: {
      QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/packing',
      MessageBody: { 'token.$': '$$.Task.Token' },
    },
    TimeoutSeconds: 600,
    HeartbeatSeconds: 60,
    Catch: [{ ErrorEquals: ['Refused'], Next: 'Refund' }],
    End: true,
  },
  Refund: { Type: 'Pass', End: true },
})

describe('the other side', () => {
  const tokenOf = (made: Run) => made.waiting?.tasks[0]?.taskToken ?? ''

  test('without it the clock goes on to the time-out, as ever', async () => {
    expect(await run(APPROVED)).toMatchObject({
      status: 'FAILED',
      failure: { error: 'States.Timeout' },
    })
  })

  test('by hand the clock stands still until somebody answers', async () => {
    const held = await run(APPROVED, { interventions: { byHand: true } })
    expect(held.status).toBe('RUNNING')
    expect(held.waiting).toMatchObject({
      tasks: [{ stateName: 'Ask', status: 'Waiting', kind: 'token', isTaken: false }],
    })
    expect(held.waiting?.nextDueAt).toBeLessThanOrEqual((held.waiting?.at ?? 0) + 60_000)
    const taskToken = tokenOf(held)

    const yes = await run(APPROVED, {
      interventions: { byHand: true, acts: [{ act: 'Succeed', taskToken, output: { approved: true } }] },
    })
    expect(yes).toMatchObject({ status: 'SUCCEEDED', output: { approved: true } })
    expect(yes).not.toHaveProperty('waiting')
    expect(yes.history.slice(0, held.history.length)).toEqual(held.history)

    const no = await run(APPROVED, {
      interventions: {
        byHand: true,
        acts: [{ act: 'Fail', taskToken, error: 'Refused', cause: 'too dear' }],
      },
    })
    expect(no).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'Refused', Cause: 'too dear' } })
  })

  test('a heartbeat keeps a task alive, and without one it expires', async () => {
    const taskToken = tokenOf(await run(APPROVED, { interventions: { byHand: true } }))
    const alive = await run(APPROVED, {
      interventions: {
        byHand: true,
        acts: [
          { act: 'PassTime', ms: 50_000 },
          { act: 'Heartbeat', taskToken },
          { act: 'PassTime', ms: 50_000 },
        ],
      },
    })
    expect(alive.status).toBe('RUNNING')
    // The queue answers first, and then the clock stands still.
    const submittedAt = ofType(alive, 'TaskSubmitted')?.timestamp ?? 0
    expect(submittedAt).toBeGreaterThan(alive.startDate)
    expect(alive.waiting?.at).toBe(submittedAt + 100_000)
    expect(alive.waiting?.tasks).toMatchObject([{ heartbeats: 1 }])

    const expired = await run(APPROVED, {
      interventions: { byHand: true, acts: [{ act: 'LetExpire', taskToken }] },
    })
    expect(expired).toMatchObject({ status: 'FAILED', failure: { error: 'States.Timeout' } })
  })

  test('what comes too late is refused in the words of the service', async () => {
    const taskToken = tokenOf(await run(APPROVED, { interventions: { byHand: true } }))
    const branches = states({
      Both: {
        Type: 'Parallel',
        Branches: [
          APPROVED,
          states({ Nap: { Type: 'Wait', Seconds: 5, Next: 'Over' }, Over: { Type: 'Pass', End: true } }),
        ],
        End: true,
      },
    })
    const twice = await run(branches, {
      interventions: {
        byHand: true,
        acts: [
          { act: 'Succeed', taskToken, output: 1 },
          { act: 'Succeed', taskToken, output: 2 },
        ],
      },
    })
    // The first answer lets the clock go on by itself; nothing waits for the second.
    expect(twice.status).toBe('SUCCEEDED')
    const unknown = await run(APPROVED, {
      interventions: { byHand: true, acts: [{ act: 'Heartbeat', taskToken: 'nobody’s' }] },
    })
    expect(unknown.refusedActs).toMatchObject([
      { place: 0, message: expect.stringContaining('InvalidToken') },
    ])
    expect(unknown.waiting?.tasks).toHaveLength(1)
  })

  test('an exercise with a client of its own goes on as ever', async () => {
    const made = await run(APPROVED, {
      account: {
        queues: { packing: {} },
        callbacks: [{ on: 'sqs:sendMessage', acts: [{ afterSeconds: 30, output: 'yes' }] }],
      },
      interventions: { byHand: true },
    })
    expect(made).toMatchObject({ status: 'SUCCEEDED', output: 'yes' })
  })

  test('the task of an activity is taken, and answered', async () => {
    const packed = states({
      Pack: {
        Type: 'Task',
        Resource: 'arn:aws:states:us-east-1:111122223333:activity:pack',
        TimeoutSeconds: 60,
        End: true,
      },
    })
    const account = { activities: { pack: {} } }
    const held = await run(packed, { account, interventions: { byHand: true } })
    expect(held.waiting?.tasks).toMatchObject([{ kind: 'activity', isTaken: false }])
    const taskToken = tokenOf(held)
    const taken = await run(packed, {
      account,
      interventions: { byHand: true, acts: [{ act: 'TakeTask', taskToken }] },
    })
    expect(taken.waiting?.tasks).toMatchObject([{ kind: 'activity', isTaken: true }])
    const done = await run(packed, {
      account,
      interventions: { byHand: true, acts: [{ act: 'Succeed', taskToken, output: 'box' }] },
    })
    expect(done).toMatchObject({ status: 'SUCCEEDED', output: 'box' })
    expect(TYPES(done)).toContain('ActivityStarted')
  })
})

test('a run that is watched tells of every value on the way through a state', async () => {
  const seen: [number, string][] = []
  const made = await run(PRICED, { input: ORDER, watch: (entered, field) => seen.push([entered, field]) })
  expect([...new Set(seen.filter(([entered]) => entered === 2).map(([, field]) => field))]).toEqual([
    'afterInputPath',
    'afterParameters',
    'result',
    'afterResultSelector',
    'afterResultPath',
  ])
  expect(made.history).toEqual((await run(PRICED, { input: ORDER })).history)
})
