import { describe, expect, test } from 'vitest'
import { type HistoryEvent, restore, type StorageAnswer, snapshot } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import type { Driven, DriveOptions } from '../../../support/drive'
import { type ScriptedAnswer, scripted } from '../../cases/scripted-tasks'
import { call, distributed, driven, machineOfStates, output, reader, types, writer, written } from './run'

type Redriving = Omit<Partial<DriveOptions>, 'storage'> & {
  states?: JsonObject
  /** Made anew for each run. */
  storage?: () => NonNullable<DriveOptions['storage']>
  /** Of the state `Item`, in the order of its calls. */
  answers?: readonly ScriptedAnswer[]
  /** In minutes after the start. */
  at?: readonly number[]
}

/**
 * Runs a distributed Map and redrives it, and does the same with an execution that is saved and loaded between all
 * steps.
 */
function redriven(
  map: JsonObject,
  input: JsonValue,
  { states = call, answers = [], at = [10], outside = [], storage, ...options }: Redriving = {},
): Driven {
  const all = (): Omit<DriveOptions, 'seed'> => ({
    machine: machineOfStates({ Each: distributed(map, states) }),
    input,
    answer: scripted({ Item: answers }),
    outside: [
      ...outside,
      ...at.map((minutes) => ({ afterMs: minutes * 60_000, signal: { type: 'Redriven' } as const })),
    ],
    ...(storage && { storage: storage() }),
    ...options,
  })
  const made = driven(all())
  const reloaded = driven({
    ...all(),
    between: (execution) => restore(execution.machine, snapshot(execution)),
  })
  expect(reloaded.history).toEqual(made.history)
  expect([...reloaded.children]).toEqual([...made.children])
  expect([...reloaded.mapRuns]).toEqual([...made.mapRuns])
  return made
}

const since = (history: readonly HistoryEvent[] = []) => {
  const redrive = history.findIndex(({ type }) => type === 'ExecutionRedriven')
  return redrive === -1 ? [] : types(history.slice(redrive))
}

const histories = ({ children }: Driven) => [...children.values()]
const described = ({ mapRuns }: Driven) => [...mapRuns.values()]

