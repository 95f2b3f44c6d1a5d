import { expect, test } from 'vitest'
import { sandboxDiagnostics } from '@/lib/sandbox'
import { functionArn, machineOf, states } from './run'

const task = (Resource: string, Parameters?: object) => ({
  Type: 'Task',
  Resource,
  ...(Parameters && { Parameters }),
  End: true,
})
const publish = task('arn:aws:states:::sns:publish', {
  TopicArn: 'arn:aws:sns:us-east-1:111122223333:news',
  Message: 'x',
})

test('a definition of simulated tasks has none', () => {
  const definition = states({ A: task(functionArn('price')) })
  expect(sandboxDiagnostics(machineOf(definition), JSON.stringify(definition))).toEqual([])
})

test('every task that the sandbox cannot do has one, at its place, in branches and processors too', () => {
  const definition = states({
    Both: { Type: 'Parallel', Branches: [states({ Tell: publish })], Next: 'Each' },
    Each: {
      Type: 'Map',
      ItemProcessor: states({ Ask: task('arn:aws:states:us-east-1:111122223333:activity:approve') }),
      End: true,
    },
  })
  const source = JSON.stringify(definition, null, 2)
  const found = sandboxDiagnostics(machineOf(definition), source)
  expect(found.map(({ path, range }) => [path, source.slice(range.from, range.to)])).toEqual([
    ['/States/Both/Branches/0/States/Tell/Resource', expect.stringContaining('sns:publish')],
    ['/States/Each/ItemProcessor/States/Ask/Resource', expect.stringContaining('activity:approve')],
  ])
  for (const { severity, wording, code } of found) {
    expect([severity, wording, code]).toEqual(['ERROR', 'ours', 'NOT_SUPPORTED_YET'])
  }
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
