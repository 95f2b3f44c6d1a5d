import { expect, test } from 'vitest'
import { parseForSandbox, sandboxDiagnostics } from '@/lib/sandbox'
import { machineOf, states } from './run'

const task = (words: string) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${words}`,
  Parameters: {},
  End: true,
})

test.each([
  'aws-sdk:dynamodb:batchGetItem',
  'aws-sdk:bedrockruntime:converse',
  'aws-sdk:rds:describeDBInstances',
  'aws-sdk:config:describeConfigRules',
  'aws-sdk:qldb:listLedgers',
])('%s is an action that the SDKs have', async (words) => {
  expect(await parseForSandbox(JSON.stringify(states({ A: task(words) })))).toMatchObject({ ok: true })
})

test.each([
  ['aws-sdk:s3:listBucket', 'Did you mean `listBuckets`?'],
  ['aws-sdk:dynamo:getItem', 'Did you mean `dynamodb`?'],
  ['aws-sdk:lambda:invokeWithResponseStream', 'has no action'],
  ['aws-sdk:constructor:toString', 'have no service'],
])('%s is refused with the words of AWS, in branches and processors too', async (words, hint) => {
  const definition = states({
    Both: { Type: 'Parallel', Branches: [states({ Ask: task(words) })], Next: 'Each' },
    Each: { Type: 'Map', ItemProcessor: states({ Tell: task(words) }), End: true },
  })
  const parsed = await parseForSandbox(JSON.stringify(definition, null, 2))
  const places = ['Both/Branches/0/States/Ask', 'Each/ItemProcessor/States/Tell']
  expect(parsed).toMatchObject({
    ok: false,
    diagnostics: places.map((place) => ({
      code: 'SCHEMA_VALIDATION_FAILED',
      wording: 'aws',
      path: `/States/${place}/Resource`,
      message: expect.stringContaining(`The resource provided arn:aws:states:::${words} is not recognized.`),
      hint: expect.stringContaining(hint),
    })),
  })
})

test('a distributed Map is run here, but Parquet files are not read', () => {
  const each = (InputType: string, more: object = {}) =>
    states({
      Each: {
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType, ...more },
          Parameters: { Bucket: 'b', Key: 'k' },
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          ...states({ Item: { Type: 'Pass', End: true } }),
        },
        End: true,
      },
    })
  const found = (definition: object) =>
    sandboxDiagnostics(machineOf(definition), JSON.stringify(definition)).map(({ path }) => path)
  expect(found(each('JSON'))).toEqual([])
  expect(found(each('PARQUET'))).toEqual(['/States/Each/ItemReader/ReaderConfig/InputType'])
})