describe('a redrive goes on with the map run', () => {
  test('and in it with the children that failed', () => {
    const made = redriven({ MaxConcurrency: 1, ToleratedFailureCount: 1 }, ['a', 'b', 'c', 'd'], {
      answers: [1, '!Bad', '!Bad', 22, 33, 4],
    })
    expect(output(made)).toEqual([1, 22, 33, 4])
    expect(since(made.history)).toEqual([
      'ExecutionRedriven',
      'MapRunRedriven',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ])
    const entered = made.history.find(({ type }) => type === 'MapStateEntered')
    const [mapRunArn] = made.mapRuns.keys()
    expect(made.history.find(({ type }) => type === 'MapRunRedriven')).toMatchObject({
      previousEventId: entered?.id,
      details: { mapRunArn, redriveCount: 1 },
    })
    expect(histories(made).map(since)).toEqual([
      [],
      [
        'ExecutionRedriven',
        'LambdaFunctionScheduled',
        'LambdaFunctionStarted',
        'LambdaFunctionSucceeded',
        'TaskStateExited',
        'ExecutionSucceeded',
      ],
      expect.arrayContaining(['ExecutionRedriven', 'ExecutionSucceeded']),
      [],
    ])
    expect(described(made)).toMatchObject([
      {
        status: 'SUCCEEDED',
        startDate: 0,
        stopDate: 600_000,
        redriveCount: 1,
        redriveDate: 600_000,
        itemCounts: { total: 4, succeeded: 4, failed: 0, pending: 0, pendingRedrive: 0, resultsWritten: 4 },
        executionCounts: { total: 4, succeeded: 4, failed: 0 },
      },
    ])
  })

  test('with those that were aborted, each from where it was', () => {
    const states = {
      Pick: {
        Type: 'Choice',
        Choices: [{ Variable: '$', NumericEquals: 0, Next: 'Item' }],
        Default: 'Both',
      },
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Quick', States: { Quick: { Type: 'Pass', End: true } } },
          { StartAt: 'Slow', States: { Slow: { Type: 'Wait', Seconds: 60, End: true } } },
        ],
        End: true,
      },
      ...call,
    }
    const made = redriven({}, [0, 7], { states, answers: [{ fails: { error: 'Bad' }, after: 30 }, 'ok'] })
    expect(output(made)).toEqual(['ok', [7, 7]])
    const [, aborted] = histories(made)
    expect(types(aborted)).toContain('WaitStateAborted')
    expect(since(aborted)).toEqual([
      'ExecutionRedriven',
      'WaitStateExited',
      'ParallelStateSucceeded',
      'ParallelStateExited',
      'ExecutionSucceeded',
    ])
    expect(made.ended?.stopDate).toBe(660_000)
  })

  test('starts Express children anew, under their old names', () => {
    const express = {
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'First',
        States: { First: { Type: 'Pass', Next: 'Item' }, ...call },
      },
    }
    const made = redriven(express, ['a'], { answers: ['!Bad', 'ok'] })
    expect(output(made)).toEqual(['ok'])
    expect(made.children.size).toBe(1)
    const [child] = histories(made)
    expect(types(child).filter((type) => type === 'ExecutionStarted')).toHaveLength(2)
    expect(types(child).filter((type) => type === 'PassStateEntered')).toHaveLength(2)
  })

  test('starts the children that were never started', () => {
    const made = redriven({ MaxConcurrency: 1 }, ['a', 'b', 'c'], { answers: ['!Bad', 1, 2, 3] })
    expect(output(made)).toEqual([1, 2, 3])
    expect(made.children.size).toBe(3)
  })

  test('as often as it fails, and counts', () => {
    const made = redriven({}, ['a'], { answers: ['!Bad', '!Bad', 'ok'], at: [1, 2] })
    expect(output(made)).toEqual(['ok'])
    expect(types(made.history).filter((type) => type === 'MapRunRedriven')).toHaveLength(2)
    expect(described(made)).toMatchObject([{ redriveCount: 2, redriveDate: 120_000 }])
  })

  test('by its tolerance, its batches and its concurrency', () => {
    const map = { ItemBatcher: { MaxItemsPerBatch: 2 }, ToleratedFailureCount: 2, MaxConcurrency: 1 }
    const made = redriven(map, [1, 2, 3, 4, 5], { answers: ['!Bad', '!Bad', '!Bad', 'b', 'c'] })
    expect(output(made)).toEqual([
      expect.objectContaining({ Error: 'Bad', RedriveCount: 1, Input: '{"Items":[1,2]}' }),
      'b',
      'c',
    ])
  })

  test('that the execution aborted', () => {
    const made = redriven({}, ['a'], {
      answers: ['never', 'ok'],
      outside: [{ afterMs: 5000, signal: { type: 'Stopped', failure: {} } }],
    })
    expect(types(made.history)).toContain('MapRunAborted')
    expect(output(made)).toEqual(['ok'])
  })

  test('inside a child, too', () => {
    const made = redriven({}, [['a', 'b'], ['c']], {
      states: { Inner: distributed({ Label: 'Inner', MaxConcurrency: 1 }, call) },
      answers: [
        { succeeds: 'A', after: 1 },
        { succeeds: 'C', after: 2 },
        { fails: { error: 'Bad' }, after: 3 },
        'B',
      ],
    })
    expect(output(made)).toEqual([['A', 'B'], ['C']])
    expect(made.mapRuns.size).toBe(3)
  })

  test('children whose history is full have failed for good', () => {
    const states = { Turn: { Type: 'Pass', Next: 'Turn' } }
    const made = redriven({}, ['a'], { states, limits: { historyEvents: 50 } })
    expect(since(made.history)).toEqual([
      'ExecutionRedriven',
      'MapRunRedriven',
      'MapRunFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ])
    expect(described(made)).toMatchObject([
      { executionCounts: { failed: 1, failuresNotRedrivable: 1, pendingRedrive: 0 } },
    ])
  })

  test('no more than 1,000 times', () => {
    const at = Array.from({ length: 1_001 }, (_, index) => index + 1)
    const made = driven({
      machine: machineOfStates({ Each: distributed({}, { Bad: { Type: 'Fail' } }) }),
      input: [1],
      outside: at.map((minutes) => ({ afterMs: minutes * 60_000, signal: { type: 'Redriven' as const } })),
    })
    expect(described(made)).toMatchObject([{ redriveCount: 1_000 }])
    expect(made.history.at(-1)).toMatchObject({
      type: 'ExecutionFailed',
      details: { error: 'States.Runtime', cause: expect.stringContaining('1000 times') },
    })
  })
})

