import { expect, test } from 'vitest'
import { account, functionArn, run, states } from './run'

const distributed = (processor: object) => ({
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  ...processor,
})

test('a map run reads a bucket, calls functions, writes its results, and the run has its children', async () => {
  const definition = states({
    Each: {
      Type: 'Map',
      Label: 'Orders',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSONL' },
        Parameters: { Bucket: 'in', Key: 'orders' },
      },
      ItemProcessor: distributed(
        states({ Price: { Type: 'Task', Resource: functionArn('price'), End: true } }),
      ),
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'out' },
        WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSON' },
      },
      End: true,
    },
  })
  const order = (price: number) => JSON.stringify({ items: [{ price, count: 2 }] })
  const buckets = { in: { objects: { orders: `${order(3)}\n${order(4)}` } }, out: {} }
  const made = await run(definition, { account: { ...account, buckets } })
  expect(made.status).toBe('SUCCEEDED')
  expect(made.children?.map(({ history }) => history.at(-1)?.type)).toEqual([
    'ExecutionSucceeded',
    'ExecutionSucceeded',
  ])
  expect(made.mapRuns).toMatchObject([{ status: 'SUCCEEDED', itemCounts: { succeeded: 2, total: 2 } }])
  expect(made.account.buckets?.out?.objects).toMatchObject({
    [(made.output as { ResultWriterDetails: { Key: string } }).ResultWriterDetails.Key]: expect.any(String),
  })
  expect(Object.values(made.account.buckets?.out?.objects ?? {})).toContain('[{"total":6},{"total":8}]')
})

test('of many children the run keeps the first', async () => {
  const definition = states({
    Each: {
      Type: 'Map',
      ItemProcessor: distributed(states({ Item: { Type: 'Pass', End: true } })),
      End: true,
    },
  })
  const items = Array.from({ length: 300 }, (_, index) => index)
  const made = await run(definition, { input: items })
  expect(made.output).toEqual(items)
  expect(made.children).toHaveLength(200)
  expect(made.mapRuns).toMatchObject([{ executionCounts: { succeeded: 300 } }])
})
