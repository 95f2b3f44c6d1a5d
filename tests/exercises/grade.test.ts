import { beforeAll, describe, expect, test } from 'vitest'
import {
  type Answer,
  type Exercise,
  grade,
  type Report,
  runScenario,
  tookTooLong,
  type World,
} from '@/lib/exercises'
import { loadHandlers } from '@/lib/handlers'
import { exercise as plain } from './fixtures'

let world: World
beforeAll(async () => {
  world = { runHandler: await loadHandlers() }
})

/** A function that obeys, so that a definition can ask for anything. */
const obedient = `export const handler = async (event) => {
  if (event.do === 'loop') for (;;) {}
  if (event.do === 'eat') { const all = []; for (;;) all.push(new Array(1e6).fill(1)) }
  if (event.do === 'nest') { let deep = []; for (let i = 0; i < 100000; i++) deep = [deep]; return deep }
  if (event.do === 'throw') throw new TypeError('no')
  return event
}`

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:obedient'

const exercise: Exercise = {
  ...plain,
  checks: [
    {
      id: 'ends',
      title: 'It ends well',
      expect: { kind: 'Status', status: 'SUCCEEDED' },
      teaching: 'It has to end.',
      hints: ['1', '2', '3', '4'],
    },
    {
      id: 'hands-on',
      title: 'It hands on what it got',
      expect: { kind: 'OutputEquals', value: { orderId: 'o-17' } },
      expectIn: { unseen: { kind: 'OutputEquals', value: { orderId: 'SECRET input' } } },
      teaching: 'A Pass state hands its input on.',
      hints: ['1', '2', '3', '4'],
    },
  ],
  scenarios: plain.scenarios.map((scenario) => ({
    ...scenario,
    account: { functions: { obedient: { source: obedient, timeoutSeconds: 3 } } },
  })),
}

const states = (all: object, startAt = 'A') => JSON.stringify({ StartAt: startAt, States: all })
const pass = states({ A: { Type: 'Pass', End: true } })
const calling = (event: object, more: object = {}) =>
  states({ A: { Type: 'Task', Resource: ARN, Parameters: event, End: true, ...more } })

function check(definition: string): Promise<Report> {
  return grade(exercise, { kind: 'definition', definition }, world)
}

describe('grade', () => {
  test('passes what is right, check by check and scenario by scenario', async () => {
    const report = await check(pass)
    expect(report.outcome).toBe('passed')
    expect(report.results.map(({ scenarioId, checkId }) => `${scenarioId} ${checkId}`)).toEqual([
      'seen ends',
      'seen hands-on',
      'unseen ends',
      'unseen hands-on',
    ])
  })

  test('says of what is wrong what was done, what happened, what was expected, and where', async () => {
    const report = await check(states({ A: { Type: 'Pass', Result: { total: 1 }, End: true } }))
    expect(report.outcome).toBe('failed')
    expect(report.results.find(({ checkId }) => checkId === 'hands-on')?.verdict).toEqual({
      passed: false,
      did: 'Started it with {"orderId": "o-17"}.',
      happened: 'The output is {"total": 1}. `/orderId` is missing; it should be "o-17".',
      expected: 'The output is {"orderId": "o-17"}.',
      evidence: [3, 4],
      at: '/States/A',
    })
  })

  test('grades a prediction by running', async () => {
    const { starter, solution, ...rest } = exercise as Extract<Exercise, { kind: 'write' | 'repair' }>
    const predict: Exercise = {
      ...rest,
      kind: 'predict',
      mistakes: [],
      checks: [],
      definition: pass,
      prompts: [
        {
          id: 'output',
          text: 'What comes out?',
          scenario: 'seen',
          options: [
            {
              id: 'order',
              text: 'The order',
              holds: { kind: 'OutputEquals', value: { orderId: 'o-17' } },
              because: 'Pass passes.',
            },
            { id: 'nothing', text: 'Nothing', holds: { kind: 'OutputEquals', value: {} }, because: 'No.' },
          ],
        },
      ],
    }
    const predicted = (choices: Record<string, string>) =>
      grade(predict, { kind: 'prediction', choices }, world)
    expect(await predicted({ output: 'order' })).toMatchObject({ outcome: 'passed' })
    expect(await predicted({ output: 'nothing' })).toMatchObject({
      outcome: 'failed',
      results: [
        {
          teaching: 'Pass passes.',
          verdict: { passed: false, did: 'You predicted: Nothing', expected: 'The order' },
        },
      ],
    })
    for (const choices of [{}, { output: 'else' }, { toString: 'x' }, JSON.parse('{"__proto__": "order"}')]) {
      expect(await predicted(choices)).toMatchObject({
        outcome: 'failed',
        results: [{ verdict: { did: 'You predicted nothing here.' } }],
      })
    }
  })

  test.each<Answer>([{ kind: 'prediction', choices: {} }])(
    'tells an answer of the wrong kind',
    async (answer) => {
      const report = await grade(exercise, answer, world)
      expect(report).toMatchObject({
        outcome: 'invalid-definition',
        message: expect.stringContaining('takes a definition'),
      })
    },
  )
})

