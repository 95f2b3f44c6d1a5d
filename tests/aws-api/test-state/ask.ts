import { type TestStateAnswer, type TestStateWorld, testState } from '@/lib/aws-api'
import type { JsonObject, JsonValue } from '@/lib/json'

/** What TestState answers, with its JSON texts read. */
export async function answerTo(
  state: JsonValue,
  request: JsonObject = {},
  world: TestStateWorld = {},
): Promise<JsonObject> {
  const definition = typeof state === 'string' ? state : JSON.stringify(state)
  return readable(await testState({ definition, ...request }, world))
}

export function readable(answer: TestStateAnswer): JsonObject {
  if (typeof answer.error === 'object') return { ...answer, error: { ...answer.error } }
  const { output, inspectionData, ...rest } = answer as Exclude<TestStateAnswer, { error: object }>
  const read = (value: JsonValue): JsonValue => (typeof value === 'string' ? JSON.parse(value) : value)
  return {
    ...rest,
    ...(output !== undefined && { output: JSON.parse(output) }),
    ...(inspectionData && {
      inspectionData: Object.fromEntries(
        Object.entries(inspectionData).map(([field, value]) => [field, read(value)]),
      ),
    }),
  }
}

export const refused = (code: string, message: string) => ({ error: { code, message } })
export const invalid = (message: string) => refused('ValidationException', message)

export const role = 'arn:aws:iam::111122223333:role/testing'
export const lambda = 'arn:aws:states:::lambda:invoke'
export const lambdaFunction = 'arn:aws:lambda:us-east-1:111122223333:function:f'
export const invoke = { Type: 'Task', Resource: lambda, Parameters: { 'FunctionName.$': '$.f' }, End: true }
export const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } })
export const parallel = { Type: 'Parallel', Branches: [branch('One'), branch('Two')], End: true }
export const inlineMap = { Type: 'Map', ItemsPath: '$.orders', ItemProcessor: branch('Each'), End: true }
export const distributed = {
  ...branch('Each'),
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
}
export const readingMap = {
  Type: 'Map',
  QueryLanguage: 'JSONata',
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
    Arguments: { Bucket: 'orders', Key: 'today.csv' },
  },
  ItemProcessor: distributed,
  End: true,
}
