import { describe, expect, test } from 'vitest'
import type { HistoryEvent, MapRunChanges } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import { distributed, driven, machineOfStates } from './run'

/** Runs the Map over four items; after so many milliseconds the map run of that number is changed. */
function changed(map: JsonObject, afterMs: number, changes: MapRunChanges, which = 0) {
  const options = { machine: machineOfStates({ Each: map }), input: [1, 2, 3, 4] }
  const mapRunArn = [...driven(options).mapRuns.keys()][which] ?? ''
  const made = driven({
    ...options,
    outside: [{ afterMs, signal: { type: 'MapRunUpdated', mapRunArn, changes } }],
  })
  return { ...made, described: made.mapRuns.get(mapRunArn) }
}

const startedAt = (children: ReadonlyMap<string, readonly HistoryEvent[]>, from: number) =>
  [...children.values()].map(([first]) => ((first?.timestamp ?? 0) - from) / 1000)

const sleep = { Sleep: { Type: 'Wait', Seconds: 10, End: true } }

describe('a map run is changed while it runs', () => {
  test('more children start at once when there is room for them', () => {
    const map = distributed({ MaxConcurrency: 1 }, sleep)
    const { children, history, described } = changed(map, 4000, { maxConcurrency: 3 })
    expect(startedAt(children, history[0]?.timestamp ?? 0)).toEqual([0, 4, 4, 10])
    expect(described).toMatchObject({ status: 'SUCCEEDED', maxConcurrency: 3 })
  })

  test('children that run too many go on', () => {
    const map = distributed({ MaxConcurrency: 3 }, sleep)
    const { children, history } = changed(map, 4000, { maxConcurrency: 1 })
    expect(startedAt(children, history[0]?.timestamp ?? 0)).toEqual([0, 0, 0, 10])
  })

  /** Item 1 fails at once, the others after ten seconds. */
  const failing = distributed(
    {},
    {
      Which: {
        Type: 'Choice',
        Choices: [{ Variable: '$', NumericEquals: 1, Next: 'Fail' }],
        Default: 'Sleep',
      },
      Sleep: { Type: 'Wait', Seconds: 10, Next: 'Done' },
      Done: { Type: 'Succeed' },
      Fail: { Type: 'Fail', Error: 'E' },
    },
  )

  test('failures that are tolerated no longer end it', () => {
    const map = { ...failing, ToleratedFailureCount: 2 }
    const { ended, described, history } = changed(map, 4000, { toleratedFailureCount: 0 })
    expect(ended).toMatchObject({
      status: 'FAILED',
      failure: { error: 'States.ExceedToleratedFailureThreshold' },
    })
    expect(described).toMatchObject({
      status: 'FAILED',
      toleratedFailureCount: 0,
      itemCounts: { failed: 1, aborted: 3 },
    })
    expect((history.at(-1)?.timestamp ?? 0) - (history[0]?.timestamp ?? 0)).toBe(4000)
  })

  test('failures that are tolerated now do not', () => {
    const map = { ...failing, MaxConcurrency: 1, ToleratedFailurePercentage: 100 }
    const { ended, described } = changed(map, 4000, { toleratedFailurePercentage: 25 })
    expect(ended).toMatchObject({ status: 'SUCCEEDED' })
    expect(described).toMatchObject({ toleratedFailurePercentage: 25 })
  })

  test('it may be one inside a child of another', () => {
    const map = distributed(
      {},
      {
        Inner: distributed({ MaxConcurrency: 1, ItemsPath: '$.items', Label: 'inner' }, sleep),
      },
    )
    const definition = { ...map, ItemSelector: { items: [1, 2] }, MaxConcurrency: 1 }
    const { children, described } = changed(definition, 4000, { maxConcurrency: 2 }, 1)
    expect(described).toMatchObject({ maxConcurrency: 2 })
    const inner = [...children].filter(([arn]) => arn.includes('/inner:')).map(([, history]) => history)
    const [first, second] = inner.map(([event]) => event?.timestamp ?? 0)
    expect((second ?? 0) - (first ?? 0)).toBe(4000)
  })

  test('one that has ended, or that there is not, stays as it is', () => {
    const { ended, described } = changed(distributed({}, sleep), 20_000, { maxConcurrency: 9 })
    expect(ended).toMatchObject({ status: 'SUCCEEDED' })
    expect(described).toMatchObject({ maxConcurrency: 0 })
  })
})
