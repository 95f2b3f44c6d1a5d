import { describe, expect, test } from 'vitest'
import { functionArn, run } from './run'

const jsonata = (states: Record<string, object>) => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(states)[0],
  States: states,
})

const order = {
  orderId: 'o-1',
  items: [
    { price: 5, count: 2 },
    { price: 1, count: 3 },
  ],
}

describe('a JSONata machine in the sandbox', () => {
  test('calls functions and services with Arguments, and makes its output of their results', async () => {
    const made = await run(
      jsonata({
        Price: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Arguments: { FunctionName: 'price', Payload: '{% $states.input %}' },
          Assign: { total: '{% $states.result.Payload.total %}' },
          Output: '{% $states.input %}',
          Next: 'Keep',
        },
        Keep: {
          Type: 'Task',
          Resource: 'arn:aws:states:::dynamodb:putItem',
          Arguments: {
            TableName: 'orders',
            Item: { orderId: { S: '{% $states.input.orderId %}' }, total: { N: '{% $string($total) %}' } },
          },
          Output: { total: '{% $total %}', lines: '{% $count($states.input.items) %}' },
          End: true,
        },
      }),
      { input: order },
    )
    expect(made).toMatchObject({ status: 'SUCCEEDED', output: { total: 13, lines: 2 } })
    expect(made.account.tables.orders?.items).toEqual([{ orderId: { S: 'o-1' }, total: { N: '13' } }])
  })

  test('catches what a function throws', async () => {
    const made = await run(
      jsonata({
        Call: {
          Type: 'Task',
          Resource: functionArn('fails'),
          Catch: [
            {
              ErrorEquals: ['TypeError'],
              Output: '{% $parse($states.errorOutput.Cause).errorMessage %}',
              Next: 'Done',
            },
          ],
          End: true,
        },
        Done: { Type: 'Succeed' },
      }),
    )
    expect(made).toMatchObject({ status: 'SUCCEEDED', output: 'no price' })
  })

  test('is the same every time, chance and time included', async () => {
    const chancy = jsonata({
      Wait: { Type: 'Wait', Seconds: '{% $ceil($random() * 100) %}', Next: 'Draw' },
      Draw: {
        Type: 'Map',
        Items: '{% $shuffle([1..20]) %}',
        ItemProcessor: {
          StartAt: 'One',
          States: {
            One: { Type: 'Pass', Output: '{% [$states.input, $random(), $uuid(), $now()] %}', End: true },
          },
        },
        End: true,
      },
    })
    const [one, other, seeded] = await Promise.all([run(chancy), run(chancy), run(chancy, { seed: 4 })])
    expect(one.status).toBe('SUCCEEDED')
    expect(JSON.stringify(other)).toBe(JSON.stringify(one))
    expect(JSON.stringify(seeded.output)).not.toBe(JSON.stringify(one.output))
  })

  test('comes to an end however much its expressions ask for', async () => {
    const made = await run(
      jsonata({
        Sum: {
          Type: 'Pass',
          Output: '{% $sum($map([1..100000], function($n){ $n * 2 })) %}',
          Next: 'Again',
        },
        Again: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input > 0 %}', Next: 'Sum' }],
          Default: 'Done',
        },
        Done: { Type: 'Succeed' },
      }),
      { limits: { queryUnits: 500_000 } },
    )
    expect(made).toMatchObject({ stoppedBy: { limit: 'steps' } })
  })
})
