import { describe, expect, test } from 'vitest'
import type { JsonValue } from '@/lib/json'
import { scripted } from '../../cases/scripted-tasks'
import { call, output, run, types } from './run'

describe('failures of children', () => {
  const tasks = (...answers: JsonValue[]) => ({ states: call, answer: scripted({ Item: answers }) })

  test('one ends the run, and the others with it', () => {
    const states = {
      Item: {
        Type: 'Choice',
        Choices: [{ Variable: '$', IsNull: true, Next: 'Bad' }],
        Default: 'Slow',
      },
      Bad: { Type: 'Fail', Error: 'Bad' },
      Slow: { Type: 'Wait', Seconds: 60, End: true },
    }
    const { history, children, mapRuns, ended } = run({ MaxConcurrency: 2 }, [1, null, 3], { states })
    expect(types(history).slice(4)).toEqual(['MapRunFailed', 'MapStateFailed', 'ExecutionFailed'])
    expect(ended).toMatchObject({
      stopDate: 0,
      failure: {
        error: 'States.ExceedToleratedFailureThreshold',
        cause: 'The specified tolerated failure threshold was exceeded',
      },
    })
    expect([...children.values()].map((child) => types(child).slice(-2))).toEqual([
      ['WaitStateAborted', 'ExecutionAborted'],
      ['FailStateEntered', 'ExecutionFailed'],
    ])
    expect([...mapRuns.values()]).toMatchObject([
      { status: 'FAILED', itemCounts: { total: 3, failed: 1, aborted: 1, pending: 1, running: 0 } },
    ])
  })

  test.each([
    [{ ToleratedFailureCount: 1 }, 'SUCCEEDED'],
    [{ ToleratedFailureCount: 0 }, 'FAILED'],
    [{ ToleratedFailurePercentage: 50 }, 'SUCCEEDED'],
    [{ ToleratedFailurePercentage: 49.9 }, 'FAILED'],
    [{ ToleratedFailurePercentage: 100, ToleratedFailureCount: 0 }, 'FAILED'],
  ])('with %j one of two: %s', (tolerance, status) => {
    const { ended } = run(tolerance, [1, 2], tasks('!Bad', 'ok'))
    expect(ended?.status).toBe(status)
  })

  test('a failed batch counts with all its items', () => {
    const batches = { ItemBatcher: { MaxItemsPerBatch: 2 }, ToleratedFailureCount: 1 }
    const { ended, mapRuns } = run(batches, [1, 2, 3], tasks('!Bad', 'ok'))
    expect(ended?.status).toBe('FAILED')
    expect([...mapRuns.values()][0]).toMatchObject({
      itemCounts: { failed: 2, total: 3 },
      executionCounts: { failed: 1, total: 2 },
    })
  })

  test('a tolerated one stands in the result with all that is known of it', () => {
    const made = run({ ToleratedFailureCount: 1, MaxConcurrency: 1 }, [1, 2], tasks('ok', '!Bad'))
    const [, second = ''] = made.children.keys()
    expect(output(made)).toEqual([
      'ok',
      expect.objectContaining({ ExecutionArn: second, Error: 'Bad', Input: '2', Status: 'FAILED' }),
    ])
  })

  test('a retry makes a new map run', () => {
    const retry = { Retry: [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], MaxAttempts: 1 }] }
    const { history, mapRuns, ended } = run(retry, [1], tasks('!Bad', 'ok'))
    expect(ended?.status).toBe('SUCCEEDED')
    expect(mapRuns.size).toBe(2)
    expect(types(history).slice(2, 7)).toEqual([
      'MapStateStarted',
      'MapRunStarted',
      'MapRunFailed',
      'MapStateStarted',
      'MapRunStarted',
    ])
  })

  test('an item that no ItemSelector can make fails the run', () => {
    const selector = { ItemSelector: { 'x.$': '$$.Map.Item.Value.x' }, MaxConcurrency: 1 }
    const { ended, history } = run(selector, [{ x: 1 }, {}])
    expect(ended?.status).toBe('FAILED')
    expect(types(history)).toContain('MapRunFailed')
  })

  test('whatever branches it left behind are alive no more', () => {
    const wait = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } }
    const fail = { StartAt: 'Bad', States: { Bad: { Type: 'Pass', InputPath: '$.none', End: true } } }
    const states = { Item: { Type: 'Parallel', Branches: [wait, fail], End: true } }
    const items = Array.from({ length: 100 }, (_, index) => index)
    const { ended } = run({ ToleratedFailureCount: 100 }, items, { states, limits: { frames: 50 } })
    expect(ended?.status).toBe('SUCCEEDED')
  })
})
