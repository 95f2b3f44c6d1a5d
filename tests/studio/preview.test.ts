import { expect, test } from 'vitest'
import { previewState } from '@/lib/studio'

const data = { input: { n: 4, who: 'Ada' }, variables: { limit: 3 }, now: 0, seed: 1 }

function machine(state: object, more: object = {}): string {
  const end = JSON.stringify(state).includes('"B"') ? { B: { Type: 'Succeed' } } : {}
  return JSON.stringify({ ...more, StartAt: 'A', States: { A: state, ...end } })
}

test('JSONPath fields yield what the interpreter makes of them', async () => {
  const task = {
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage',
    InputPath: '$',
    Parameters: { QueueUrl: 'q', 'MessageBody.$': "States.Format('Hello {}', $.who)" },
    ResultSelector: { 'id.$': '$.MessageId' },
    ResultPath: '$.sent',
    End: true,
  }
  const found = await previewState(machine(task), '/States/A', { ...data, result: { MessageId: 'm-1' } })
  expect(found?.fields).toMatchObject({
    Parameters: { ok: true, value: { QueueUrl: 'q', MessageBody: 'Hello Ada' } },
    ResultSelector: { ok: true, value: { id: 'm-1' } },
    ResultPath: { ok: true, value: { n: 4, who: 'Ada', sent: { id: 'm-1' } } },
  })
})

test('JSONata fields yield values, and variables what they become', async () => {
  const pass = {
    Type: 'Pass',
    Output: { next: '{% $states.input.n + 1 %}', left: '{% $limit %}' },
    Assign: { limit: '{% $limit - 1 %}' },
    End: true,
  }
  const found = await previewState(machine(pass, { QueryLanguage: 'JSONata' }), '/States/A', data)
  expect(found?.fields.Output).toEqual({ ok: true, value: { next: 5, left: 3 } })
  expect(found?.fields.Assign).toEqual({ ok: true, value: { limit: 2 } })
})

test('every rule of a Choice says whether it holds, also those behind the first that does', async () => {
  const choice = {
    Type: 'Choice',
    Choices: [
      { Variable: '$.n', NumericGreaterThan: 10, Next: 'B' },
      { Variable: '$.n', NumericGreaterThan: 1, Next: 'B' },
      { Variable: '$.gone', NumericGreaterThan: 1, Next: 'B' },
    ],
    Default: 'B',
  }
  const found = await previewState(machine(choice), '/States/A', data)
  expect(found?.rules.map((rule) => (rule.ok ? rule.value : 'fails'))).toEqual([false, true, 'fails'])
})

test('a task that no run has come to shows what it would be given', async () => {
  const task = {
    Type: 'Task',
    Resource: 'arn:aws:states:::sns:publish',
    Arguments: { Message: '{% $states.input.who %}' },
    End: true,
  }
  const found = await previewState(machine(task, { QueryLanguage: 'JSONata' }), '/States/A', data)
  expect(found?.fields).toEqual({ Arguments: { ok: true, value: { Message: 'Ada' } } })
})

test('an expression that fails says why, and one without an end is ended', async () => {
  const failing = { Type: 'Pass', Output: '{% $states.input.who + 1 %}', End: true }
  const first = await previewState(machine(failing, { QueryLanguage: 'JSONata' }), '/States/A', data)
  expect(first?.fields.Output).toMatchObject({
    ok: false,
    because: expect.stringContaining('States.QueryEvaluationError'),
  })
  const endless = { Type: 'Pass', Output: '{% ($f := function($x) { $f($x + 1) }; $f(1)) %}', End: true }
  const second = await previewState(machine(endless, { QueryLanguage: 'JSONata' }), '/States/A', data)
  expect(second?.fields.Output).toMatchObject({ ok: false })
})

test('a state in a branch is found, and a definition with problems yields nothing', async () => {
  const inner = { StartAt: 'X', States: { X: { Type: 'Pass', Parameters: { 'x.$': '$.n' }, End: true } } }
  const parallel = machine({ Type: 'Parallel', Branches: [inner], End: true })
  const found = await previewState(parallel, '/States/A/Branches/0/States/X', data)
  expect(found?.fields.Parameters).toEqual({ ok: true, value: { x: 4 } })
  expect(await previewState(machine({ Type: 'Pass' }), '/States/A', data)).toBeUndefined()
})
