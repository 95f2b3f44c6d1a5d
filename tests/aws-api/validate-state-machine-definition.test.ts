import { describe, expect, test } from 'vitest'
import { validateStateMachineDefinition } from '@/lib/aws-api'
import type { JsonObject } from '@/lib/json'

const fine = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Succeed' } } })
const wrong = JSON.stringify({
  StartAt: 'A',
  States: { A: { Type: 'Pass', Next: 'B' }, C: { Type: 'Succeed' } },
})
const doubtful = JSON.stringify({
  StartAt: 'A',
  States: { A: { Type: 'Pass', Parameters: { path: '$.a' }, End: true } },
})

test('a definition without problems', () => {
  expect(validateStateMachineDefinition({ definition: fine })).toEqual({
    result: 'OK',
    diagnostics: [],
    truncated: false,
  })
})

test('problems are told, each with its place', () => {
  expect(validateStateMachineDefinition({ definition: wrong, type: 'EXPRESS' })).toEqual({
    result: 'FAIL',
    diagnostics: [
      {
        severity: 'ERROR',
        code: 'MISSING_TRANSITION_TARGET',
        message: "Missing 'Next' target: B",
        location: '/States/A/Next',
      },
      {
        severity: 'ERROR',
        code: 'MISSING_TRANSITION_TARGET',
        message: 'State "C" is not reachable.',
        location: '/States/C',
      },
    ],
    truncated: false,
  })
})

test.each([
  [{}, { result: 'OK', diagnostics: [] }],
  [{ severity: 'ERROR' }, { result: 'OK', diagnostics: [] }],
  [{ severity: 'WARNING' }, { result: 'OK', diagnostics: [{ severity: 'WARNING', code: 'NO_DOLLAR' }] }],
])('warnings with %j', (settings, expected) => {
  expect(validateStateMachineDefinition({ definition: doubtful, ...settings })).toMatchObject(expected)
})

test.each([
  [0, 2, false],
  [1, 1, true],
  [2, 2, false],
  [100, 2, false],
])('of two problems, maxResults %i lists %i', (maxResults, length, truncated) => {
  const answer = validateStateMachineDefinition({ definition: wrong, maxResults })
  expect(answer).toMatchObject({ result: 'FAIL', truncated })
  expect('diagnostics' in answer && answer.diagnostics.length).toBe(length)
})

describe('requests that are refused', () => {
  test.each<[JsonObject, string]>([
    [
      {},
      "1 validation error detected: Value null at 'definition' failed to satisfy constraint: Member must not be null",
    ],
    [
      { definition: '' },
      "1 validation error detected: Value at 'definition' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      { definition: ' '.repeat(1_048_577) },
      "1 validation error detected: Value at 'definition' failed to satisfy constraint: Member must have length less than or equal to 1048576",
    ],
    [
      { definition: fine, maxResults: 101, severity: 'INFO' },
      "2 validation errors detected: Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100; " +
        "Value 'INFO' at 'severity' failed to satisfy constraint: Member must satisfy enum value set: [ERROR, WARNING]",
    ],
    [
      { definition: fine, type: 'FAST' },
      "1 validation error detected: Value 'FAST' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [STANDARD, EXPRESS]",
    ],
  ])('case %#', (request, message) => {
    expect(validateStateMachineDefinition(request)).toEqual({
      error: { code: 'ValidationException', message },
    })
  })

  test.each<JsonObject>([
    { definition: {} },
    { definition: fine, maxResults: '3' },
    { definition: fine, type: 1 },
  ])('the wrong JSON type: %j', (request) => {
    expect(validateStateMachineDefinition(request)).toMatchObject({
      error: { code: 'SerializationException' },
    })
  })
})
