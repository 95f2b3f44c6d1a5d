import { describe, expect, test } from 'vitest'
import { restore, snapshot } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import { runExecution } from '@/lib/sandbox'
import { drive } from '../../support/drive'
import { machineOf } from '../../support/machine-of'

/** Counts to `turns`, and makes a new object of some hundred bytes with every turn. */
const loop = (turns: number): JsonObject => ({
  StartAt: 'More',
  States: {
    More: {
      Type: 'Choice',
      Choices: [{ Variable: '$.i', NumericLessThan: turns, Next: 'Add' }],
      Default: 'Done',
    },
    Add: {
      Type: 'Pass',
      Parameters: {
        'i.$': 'States.MathAdd($.i, 1)',
        'text.$': "States.Format('{}{}', $.i, $$.Execution.Id)",
      },
      Next: 'More',
    },
    Done: { Type: 'Succeed' },
  },
})

const map: JsonObject = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: {
        StartAt: 'Wrap',
        States: { Wrap: { Type: 'Pass', Parameters: { 'id.$': '$' }, End: true } },
      },
      End: true,
    },
  },
}

const LIFTED = { historyEvents: 1e9, transitions: 1e9, payloadBytes: 1e9 }

describe('with a streamed history', () => {
  test('only what is alive counts as memory, so a long loop has no limit', () => {
    const options = { machine: machineOf(loop(5_000)), input: { i: 0 }, seed: 1 }
    const limits = { ...LIFTED, memoryBytes: 200_000 }
    expect(drive({ ...options, limits }).ended).toMatchObject({
      status: 'STOPPED',
      stoppedBy: { limit: 'memory' },
    })
    expect(drive({ ...options, limits: { ...limits, history: 'streamed' } }).ended?.status).toBe('SUCCEEDED')
  })

  test('what is alive has the same limit as ever', () => {
    const input = { items: Array.from({ length: 20_000 }, (_, index) => `item ${index}`) }
    const limits = { ...LIFTED, memoryBytes: 500_000, history: 'streamed' as const }
    expect(drive({ machine: machineOf(map), input, seed: 1, limits }).ended).toMatchObject({
      status: 'STOPPED',
      stoppedBy: { limit: 'memory' },
    })
  })

  test('it is the same history, also when the execution is saved and loaded on the way', () => {
    const options = { machine: machineOf(loop(300)), input: { i: 0 }, seed: 1 }
    const limits = { ...LIFTED, memoryBytes: 20_000, history: 'streamed' as const }
    const kept = drive({ ...options, limits: LIFTED })
    const streamed = drive({
      ...options,
      limits,
      between: (execution) => restore(options.machine, snapshot(execution)),
    })
    expect(streamed.history).toEqual(kept.history)
    expect(streamed.ended).toEqual(kept.ended)
  })
})

describe('a run in the sandbox', () => {
  const request = {
    account: {},
    startAt: 0,
    seed: 1,
    runHandler: async () => {
      throw new Error('There are no functions.')
    },
  }

  test('hands a streamed history on and keeps none of it', async () => {
    const ids: number[] = []
    const run = await runExecution({
      ...request,
      machine: machineOf(loop(100)),
      input: { i: 0 },
      limits: { history: 'streamed' },
      onProgress: (events) => ids.push(...events.map(({ id }) => id)),
    })
    expect(run).toMatchObject({ status: 'SUCCEEDED', history: [] })
    expect(ids).toEqual(Array.from(ids, (_, index) => index + 1))
    expect(ids).toHaveLength(2 + 2 * 202)
  })

  test('can be stopped between any two steps', async () => {
    for (let allowed = 1; allowed < 40; allowed++) {
      let asked = 0
      const { status, history } = await runExecution({
        ...request,
        machine: machineOf(map),
        input: { items: Array.from({ length: 100 }, (_, index) => index) },
        mustStop: () => ++asked > allowed,
      })
      if (status === 'SUCCEEDED') return
      expect(status).toBe('RUNNING')
      expect(history.length).toBeLessThan(4 + 100 * 4)
    }
    throw new Error('The execution never came to its end.')
  })
})
