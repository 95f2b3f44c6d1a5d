import { expect, test } from 'vitest'
import { INTERPRETER_VERSION, snapshot } from '@/lib/asl'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { type DriveOptions, driveAny } from '../../support/drive'
import { scripted } from '../cases/scripted-tasks'
import { call, distributed, machineOfStates, reader, writer } from './map-run/run'

/**
 * Every place that there is in snapshots of some executions, and what stands there. Where this differs from the file,
 * a snapshot has another shape than those that are stored. Then raise the first number of INTERPRETER_VERSION, or
 * write what turns the old into the new; the file of a new version is made when the test runs.
 */
test('has the shape that its version says', async () => {
  const found = new Set<string>()
  for (const run of runs) {
    await driveAny({
      seed: 7,
      ...run,
      between: (execution) => {
        collect(snapshot(execution), '', found)
        return execution
      },
    }).then(({ execution }) => collect(snapshot(execution), '', found))
  }
  const [shape] = INTERPRETER_VERSION.split('.')
  await expect(`${[...found].sort().join('\n')}\n`).toMatchFileSnapshot(`snapshot-shapes/${shape}.txt`)
})

const wait = (seconds: number) => ({ Type: 'Wait', Seconds: seconds, End: true })
const branch = (name: string, state: JsonObject) => ({ StartAt: name, States: { [name]: state } })
const job = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl: 'q', MessageBody: 'm' },
  TimeoutSeconds: 60,
  HeartbeatSeconds: 30,
  Credentials: { RoleArn: 'arn:aws:iam::111122223333:role/r' },
  Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 3 }],
  Catch: [{ ErrorEquals: ['States.ALL'], Next: 'After' }],
  End: true,
}
const redriven = { afterMs: 600_000, signal: { type: 'Redriven' } } as const
const stopped = { afterMs: 5_000, signal: { type: 'Stopped', failure: { error: 'E', cause: 'c' } } } as const

const runs: readonly Omit<DriveOptions, 'seed'>[] = [
  {
    machine: machineOfStates({
      Set: { Type: 'Pass', Assign: { x: 1 }, Next: 'Both' },
      Both: {
        Type: 'Parallel',
        Branches: [
          branch('Each', {
            Type: 'Map',
            ItemsPath: '$.items',
            ItemProcessor: branch('Item', wait(2)),
            End: true,
          }),
          { StartAt: 'Job', States: { Job: job, After: { Type: 'Succeed' } } },
        ],
        End: true,
      },
    }),
    input: { items: [1, 2] },
    answer: scripted({
      Job: [{ submitted: 1, heartbeats: [2], fails: { error: 'E' }, after: 4 }, 'never', 'ok'],
    }),
    outside: [
      { afterMs: -1, signal: { type: 'Overridden', event: 3, value: { items: [3] } } },
      { afterMs: 9_000, signal: { type: 'Stopped', failure: {} } },
      redriven,
    ],
  },
  {
    machine: machineOfStates(
      { Bad: { Type: 'Pass', Output: '{% $states.input.none %}', End: true } },
      { QueryLanguage: 'JSONata' },
    ),
    input: {},
  },
  { machine: machineOfStates({ Done: { Type: 'Succeed' } }), input: {} },
  { machine: machineOfStates({ Late: wait(60) }, { TimeoutSeconds: 5 }), input: {} },
  {
    machine: machineOfStates({
      Each: distributed(
        {
          ...reader({ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }),
          ...writer(),
          ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { b: 1 } },
          ToleratedFailureCount: 2,
          ToleratedFailurePercentage: 50,
          MaxConcurrency: 1,
        },
        call,
      ),
    }),
    input: {},
    objects: { in: { items: 'a\n1\n2\n3\n4\n5' }, out: {} },
    answer: scripted({ Item: ['ok', '!Bad', '!Bad', { succeeds: 'ok', after: 1 }, 'ok'] }),
    outside: [redriven],
  },
  {
    machine: machineOfStates({ Each: distributed({}, { Item: wait(60) }) }),
    input: { a: 1, b: 2 },
    outside: [stopped, redriven],
  },
]

/** What learners put there has no shape of ours. */
const DATA = new Set([
  'input',
  'output',
  'payload',
  'result',
  'results',
  'value',
  'values',
  'entries',
  'work',
])

function collect(value: JsonValue, at: string, found: Set<string>): void {
  const name = at.slice(at.lastIndexOf('.') + 1)
  if (DATA.has(name)) found.add(`${at}: data`)
  else if (isJsonArray(value)) {
    found.add(`${at}: array`)
    for (const item of value) collect(item, `${at}[]`, found)
  } else if (isJsonObject(value)) {
    found.add(`${at}: object`)
    // A child is saved as any execution is.
    for (const [key, member] of Object.entries(value))
      collect(member, key === 'execution' ? '.execution' : `${at}.${key}`, found)
  } else found.add(`${at}: ${value === null ? 'null' : typeof value}`)
}
