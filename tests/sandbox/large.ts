import type { Run } from '@/lib/sandbox'
import type { AccountSetup } from '@/lib/services'
import { functionArn, run, states } from './run'

const retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 8, BackoffRate: 1.5 }]

/** 200 items with five messages each; every fourth item is priced by a function, one of fifty calls. */
const definition = states({
  Each: {
    Type: 'Map',
    ItemsPath: '$.items',
    MaxConcurrency: 20,
    ItemProcessor: states({
      IsDear: {
        Type: 'Choice',
        Choices: [{ Variable: '$.isDear', BooleanEquals: true, Next: 'Price' }],
        Default: 'Tell',
      },
      Price: {
        Type: 'Task',
        Resource: functionArn('price'),
        ResultPath: '$.price',
        Retry: retry,
        Next: 'Tell',
      },
      Tell: {
        Type: 'Map',
        ItemsPath: '$.messages',
        ItemProcessor: states({
          Send: {
            Type: 'Task',
            Resource: 'arn:aws:states:::sqs:sendMessage',
            Parameters: {
              QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/packing',
              MessageBody: { 'text.$': '$' },
            },
            ResultPath: null,
            Retry: retry,
            End: true,
          },
        }),
        ResultPath: null,
        End: true,
      },
    }),
    ResultPath: null,
    End: true,
  },
})

const account: AccountSetup = {
  functions: {
    price: { source: 'export const handler = async ({ id }) => ({ total: id * 2 })', durationMs: 40 },
  },
  queues: { packing: {} },
  faults: [
    { on: 'sqs:sendMessage', fault: 'Throttle', percent: 5 },
    { on: functionArn('price'), fault: 'ServerError', percent: 20 },
  ],
}

const items = Array.from({ length: 200 }, (_, id) => ({
  id,
  isDear: id % 4 === 0,
  messages: Array.from({ length: 5 }, (_, number) => `message ${number} about ${id}`),
}))

/** A thousand messages, two hundred items, fifty handlers, faults on order. */
export function largeRun(): Promise<Run> {
  return run(definition, { input: { items }, account, limits: { historyEvents: 1_000_000 } })
}
