import { describe, expect, test } from 'vitest'
import { distributed, driven, machineOfStates, output, run, types } from './run'

describe('a child', () => {
  test('has a history of its own, and the parent none of its events', () => {
    const { history, children } = run({}, ['a', 'b'])
    expect(types(history)).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'MapRunStarted',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ])
    expect(children.size).toBe(2)
    for (const child of children.values()) {
      expect(child.map(({ id }) => id)).toEqual([1, 2, 3, 4])
      expect(types(child)).toEqual([
        'ExecutionStarted',
        'PassStateEntered',
        'PassStateExited',
        'ExecutionSucceeded',
      ])
    }
  })

  test('is an execution of the machine and the label, and sees itself in the context object', () => {
    const states = { Item: { Type: 'Pass', Parameters: { 'c.$': '$$' }, End: true } }
    const made = run({}, ['a'], { states })
    const [arn = ''] = made.children.keys()
    expect(arn).toMatch(/^arn:aws:states:us-east-1:111122223333:execution:StateMachine\/L:[0-9a-f-]{36}$/)
    expect(output(made)).toEqual([
      {
        c: expect.objectContaining({
          Execution: expect.objectContaining({ Id: arn, Name: arn.split(':').at(-1), Input: 'a' }),
          StateMachine: {
            Id: 'arn:aws:states:us-east-1:111122223333:stateMachine:StateMachine/L',
            Name: 'StateMachine/L',
          },
        }),
      },
    ])
    const [mapRunArn] = made.mapRuns.keys()
    expect(mapRunArn).toMatch(/^arn:aws:states:us-east-1:111122223333:mapRun:StateMachine\/L:[0-9a-f-]{36}$/)
  })

  test('of type Express has an ARN of that kind, and five minutes', () => {
    const map = {
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'Item',
        States: { Item: { Type: 'Wait', Seconds: 301, End: true } },
      },
    }
    const made = run(map, [1])
    const [[arn = '', child] = []] = made.children
    expect(arn).toContain(':express:StateMachine/L:')
    expect(types(child).at(-1)).toBe('ExecutionTimedOut')
    expect([...made.mapRuns.values()][0]?.executionCounts).toMatchObject({ timedOut: 1, total: 1 })
  })

  test('does not see the variables outside', () => {
    const machine = machineOfStates({
      Set: { Type: 'Pass', Assign: { outer: 1 }, Next: 'Each' },
      Each: distributed({}, { Item: { Type: 'Pass', Parameters: { 'x.$': '$outer' }, End: true } }),
    })
    const { ended, children } = driven({ machine, input: [1] })
    expect(ended).toMatchObject({ status: 'FAILED' })
    expect([...children.values()].map((child) => child.at(-1)?.details)).toMatchObject([
      { error: 'States.Runtime', cause: expect.stringContaining('$outer') },
    ])
  })

  test('may run a map of its own', () => {
    const deep = { Deep: { Type: 'Wait', SecondsPath: '$', End: true } }
    const states = { Inner: distributed({ Label: 'Inner' }, deep) }
    const made = run({}, [[1, 2], [3]], { states })
    expect(output(made)).toEqual([[1, 2], [3]])
    expect(made.children.size).toBe(5)
    expect(made.mapRuns.size).toBe(3)
  })
})

describe('concurrency', () => {
  test('children beyond MaxConcurrency wait', () => {
    const states = { Item: { Type: 'Wait', Seconds: 10, End: true } }
    const { children, ended } = run({ MaxConcurrency: 2 }, [1, 2, 3], { states })
    expect([...children.values()].map(([first]) => first?.timestamp)).toEqual([0, 0, 10_000])
    expect(ended?.stopDate).toBe(20_000)
  })

  test('the results are in the order of the items', () => {
    const states = { Item: { Type: 'Wait', SecondsPath: '$', End: true } }
    expect(output(run({}, [3, 1, 2], { states }))).toEqual([3, 1, 2])
  })
})

test('nothing to do is done at once', () => {
  expect(output(run({}, []))).toEqual([])
})

test('stopping the execution stops its children', () => {
  const states = { Item: { Type: 'Wait', Seconds: 60, End: true } }
  const { history, children, mapRuns } = run({}, [1], {
    states,
    outside: [{ afterMs: 5000, signal: { type: 'Stopped', failure: { error: 'Enough' } } }],
  })
  expect(types(history).slice(4)).toEqual(['MapRunAborted', 'ExecutionAborted'])
  expect([...children.values()].map((child) => types(child).at(-1))).toEqual(['ExecutionAborted'])
  expect([...mapRuns.values()]).toMatchObject([{ status: 'ABORTED', stopDate: 5000 }])
})
