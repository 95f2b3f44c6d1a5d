import { describe, expect, test } from 'vitest'
import { definitionProblems } from '@/lib/aws-api'

const end = { E: { Type: 'Succeed' } }

function problemsOf(definition: object | string, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): string[] {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition)
  return definitionProblems(text, type).problems.map(
    ({ severity, code, location, message }) =>
      `${severity === 'ERROR' ? '' : `${severity} `}${code} ${location ?? '-'} ${message}`,
  )
}

/** Everything AWS would say of a definition; a warning says so in front. */
test.each<[string, object | string, string[]]>([
  ['nothing', { StartAt: 'E', States: end }, []],
  ['no object', '[]', ['SCHEMA_VALIDATION_FAILED - Definition must be a valid JSON object']],
  ['an empty object', {}, ['SCHEMA_VALIDATION_FAILED / These fields are required: [States, StartAt]']],
  [
    'an element of an array',
    {
      StartAt: 'C',
      States: {
        C: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'X' }], Default: 'E' },
        ...end,
      },
    },
    ["MISSING_TRANSITION_TARGET /States/C/Choices[0]/Next Missing 'Next' target: X"],
  ],
  [
    'a name with a slash, a tilde and digits',
    {
      StartAt: 'a/~0',
      States: { 'a/~0': { Type: 'Pass', Next: '1' }, 1: { Type: 'Pass', Next: '2' }, ...end },
    },
    [
      "MISSING_TRANSITION_TARGET /States/1/Next Missing 'Next' target: 2",
      'MISSING_TRANSITION_TARGET /States/E State "E" is not reachable.',
    ],
  ],
  [
    'nothing ends',
    { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } },
    ['MISSING_END_STATE - Workflow has no terminal state'],
  ],
  [
    'fields first, then where they lead',
    {
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'B' }, E: { Type: 'Wait', Seconds: 'x', End: true } },
    },
    [
      'SCHEMA_VALIDATION_FAILED /States/E/Seconds Expected value of type Integer',
      "MISSING_TRANSITION_TARGET /States/A/Next Missing 'Next' target: B",
    ],
  ],
  [
    'an object before its fields',
    { StartAt: 'A', States: { A: { Type: 'Pass', Comment: 1, Nxt: 'E' }, ...end } },
    [
      'SCHEMA_VALIDATION_FAILED /States/A This object should have only one of the following fields: [Next, End]',
      "SCHEMA_VALIDATION_FAILED /States/A Field 'Nxt' is not supported",
      'SCHEMA_VALIDATION_FAILED /States/A/Comment Expected value of type [STRING]',
    ],
  ],
  [
    'warnings of AWS, and none of ours',
    {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Parameters: { path: '$.a' }, Next: 'B' },
        B: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: 'f' },
          Retry: [{ ErrorEquals: ['States.TaskFialed'] }],
          Next: 'E',
        },
        ...end,
      },
    },
    [expect.stringMatching(/^WARNING NO_DOLLAR \/States\/A\/Parameters/) as unknown as string],
  ],
])('%s', (_name, definition, expected) => {
  expect(problemsOf(definition)).toEqual(expected)
})

describe('an Express workflow', () => {
  const task = (Resource: string) => ({
    StartAt: 'T',
    States: { T: { Type: 'Task', Resource, Parameters: { FunctionName: 'f', JobName: 'j' }, End: true } },
  })

  test.each([
    [
      'arn:aws:states:::glue:startJobRun.sync',
      "Express state machine does not support '.sync' service integration",
    ],
    [
      'arn:aws:states:::lambda:invoke.waitForTaskToken',
      "Express state machine does not support '.waitForTaskToken' service integration ",
    ],
    [
      'arn:aws:states:eu-central-1:123456789012:activity:pack',
      'Express state machine does not support Activity ARN',
    ],
  ])('does not wait: %s', (resource, message) => {
    const expected = [`SCHEMA_VALIDATION_FAILED /States/T/Resource ${message}`]
    expect(problemsOf(task(resource), 'EXPRESS')).toEqual(expected)
    expect(problemsOf(task(resource))).toEqual([])
  })
})

test('at most a hundred are listed, and that there are more is told', () => {
  const States = Object.fromEntries(
    Array.from({ length: 150 }, (_, index) => [`S${index}`, { Type: 'Pass', Next: 'E', Extra: index }]),
  )
  const { problems, isCut } = definitionProblems(
    JSON.stringify({ StartAt: 'S0', States: { ...States, ...end } }),
  )
  expect(problems).toHaveLength(100)
  expect(isCut).toBe(true)
})