describe('what was read or written', () => {
  /** S3 has another object from the second time on. */
  const mended = (first: StorageAnswer, then: StorageAnswer): (() => StorageAnswer) => {
    let asked = 0
    return () => (asked++ === 0 ? first : then)
  }

  test('is read again when that was what failed', () => {
    const made = redriven(
      reader({ InputType: 'JSONL' }),
      {},
      {
        answers: ['one', 'two'],
        storage: () =>
          mended({ kind: 'Refused', message: 'There is none.' }, { kind: 'Object', body: '1\n2' }),
      },
    )
    expect(output(made)).toEqual(['one', 'two'])
    expect(made.mapRuns.size).toBe(1)
  })

  test('is read again where a line was bad, and no item is handed out twice', () => {
    const map = { ...reader({ InputType: 'JSONL' }), ItemBatcher: { MaxItemsPerBatch: 2 }, MaxConcurrency: 1 }
    const made = redriven(
      map,
      {},
      {
        states: { Item: { Type: 'Pass', End: true } },
        storage: () => mended({ kind: 'Object', body: '1\n2\n3\n{' }, { kind: 'Object', body: '1\n2\n3\n4' }),
      },
    )
    expect(output(made)).toEqual([{ Items: [1, 2] }, { Items: [3, 4] }])
    expect(made.children.size).toBe(2)
  })

  test('is written again when that was what failed', () => {
    const made = redriven(writer(), ['a'], {
      answers: ['A'],
      objects: { out: {} },
      storage: () => {
        let asked = 0
        return () => (asked++ === 0 ? { kind: 'Refused', message: 'No.' } : undefined)
      },
    })
    expect(output(made)).toMatchObject({ ResultWriterDetails: { Bucket: 'out' } })
    expect(written(made).has('SUCCEEDED_0.json')).toBe(true)
  })

  test('is written again, with what a failed run did not start', () => {
    const made = redriven({ ...writer(), MaxConcurrency: 1 }, ['a', 'b', 'c'], {
      answers: ['!Bad', 1, 2, 3],
      objects: { out: {} },
    })
    expect(made.ended?.status).toBe('SUCCEEDED')
    expect(JSON.parse(written(made).get('manifest.json') ?? '')).toMatchObject({
      ResultFiles: { FAILED: [], PENDING: [] },
    })
    expect(JSON.parse(written(made).get('SUCCEEDED_0.json') ?? '')).toMatchObject([
      { Output: '1', RedriveCount: 1 },
      { Output: '2', RedriveCount: 0 },
      { Output: '3', RedriveCount: 0 },
    ])
  })
})

describe('another map run starts', () => {
  test('when the run failed for what it was given', () => {
    const made = redriven({ ItemSelector: { 'x.$': '$$.Map.Item.Value.x' } }, [{}])
    expect(types(made.history).filter((type) => type === 'MapRunStarted')).toHaveLength(2)
    expect(types(made.history)).not.toContain('MapRunRedriven')
    expect(made.mapRuns.size).toBe(2)
  })

  test('when the run succeeded and the state failed all the same', () => {
    const made = redriven({ ResultSelector: { 'x.$': '$.x' } }, ['a'], { answers: [1, 2] })
    expect(types(made.history).filter((type) => type === 'MapRunSucceeded')).toHaveLength(2)
    expect(made.mapRuns.size).toBe(2)
  })
})
