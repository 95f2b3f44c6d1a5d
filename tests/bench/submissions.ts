import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Answer, Exercise, Scenario } from '@/lib/exercises'

type Definition = Extract<Answer, { kind: 'definition' }>

/** The two kinds of submission that the budgets tell apart. */

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:111122223333:function:price-order'

const HANDLER = `export const handler = async ({ lines }) => ({
  total: lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
})`

/** Four states, three of them between input and output. */
export const withoutHandlers: Definition = definition({
  StartAt: 'Keep',
  States: {
    Keep: { Type: 'Pass', ResultPath: '$.kept', Next: 'Which' },
    Which: {
      Type: 'Choice',
      Choices: [{ Variable: '$.lines[0].quantity', NumericGreaterThan: 2, Next: 'Price' }],
      Default: 'Price',
    },
    Price: { Type: 'Pass', Parameters: { 'first.$': '$.lines[0].price' }, Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
})

export const withHandlers: Definition = definition({
  StartAt: 'Price',
  States: { Price: { Type: 'Task', Resource: FUNCTION_ARN, Next: 'Done' }, Done: { Type: 'Succeed' } },
})

/** Three scenarios with a function, whether the answer calls it or not. */
export const exercise: Exercise = {
  id: 'bench/price-order',
  contentVersion: '1',
  kind: 'write',
  title: 'Price an order',
  summary: 'Let a function price the order.',
  minutes: 1,
  concepts: [],
  examTasks: { 'DVA-C02': [], 'DVA-C03': [] },
  scenarios: [1, 2, 3].map(scenario),
  checks: [
    {
      id: 'status',
      title: 'It succeeds',
      expect: { kind: 'Status', status: 'SUCCEEDED' },
      teaching: '',
      hints: ['', '', '', ''],
    },
    {
      id: 'output',
      title: 'The total',
      expect: { kind: 'OutputIncludes', value: { total: 29 } },
      teaching: '',
      hints: ['', '', '', ''],
    },
  ],
  starter: '{}',
  solution: '{}',
  mistakes: [],
}

function scenario(seed: number): Scenario {
  return {
    id: `order-${seed}`,
    title: `Order ${seed}`,
    hidden: seed > 1,
    input: {
      lines: [
        { price: 12, quantity: 2 },
        { price: 5, quantity: 1 },
      ],
    },
    account: { functions: { 'price-order': { source: HANDLER } } },
    startAt: '2026-11-01T09:00:00Z',
    seed,
    runsOn: ['sandbox'],
  }
}

function definition(machine: object): Definition {
  return { kind: 'definition', definition: JSON.stringify(machine, null, 2) }
}

/** The exercise that every server has. Its two scenarios have functions. */
export const EXERCISE_ID = 'task-types/lambda-by-arn'

/** Its solution, and an answer that calls nothing. */
export function contentAnswers(): { withHandlers: Definition; withoutHandlers: Definition } {
  const file = path.join('content', 'exercises', EXERCISE_ID, 'solution.asl.json')
  return { withHandlers: { kind: 'definition', definition: readFileSync(file, 'utf8') }, withoutHandlers }
}
