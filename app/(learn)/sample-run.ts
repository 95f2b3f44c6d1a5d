import 'server-only'
import { firstTaken } from '@/app/_workbench/timeline/taken'
import { parse, type StateName, type StateStatus, stateStatuses } from '@/lib/asl'
import { type GraphLayout, layOut, stateGraph } from '@/lib/graph'
import type { JsonObject } from '@/lib/json'
import { type Run, runExecution } from '@/lib/sandbox'

const definition: JsonObject = {
  StartAt: 'SaveOrder',
  States: {
    SaveOrder: {
      Type: 'Task',
      Resource: 'arn:aws:states:::dynamodb:putItem',
      Parameters: { TableName: 'orders', Item: { orderId: { 'S.$': '$.orderId' } } },
      ResultPath: null,
      Next: 'IsGift',
    },
    IsGift: {
      Type: 'Choice',
      Choices: [{ Variable: '$.gift', BooleanEquals: true, Next: 'WrapIt' }],
      Default: 'TellPackers',
    },
    WrapIt: { Type: 'Wait', Seconds: 900, Next: 'TellPackers' },
    TellPackers: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Parameters: {
        QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/packing',
        'MessageBody.$': '$',
      },
      End: true,
    },
  },
}

export interface SampleRun {
  layout: GraphLayout
  statuses: ReadonlyMap<StateName, StateStatus>
  taken: ReadonlySet<string>
  run: Run
}

let made: Promise<SampleRun> | undefined

/** A real run, made once per process, to show on the first page what a run looks like. */
export function sampleRun(): Promise<SampleRun> {
  made ??= makeSampleRun()
  return made
}

async function makeSampleRun(): Promise<SampleRun> {
  const parsed = parse(JSON.stringify(definition, null, 2))
  if (!parsed.ok) throw new Error(`The sample is not valid: ${parsed.diagnostics[0].message}`)
  const run = await runExecution({
    machine: parsed.machine,
    input: { orderId: 'o-17', gift: true },
    account: {
      tables: { orders: { partitionKey: { name: 'orderId', type: 'S' } } },
      queues: { packing: {} },
    },
    startAt: Date.UTC(2026, 10, 22, 9),
    seed: 17,
    runHandler: () => {
      throw new Error('The sample has no functions.')
    },
  })
  return {
    layout: layOut(stateGraph(definition)),
    statuses: stateStatuses(run.history),
    taken: new Set(firstTaken(run.history).keys()),
    run,
  }
}
