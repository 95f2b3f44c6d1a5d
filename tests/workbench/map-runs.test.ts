import { beforeAll, describe, expect, test } from 'vitest'
import { takenKey } from '@/app/_workbench/graph/taken-key'
import { endingOf, mapRunsAt, shownChildren, standingsOf, takenIn } from '@/app/_workbench/timeline/map-runs'
import { standingsTogether, Timeline } from '@/lib/asl'
import type { Run } from '@/lib/sandbox'
import { run, states } from '../sandbox/run'

/** Three items, of which the second fails in its child execution. */
const MACHINE = states({
  Each: {
    Type: 'Map',
    ToleratedFailurePercentage: 50,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      ...states({
        Look: {
          Type: 'Choice',
          Choices: [{ Variable: '$', NumericLessThan: 0, Next: 'Refuse' }],
          Default: 'Rest',
        },
        Rest: { Type: 'Wait', Seconds: 5, End: true },
        Refuse: { Type: 'Fail' },
      }),
    },
    End: true,
  },
})

describe('the children of a distributed Map', () => {
  let made: Run
  let whole: { timeline: Timeline; at: number }
  beforeAll(async () => {
    made = await run(MACHINE, { input: [1, -1, 2] })
    whole = { timeline: new Timeline(made.history), at: made.history.length }
  })

  test('are found by their Map, with how each ended', () => {
    const [each, ...more] = mapRunsAt(made, whole)
    expect(more).toEqual([])
    expect(each?.map).toBe('Each')
    expect(each?.children.map(endingOf)).toEqual([
      'ExecutionSucceeded',
      'ExecutionFailed',
      'ExecutionSucceeded',
    ])
  })

  test('stand together, or one alone where it is picked', () => {
    const all = shownChildren(made, whole, new Map())
    const together = standingsTogether(all.map((child) => standingsOf(child, new Map())))
    expect(together.get('Look')).toEqual({ status: 'succeeded', entered: 3, retries: 0 })
    expect(together.get('Rest')).toMatchObject({ status: 'succeeded', entered: 2 })
    expect(together.get('Refuse')).toMatchObject({ status: 'failed', entered: 1 })

    const picked = new Map([['Each', 1]])
    const [second, ...others] = shownChildren(made, whole, picked)
    expect(others).toEqual([])
    if (!second) throw new Error('There is a second child.')
    expect([...standingsOf(second, picked).keys()]).toEqual(['Look', 'Refuse'])
    expect(takenIn(second)).toEqual(new Set([takenKey('Look', 'Refuse')]))
  })

  test('are shown as they were at a moment, and not before they began', () => {
    const started = made.history.find(({ type }) => type === 'MapRunStarted')?.id ?? 0
    expect(mapRunsAt(made, { ...whole, at: started - 1 })).toEqual([])
    const [each] = mapRunsAt(made, { ...whole, at: started })
    const [first] = each?.children ?? []
    if (!first) throw new Error('There is a first child.')
    expect(endingOf(first)).toBeUndefined()
    expect(standingsOf(first, new Map()).get('Rest')).toMatchObject({ status: 'running' })
  })
})
