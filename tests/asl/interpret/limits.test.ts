import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { begin, step } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import { drive } from '../../support/drive'
import { endlessLoop, machineOf } from '../../support/machine-of'

const pass = (more: JsonObject = {}): JsonObject => ({
  StartAt: 'P',
  States: { P: { Type: 'Pass', End: true, ...more } },
})

describe('a hostile machine', () => {
  test('that never ends fails at event 25,000 as on AWS', () => {
    const { ended, history } = drive({ machine: machineOf(endlessLoop), input: {}, seed: 1 })
    expect(history).toHaveLength(25_000)
    expect(history.at(-1)).toMatchObject({
      id: 25_000,
      type: 'ExecutionFailed',
      details: { error: 'States.Runtime' },
    })
    expect(ended?.status).toBe('FAILED')
  })

  test('with an input nested 10,000 levels deep is stopped, not crashed', () => {
    const input: JsonValue = JSON.parse(`${'['.repeat(10_000)}${']'.repeat(10_000)}`)
    const { ended } = drive({ machine: machineOf(pass()), input, seed: 1 })
    expect(ended).toMatchObject({ status: 'STOPPED', stoppedBy: { limit: 'memory' } })
  })

  test('with a number that JSON.parse takes for infinite is stopped: nobody could write it again', () => {
    const { ended } = drive({ machine: machineOf(pass()), input: { a: [JSON.parse('1e400')] }, seed: 1 })
    expect(ended).toMatchObject({ status: 'STOPPED', stoppedBy: { limit: 'memory' } })
  })

  test('that doubles its data each round is stopped by the payload limit', () => {
    const doubling = structuredClone(endlessLoop) as { States: { Again: JsonObject } } & JsonObject
    doubling.States.Again = {
      Type: 'Pass',
      Parameters: { 'x.$': "States.Format('{}{}', $.x, $.x)" },
      Next: 'Enough',
    }
    const { ended } = drive({ machine: machineOf(doubling), input: { x: 'ab' }, seed: 1 })
    expect(ended).toMatchObject({ status: 'FAILED', failure: { error: 'States.DataLimitExceeded' } })
  })

  test('that gives its branches too much fails before they start', () => {
    const parallel = pass({
      Type: 'Parallel',
      Parameters: { 'one.$': '$.x', 'two.$': '$.x' },
      Branches: [{ StartAt: 'Q', States: { Q: { Type: 'Pass', End: true } } }],
      ResultPath: null,
    })
    const { ended, history } = drive({
      machine: machineOf(parallel),
      input: { x: 'x'.repeat(200_000) },
      seed: 1,
    })
    expect(ended).toMatchObject({ status: 'FAILED', failure: { error: 'States.DataLimitExceeded' } })
    expect(history.map(({ type }) => type)).not.toContain('ParallelStateStarted')
  })

  test('that got too much at its start fails with the first state', () => {
    const { ended } = drive({ machine: machineOf(pass()), input: 'x'.repeat(262_144), seed: 1 })
    expect(ended).toMatchObject({ status: 'FAILED', failure: { error: 'States.DataLimitExceeded' } })
  })

  test('that keeps making large values is stopped by the memory limit', () => {
    const growing = structuredClone(endlessLoop) as { States: { Again: JsonObject } } & JsonObject
    const numbers = 'States.ArrayRange(1, 1000, 1)'
    growing.States.Again = {
      Type: 'Pass',
      Parameters: { 'x.$': `States.Array(${Array(20).fill(numbers).join(', ')})` },
      Next: 'Enough',
    }
    const { ended } = drive({ machine: machineOf(growing), input: {}, seed: 1 })
    expect(ended).toMatchObject({ status: 'STOPPED', stoppedBy: { limit: 'memory' } })
  })

  test('may wait no longer than a year', () => {
    const waiting = machineOf({
      StartAt: 'W',
      States: {
        W: { Type: 'Wait', TimestampPath: '$.until', Next: 'X' },
        X: { Type: 'Wait', Seconds: 99_999_999, End: true },
      },
    })
    const century = drive({ machine: waiting, input: { until: '2070-01-01T00:00:00Z' }, seed: 1 })
    expect(century.ended).toMatchObject({ status: 'FAILED', failure: { error: 'States.Runtime' } })
    const years = drive({ machine: waiting, input: { until: '1970-01-02T00:00:00Z' }, seed: 1 })
    expect(years.ended).toMatchObject({ status: 'TIMED_OUT', stopDate: 31_536_000_000 })
  })

  test('with nested Maps that would run thousands of iterations at once is stopped', () => {
    const nested = (depth: number): JsonObject =>
      depth === 0
        ? { StartAt: 'W0', States: { W0: { Type: 'Wait', Seconds: 1, End: true } } }
        : {
            StartAt: `M${depth}`,
            States: {
              [`M${depth}`]: {
                Type: 'Map',
                ItemsPath: '$',
                ItemSelector: { 'a.$': '$' },
                ItemProcessor: {
                  StartAt: `P${depth}`,
                  States: {
                    [`P${depth}`]: { Type: 'Pass', OutputPath: '$.a', Next: `N${depth}` },
                    [`N${depth}`]: { Type: 'Parallel', Branches: [nested(depth - 1)], End: true },
                  },
                },
                End: true,
              },
            },
          }
    const { ended } = drive({
      machine: machineOf(nested(4)),
      input: Array(40).fill(0),
      seed: 1,
      limits: { historyEvents: 1e9 },
    })
    expect(ended).toMatchObject({ status: 'STOPPED', stoppedBy: { limit: 'memory' } })
  })

  test('with variables and states called like members of objects is like any other', () => {
    const machine = machineOf({
      StartAt: 'constructor',
      States: {
        constructor: { Type: 'Pass', Assign: { valueOf: 1, toString: 2 }, Next: 'hasOwnProperty' },
        hasOwnProperty: { Type: 'Pass', Parameters: { 'v.$': '$toString' }, End: true },
      },
    })
    const { ended } = drive({ machine, input: JSON.parse('{"__proto__": {"polluted": true}}'), seed: 1 })
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { v: 2 } })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe('the cost of a Map', () => {
  test('is forty frames, however many its items', () => {
    const machine = machineOf({
      StartAt: 'Each',
      States: { Each: { Type: 'Map', ItemProcessor: pass(), ResultPath: null, End: true } },
    })
    const items = Array.from({ length: 1000 }, (_, index) => index)
    let most = 0
    const { ended } = drive({
      machine,
      input: items,
      seed: 1,
      between: (execution) => {
        most = Math.max(most, execution.counts.framesAlive)
        return execution
      },
    })
    expect(ended?.status).toBe('SUCCEEDED')
    expect(most).toBe(41)
  })
})

describe('the size of a payload', () => {
  const machine = machineOf(pass())

  test('is the bytes of its JSON text in UTF-8', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const input = JSON.parse(JSON.stringify(value)) as JsonValue
        const execution = begin(machine, { seed: 1 })
        const bytes = new TextEncoder().encode(JSON.stringify(input)).length
        expect(execution.sizes.measure(execution, input)).toBe(bytes)
        expect(execution.sizes.measure(execution, input)).toBe(bytes)
      }),
    )
  })

  test.each(['\ud800', 'a\udc00b', '\ud83d\ude00\ud83d', '\u007f', '\b\v"\\'])(
    'with %j in it, too',
    (text) => {
      const execution = begin(machine, { seed: 1 })
      const bytes = new TextEncoder().encode(JSON.stringify([text, { [text]: 1 }])).length
      expect(execution.sizes.measure(execution, [text, { [text]: 1 }])).toBe(bytes)
    },
  )

  test('counts shared parts once for memory', () => {
    const execution = begin(machine, { seed: 1 })
    const large = { text: 'x'.repeat(1000) }
    execution.sizes.measure(execution, large)
    const once = execution.counts.memoryBytes
    execution.sizes.measure(execution, [large, large])
    expect(execution.counts.memoryBytes - once).toBeLessThan(200)
  })
})

describe('signals that nobody waits for', () => {
  test('change nothing', () => {
    const machine = machineOf({
      StartAt: 'T',
      States: {
        T: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111122223333:function:f', End: true },
      },
    })
    const execution = begin(machine, { seed: 1 })
    for (const type of ['TaskSucceeded', 'TaskSubmitted'] as const) {
      expect(step(execution, { type, at: 0, taskToken: 'unknown', output: 1 })).toMatchObject({
        history: [],
        effects: [],
      })
    }
    expect(step(execution, { type: 'TimerFired', at: 0, timer: 'unknown' })).toMatchObject({
      history: [],
      effects: [],
    })
    expect(step(execution, { type: 'TaskHeartbeat', at: 0, taskToken: 'unknown' })).toMatchObject({
      history: [],
    })
  })
})
