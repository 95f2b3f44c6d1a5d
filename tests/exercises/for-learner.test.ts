import { describe, expect, test } from 'vitest'
import { type Exercise, forLearner, type Report, reportForLearner } from '@/lib/exercises'
import { exercise } from './fixtures'

describe('forLearner', () => {
  test('keeps what a learner needs', () => {
    expect(forLearner(exercise)).toMatchObject({
      id: 'task-types/made-up',
      kind: 'write',
      starter: exercise.kind === 'predict' ? '' : exercise.starter,
      scenarios: [{ id: 'seen' }],
      checks: [{ id: 'output', hints: ['one', 'two', 'three', 'four'] }],
    })
  })

  test('gives away no solution, mistake, hidden scenario or hidden expectation', () => {
    expect(JSON.stringify(exercise)).toContain('SECRET')
    expect(JSON.stringify(forLearner(exercise))).not.toMatch(/SECRET|unseen/)
  })

  test('leaves the reasons of predictions to the report', () => {
    const { mistakes, checks, scenarios, ...rest } = exercise
    const toPredict: Exercise = {
      ...rest,
      kind: 'predict',
      mistakes: [],
      checks: [],
      scenarios,
      definition: '{}',
      prompts: ['seen', 'unseen'].map((scenario) => ({
        id: scenario,
        text: 'What comes out?',
        scenario,
        options: [
          { id: 'a', text: 'This', holds: { kind: 'OutputEquals', value: 1 }, because: 'SECRET reason' },
          { id: 'b', text: 'That', holds: { kind: 'OutputEquals', value: 2 }, because: 'SECRET reason' },
        ],
      })),
    }
    const view = forLearner(toPredict)
    expect(view).toMatchObject({
      kind: 'predict',
      prompts: [{ id: 'seen', options: [{ id: 'a' }, { id: 'b' }] }],
    })
    expect(JSON.stringify(view)).not.toMatch(/SECRET|unseen/)
  })
})

test('reportForLearner leaves of hidden scenarios only whether a check held, and its teaching', () => {
  const hidden = {
    checkId: 'output',
    title: 'The output is the order',
    scenarioId: 'unseen',
    scenarioTitle: 'SECRET scenario',
    hidden: true,
    teaching: 'A Pass state hands its input on.',
  }
  const report: Report = {
    outcome: 'failed',
    diagnostics: [],
    results: [
      {
        ...hidden,
        hidden: false,
        scenarioId: 'seen',
        scenarioTitle: 'Seen',
        verdict: { passed: true, evidence: [4] },
      },
      { ...hidden, verdict: { passed: true, evidence: [4] } },
      {
        ...hidden,
        verdict: {
          passed: false,
          did: 'Started it with SECRET',
          happened: 'SECRET',
          expected: 'SECRET',
          evidence: [3],
          at: '/States/SECRET',
        },
      },
      { ...hidden, scenarioId: 'unseen-too', verdict: { passed: true, evidence: [] } },
    ],
  }
  const shown = reportForLearner(report)
  expect(shown.results[2]?.teaching).toBe(hidden.teaching)
  expect(JSON.stringify(shown)).not.toMatch(/SECRET|unseen/)
  expect(shown.results.map((result) => result.scenarioId)).toEqual([
    'seen',
    'hidden-1',
    'hidden-1',
    'hidden-2',
  ])
  expect(shown.results[0]).toEqual(report.results[0])
  expect(shown.results[2]?.verdict).toMatchObject({
    passed: false,
    expected: 'The output is the order.',
    evidence: [],
  })
})
