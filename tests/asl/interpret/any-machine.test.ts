import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { begin, restore, snapshot, stateVisits, step } from '@/lib/asl'
import { drive } from '../../support/drive'
import { definitions, generatedInput, schedules, worldOf } from '../../support/generated-machines'
import { brokenInvariants } from '../../support/history-invariants'
import { machineOf } from '../../support/machine-of'

const RUNS = { numRuns: 150 }

describe('any machine, whatever its tasks do', () => {
  test('leaves a history without contradictions, and no stay open when it ends', () => {
    fc.assert(
      fc.property(definitions, schedules, fc.nat(), (definition, schedule, seed) => {
        const { ended, history } = drive({
          machine: machineOf(definition),
          input: generatedInput,
          seed,
          answer: worldOf(schedule),
        })
        expect(brokenInvariants(history)).toEqual([])
        const visits = stateVisits(history)
        expect(visits).toHaveLength(history.filter(({ type }) => type.endsWith('StateEntered')).length)
        if (!ended) return
        expect(visits.filter(({ status }) => status === 'running' || status === 'retrying')).toEqual([])
      }),
      RUNS,
    )
  })

  test('has the same history, byte for byte, when the same signals come again', () => {
    fc.assert(
      fc.property(definitions, schedules, fc.nat(), (definition, schedule, seed) => {
        const machine = machineOf(definition)
        const first = drive({ machine, input: generatedInput, seed, answer: worldOf(schedule) })
        const again = begin(machine, { seed })
        const history = first.signals.flatMap((signal) => {
          const made = step(again, signal)
          if (made instanceof Promise) throw new Error('A JSONPath machine must not wait.')
          return made.history
        })
        expect(JSON.stringify(history)).toBe(JSON.stringify(first.history))
      }),
      RUNS,
    )
  })

  test('goes on the same after being saved and loaded at any step', () => {
    fc.assert(
      fc.property(definitions, schedules, fc.nat(40), (definition, schedule, savedAt) => {
        const machine = machineOf(definition)
        const options = { machine, input: generatedInput, seed: 3 }
        const straight = drive({ ...options, answer: worldOf(schedule) })
        let steps = 0
        const reloaded = drive({
          ...options,
          answer: worldOf(schedule),
          between: (execution) => (++steps >= savedAt ? restore(machine, snapshot(execution)) : execution),
        })
        expect(JSON.stringify(reloaded.history)).toBe(JSON.stringify(straight.history))
        expect(reloaded.ended).toEqual(straight.ended)
        expect(snapshotOf(reloaded)).toBe(snapshotOf(straight))
      }),
      RUNS,
    )
  })
})

/** Counters of limits included: a snapshot taken twice is the same. */
function snapshotOf({ ended, execution }: ReturnType<typeof drive>): string {
  return ended ? '' : JSON.stringify(snapshot(execution))
}
