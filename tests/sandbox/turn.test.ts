import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadHandlers } from '@/lib/handlers'
import type { JsonObject } from '@/lib/json'
import { runExecution } from '@/lib/sandbox'
import type { AccountSetup } from '@/lib/services'
import { definitions, generatedInput } from '../support/generated-machines'
import { DurableSandbox } from './durable'
import { account, invoke, machineOf, START, states } from './run'

const activity = (name: string) => `arn:aws:states:us-east-1:111122223333:activity:${name}`

function sandbox(
  setup: AccountSetup = account,
  options: Partial<ConstructorParameters<typeof DurableSandbox>[1]> = {},
): DurableSandbox {
  return new DurableSandbox(setup, { clock: 'virtual', startAt: START, ...options })
}

async function finish(one: DurableSandbox, definition: object, input = '{}', name = 'e') {
  const machine = one.addMachine('m', JSON.stringify(definition))
  const started = await one.start(machine, name, input)
  await one.settle()
  if (started.kind !== 'Started') throw new Error(started.kind)
  const row = one.rows.get(started.executionArn)
  if (!row) throw new Error('It was not stored.')
  return { ...row.kept, history: one.history(started.executionArn) }
}

describe('a turn', () => {
  const priced = states({
    Sleep: { Type: 'Wait', Seconds: 86_400, Next: 'Price' },
    Price: invoke('price', { End: true }),
  })

  test('takes an execution to its end, as a run of the same machine', async () => {
    const run = await runExecution({
      machine: machineOf(priced),
      input: {},
      account,
      startAt: START,
      seed: 3,
      runHandler: await loadHandlers(),
    })
    const { status, output, stopDate, history } = await finish(sandbox(), priced)
    expect({ status, output: JSON.parse(output ?? ''), stopDate }).toEqual({
      status: run.status,
      output: run.output,
      stopDate: run.stopDate,
    })
    const outline = history.map(({ type, id, previousEventId, timestamp }) => ({
      type,
      id,
      previousEventId,
      timestamp,
    }))
    expect(outline).toEqual(
      run.history.map(({ type, id, previousEventId, timestamp }) => ({
        type,
        id,
        previousEventId,
        timestamp,
      })),
    )
  })

  test('on the wall clock ends at what is due later', async () => {
    const one = sandbox(account, { clock: 'wall' })
    expect((await finish(one, priced)).status).toBe('RUNNING')
    await one.pass(86_399_000)
    expect(one.rows.get(one.arnOf('m', 'e'))?.kept.status).toBe('RUNNING')
    await one.pass(2_000)
    expect(one.rows.get(one.arnOf('m', 'e'))?.kept.status).toBe('SUCCEEDED')
    expect(one.faults).toEqual([])
  })

  test('time does not jump while somebody outside is waited for, and does so again afterwards', async () => {
    const one = sandbox({ ...account, activities: { work: {} } })
    const machine = one.addMachine(
      'm',
      JSON.stringify(
        states({
          Both: {
            Type: 'Parallel',
            Branches: [
              states({ Ask: { Type: 'Task', Resource: activity('work'), HeartbeatSeconds: 60, End: true } }),
              states({ Sleep: { Type: 'Wait', Seconds: 600, End: true } }),
            ],
            End: true,
          },
        }),
      ),
    )
    await one.start(machine, 'e', '{"a":1}')
    await one.settle()
    expect(one.now).toBe(START)
    const task = await one.ask({ kind: 'TakeTask', activity: 'work', workerName: 'ada' })
    expect(task?.input).toEqual({ a: 1 })
    const taskToken = task?.taskToken ?? ''
    expect(await one.ask({ kind: 'TakeTask', activity: 'work' })).toBeUndefined()
    await one.pass(50_000)
    expect(await one.ask({ kind: 'Answer', taskToken, answer: { kind: 'Heartbeat' } })).toBe('Accepted')
    await one.pass(50_000)
    expect(await one.ask({ kind: 'Answer', taskToken, answer: { kind: 'Success', output: 7 } })).toBe(
      'Accepted',
    )
    expect(await one.ask({ kind: 'Answer', taskToken, answer: { kind: 'Success', output: 8 } })).toBe(
      'TimedOut',
    )
    expect(await one.ask({ kind: 'Answer', taskToken: 'x', answer: { kind: 'Heartbeat' } })).toBe(
      'UnknownToken',
    )
    await one.settle()
    const { kept } = one.rows.get(one.arnOf('m', 'e')) ?? {}
    expect(kept).toMatchObject({ status: 'SUCCEEDED', stopDate: START + 600_000, output: '[7,{"a":1}]' })
  })

  test('a task that nobody answers times out in its own time', async () => {
    const one = sandbox({ ...account, activities: { work: {} } })
    const ask = { Type: 'Task', Resource: activity('work'), TimeoutSeconds: 30, End: true }
    await finish(one, states({ Ask: ask }))
    const task = await one.ask({ kind: 'TakeTask', activity: 'work' })
    await one.pass(31_000)
    expect(one.rows.get(one.arnOf('m', 'e'))?.kept).toMatchObject({
      status: 'FAILED',
      failure: { error: 'States.Timeout' },
    })
    const late = { kind: 'Success' as const, output: 1 }
    expect(await one.ask({ kind: 'Answer', taskToken: task?.taskToken ?? '', answer: late })).toBe('TimedOut')
  })

  test('the same name starts once; another input under it is refused', async () => {
    const one = sandbox(account, { clock: 'wall' })
    const machine = one.addMachine('m', JSON.stringify(priced))
    expect(await one.start(machine, 'e', '{}')).toMatchObject({ kind: 'Started', startDate: START })
    one.now += 5_000
    expect(await one.start(machine, 'e', '{}')).toMatchObject({ kind: 'Started', startDate: START })
    expect(await one.start(machine, 'e', '[]')).toMatchObject({ kind: 'NameTaken' })
    expect(one.rows.size).toBe(1)
  })

  test('a stopped execution ends, and a redriven one goes on where it stopped', async () => {
    const one = sandbox(account, { clock: 'wall' })
    await finish(one, priced)
    const executionArn = one.arnOf('m', 'e')
    const stop = { kind: 'Stop' as const, executionArn, failure: { error: 'E', cause: 'because' } }
    expect(await one.ask(stop)).toEqual({ kind: 'Stopped', stopDate: START })
    expect(one.rows.get(executionArn)?.kept).toMatchObject({ status: 'ABORTED', failure: { error: 'E' } })
    one.now += 1_000
    const redrive = { kind: 'Redrive' as const, executionArn, clientToken: 't' }
    expect(await one.ask(redrive)).toEqual({ kind: 'Redriven', redriveDate: START + 1_000 })
    expect(await one.ask(redrive)).toEqual({ kind: 'Redriven', redriveDate: START + 1_000 })
    expect(await one.ask({ kind: 'Redrive', executionArn })).toMatchObject({ kind: 'NotRedrivable' })
    await one.pass(90_000_000)
    expect(one.rows.get(executionArn)?.kept).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 })
    expect(one.history(executionArn).map(({ id }) => id)).toEqual(
      one.history(executionArn).map((_, index) => index + 1),
    )
  })

  test('a machine that starts another one waits for it, also when each has turns of its own', async () => {
    const parent = states({
      Nested: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: {
          StateMachineArn: 'arn:aws:states:us-east-1:111122223333:stateMachine:child',
          Name: 'of-parent',
          Input: { n: 1 },
        },
        OutputPath: '$.Output',
        End: true,
      },
    })
    const child = states({ Sleep: { Type: 'Wait', Seconds: 100, End: true } })
    for (const clock of ['virtual', 'wall'] as const) {
      const one = sandbox(
        { ...account, machines: { child: { definition: JSON.stringify(child) } } },
        { clock, loaded: 1 },
      )
      await finish(one, parent)
      await one.pass(clock === 'wall' ? 101_000 : 0)
      expect(one.rows.get(one.arnOf('m', 'e'))?.kept).toMatchObject({
        status: 'SUCCEEDED',
        output: '{"n":1}',
      })
      expect(one.rows.get(one.arnOf('child', 'of-parent'))?.kept).toMatchObject({
        status: 'SUCCEEDED',
        revisionId: 'child 1',
      })
    }
  })

  test('stopping whoever waits stops what it waits for', async () => {
    const parent = states({
      Nested: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync',
        Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:111122223333:stateMachine:child' },
        End: true,
      },
    })
    const child = states({ Sleep: { Type: 'Wait', Seconds: 100, End: true } })
    const one = sandbox(
      { ...account, machines: { child: { definition: JSON.stringify(child) } } },
      { clock: 'wall' },
    )
    await finish(one, parent)
    await one.pass(1_000)
    await one.ask({ kind: 'Stop', executionArn: one.arnOf('m', 'e'), failure: {} })
    await one.settle()
    expect([...one.rows.values()].map(({ kept }) => [kept.machine, kept.status])).toEqual([
      ['m', 'ABORTED'],
      ['child', 'ABORTED'],
    ])
  })

  test('scripted workers are not outside: time jumps to what they do', async () => {
    const one = sandbox({
      ...account,
      activities: { work: { workers: { ada: { works: [{ takesSeconds: 3_600, output: 'done' }] } } } },
    })
    const ended = await finish(one, states({ Ask: { Type: 'Task', Resource: activity('work'), End: true } }))
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '"done"', stopDate: START + 3_600_000 })
  })

  test('a history that grows without bounds is ended, and nothing else', async () => {
    const grow = states({
      Grow: { Type: 'Pass', Result: 'x'.repeat(10_000), ResultPath: '$.x', Next: 'Again' },
      Again: { Type: 'Choice', Choices: [{ Variable: '$.x', IsNull: true, Next: 'Done' }], Default: 'Grow' },
      Done: { Type: 'Succeed' },
    })
    const one = sandbox(account, { historyBytesAtMost: 200_000 })
    const { status, failure, history } = await finish(one, grow)
    expect({ status, failure }).toMatchObject({
      status: 'FAILED',
      failure: { cause: expect.stringMatching(/^The history is larger/) },
    })
    expect(JSON.stringify(history).length).toBeLessThan(300_000)
    expect((await finish(one, priced, '{}', 'f')).status).toBe('SUCCEEDED')
  })

  test('the children of a map run have histories of their own', async () => {
    const distributed = states({
      Each: {
        Type: 'Map',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          ...states({ Sleep: { Type: 'Wait', Seconds: 5, End: true } }),
        },
        End: true,
      },
    })
    const one = sandbox(account, { steps: 3 })
    const { status, output } = await finish(one, distributed, '[1,2,3]')
    expect({ status, output }).toEqual({ status: 'SUCCEEDED', output: '[1,2,3]' })
    expect(one.children.size).toBe(3)
    for (const events of one.children.values())
      expect(events.map((text) => (JSON.parse(text) as { id: number }).id)).toEqual([1, 2, 3, 4])
  })
})

describe('however turns are cut and lost', () => {
  const setup: AccountSetup = {
    ...account,
    functions: { work: { source: 'export const handler = async () => 5', durationMs: 400 } },
    activities: {
      work: { workers: { ada: { works: [{ takesSeconds: 1 }, { does: 'Fail', error: 'Busy' }] } } },
    },
  }

  const input = JSON.stringify(generatedInput)

  test('an execution has the same history', async () => {
    await fc.assert(
      fc.asyncProperty(
        definitions,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
        async (definition: JsonObject, steps, loaded, lost) => {
          const whole = sandbox(setup)
          const expected = await finish(whole, definition, input)
          const isLost = (turn: number) => turn % 7 !== 0 && lost[turn % lost.length] === true
          const cut = sandbox(setup, { steps, loaded, isLost })
          const { status, output, failure, history } = await finish(cut, definition, input)
          expect({ status, output, failure }).toEqual({
            status: expected.status,
            output: expected.output,
            failure: expected.failure,
          })
          expect(history).toEqual(expected.history)
          expect(cut.faults).toEqual([])
        },
      ),
      { numRuns: 25 },
    )
  })
})
