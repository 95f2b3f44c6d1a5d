import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '@/lib/json'
import { answerTo, inlineMap, invalid, invoke, parallel, readingMap, refused } from './ask'

describe('requests that are refused', () => {
  const mock = { result: '{}' }
  const cases: [string, JsonValue, JsonObject, JsonObject][] = [
    [
      'a state that is not there',
      { StartAt: 'A', States: { A: { Type: 'Succeed' } } },
      { stateName: 'B' },
      invalid('State not found in definition'),
    ],
    [
      'two mocks',
      invoke,
      { mock: { ...mock, errorOutput: {} } },
      invalid('A test mock should have only one of the following fields: [result, errorOutput].'),
    ],
    [
      'secrets of a mock',
      invoke,
      { mock, revealSecrets: true },
      invalid('TestState does not support RevealSecrets when a mock is specified.'),
    ],
    [
      'a mock that is no JSON',
      invoke,
      { mock: { result: '{', fieldValidationMode: 'NONE' } },
      invalid('Mocked result must be valid JSON'),
    ],
    ...['Pass', 'Wait', 'Choice', 'Succeed', 'Fail'].map(
      (type): [string, JsonValue, JsonObject, JsonObject] => [
        `a mock of a ${type}`,
        {
          Pass: { Type: type, End: true },
          Wait: { Type: type, Seconds: 1, End: true },
          Choice: { Type: type, Choices: [{ Variable: '$.a', IsPresent: true, Next: 'B' }] },
        }[type] ?? { Type: type },
        { mock },
        invalid(`State type '${type}' is not supported when a mock is specified`),
      ],
    ),
    [
      'a Map without a mock',
      inlineMap,
      {},
      refused(
        'InvalidDefinition',
        'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
      ),
    ],
    [
      'failing iterations without a mock',
      inlineMap,
      { stateConfiguration: { mapIterationFailureCount: 1 } },
      invalid('TestState does not support MapIterationFailureCount when a mock is not specified.'),
    ],
    [
      'a task without mock and role',
      invoke,
      {},
      invalid('RoleArn must be specified when testing a Task state'),
    ],
    [
      'too few branches',
      parallel,
      { mock: { result: '[1]' } },
      invalid('Mocked result must contain the same number of items as number of Parallel branches.'),
    ],
    ['no array of branches', parallel, { mock: { result: '1' } }, invalid('Mocked result must be an array.')],
    [
      'no array of iterations',
      inlineMap,
      { mock: { result: '{}' } },
      invalid('Mocked result must be an array.'),
    ],
    [
      'an array where results are written',
      {
        ...readingMap,
        ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Arguments: { Bucket: 'b', Prefix: 'p' } },
      },
      { mock: { result: '[]' } },
      invalid('Mocked result must be a JSON object.'),
    ],
    [
      'a definition that is none',
      { Type: 'Parallel', Branches: [], End: true },
      { mock: { result: '[]' } },
      refused(
        'InvalidDefinition',
        "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/StateName/Branches'",
      ),
    ],
    [
      'a level that is none',
      invoke,
      { inspectionLevel: 'ALL' },
      invalid(
        "1 validation error detected: Value 'ALL' at 'inspectionLevel' failed to satisfy constraint: Member must satisfy enum value set: [INFO, DEBUG, TRACE]",
      ),
    ],
  ]
  test.each(cases)('%s', async (_name, state, request, expected) => {
    expect(await answerTo(state, request)).toEqual(expected)
  })
})