const deepNesting = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`
const looping = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' }, C: { Type: 'Succeed' } }

describe('hostile answers get a report', () => {
  test.each<[string, string, Report['outcome'][]]>([
    ['an empty text', '', ['invalid-definition']],
    ['white space', ' \n\t', ['invalid-definition']],
    ['2 MiB of text', 'x'.repeat(2 * 1024 * 1024), ['invalid-definition']],
    [
      '2 MiB in a comment of a valid definition',
      pass.replace('{', `{"Comment":"${'x'.repeat(2 * 1024 * 1024)}",`),
      ['invalid-definition'],
    ],
    ['JSON with comments', `// hello\n${pass}`, ['invalid-definition']],
    ['10,000 levels', deepNesting, ['invalid-definition']],
    ['10,000 levels of lists', '['.repeat(10_000), ['invalid-definition']],
    [
      '10,000 levels in a Result',
      states({ A: { Type: 'Pass', Result: 'DEEP', End: true } }).replace('"DEEP"', deepNesting),
      ['invalid-definition', 'failed'],
    ],
    ['null', 'null', ['invalid-definition']],
    [
      'a __proto__ state',
      '{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","End":true}}}',
      ['passed', 'invalid-definition'],
    ],
    [
      'a loop that never ends',
      states({
        ...looping,
        B: { Type: 'Choice', Choices: [{ Variable: '$.x', IsPresent: true, Next: 'C' }], Default: 'A' },
      }),
      ['failed', 'limit-reached'],
    ],
    [
      'a wait of a hundred years',
      states({ A: { Type: 'Wait', Timestamp: '2126-01-01T00:00:00Z', End: true } }),
      ['passed', 'failed'],
    ],
    ['a handler that loops', calling({ do: 'loop' }), ['failed']],
    ['a handler that eats memory', calling({ do: 'eat' }), ['failed']],
    ['a handler that answers 100,000 levels', calling({ do: 'nest' }), ['failed', 'limit-reached']],
    ['a handler that throws', calling({ do: 'throw' }), ['failed']],
    [
      'endless retries',
      calling(
        { do: 'throw' },
        {
          Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 99999999, BackoffRate: 1 }],
        },
      ),
      ['failed', 'limit-reached', 'invalid-definition'],
    ],
    [
      'an output that doubles',
      states({
        A: { Type: 'Pass', Parameters: { 'a.$': '$', 'b.$': '$' }, Next: 'A' },
        B: { Type: 'Succeed' },
      }),
      ['failed', 'limit-reached', 'invalid-definition'],
    ],
  ])('%s', async (_, definition, outcomes) => {
    const report = await check(definition)
    expect(outcomes).toContain(report.outcome)
    // Small enough to store and to send, whatever was handed in.
    expect(JSON.stringify(report).length).toBeLessThan(100_000)
    if (report.outcome === 'invalid-definition') expect(report.diagnostics[0]?.message).toBeTruthy()
    if (report.outcome === 'limit-reached') expect(report.message).toBeTruthy()
  })

  test('a run that takes too long is ended from outside, and says so', () => {
    expect(tookTooLong(2)).toMatchObject({
      outcome: 'took-too-long',
      results: [],
      message: expect.stringContaining('2 s'),
    })
  })
})

describe('runScenario', () => {
  test('gives the run, or what is wrong with the definition', async () => {
    const run = await runScenario(exercise, 'seen', pass, world)
    expect(run).toMatchObject({ ok: true, run: { status: 'SUCCEEDED', output: { orderId: 'o-17' } } })
    expect(await runScenario(exercise, 'seen', '{}', world)).toMatchObject({ ok: false })
  })

  test('throws for a scenario that is not there', async () => {
    await expect(runScenario(exercise, 'elsewhere', pass, world)).rejects.toThrow(
      'no scenario called "elsewhere"',
    )
  })
})

test('a task that no SDK has is refused with its place, and nothing runs', async () => {
  const definition = JSON.stringify({
    StartAt: 'Pack',
    States: {
      Pack: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:translate:translateWords',
        Parameters: {},
        End: true,
      },
    },
  })
  const report = await grade(exercise, { kind: 'definition', definition }, world)
  expect(report.outcome).toBe('invalid-definition')
  expect(report.diagnostics).toMatchObject([
    { code: 'SCHEMA_VALIDATION_FAILED', path: '/States/Pack/Resource' },
  ])
  const ran = await runScenario(exercise, 'seen', definition, world)
  expect(ran).toMatchObject({ ok: false, diagnostics: report.diagnostics })
})
