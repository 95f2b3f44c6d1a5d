import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type HistoryEvent, stateStatuses, stateVisits, statusAt, Timeline } from '@/lib/asl'
import { drive } from '../../support/drive'
import { definitions, generatedInput, schedules, worldOf } from '../../support/generated-machines'
import { machineOf } from '../../support/machine-of'

const RUNS = { numRuns: 30 }

function historyOf(definition: object, schedule: Parameters<typeof worldOf>[0]): readonly HistoryEvent[] {
  return drive({ machine: machineOf(definition), input: generatedInput, seed: 5, answer: worldOf(schedule) })
    .history
}

test('every moment says what a fold up to it says', () => {
  fc.assert(
    fc.property(definitions, schedules, (definition, schedule) => {
      const history = historyOf(definition, schedule)
      const timeline = new Timeline(history)
      for (let event = 0; event <= history.length; event++) {
        const told = [...timeline.tracks.at(event)].map(([name, { status }]) => [name, status])
        expect(Object.fromEntries(told)).toEqual(Object.fromEntries(stateStatuses(history, event)))
        const visits = stateVisits(history.slice(0, event))
        const standing = timeline.visits.flatMap((tracked) => statusAt(tracked, event) ?? [])
        expect(standing).toEqual(visits.map(({ status }) => status))
        for (const [name, { entered, retries }] of timeline.tracks.at(event)) {
          const ofState = visits.filter((visit) => visit.name === name)
          expect(entered).toBe(ofState.length)
          expect(retries).toBe(ofState.reduce((sum, visit) => sum + visit.retries, 0))
        }
      }
    }),
    RUNS,
  )
})

/** Two orders; the second fails at Ship. Each iteration has its own variable, and the machine one for all. */
const MACHINE = {
  StartAt: 'Note',
  States: {
    Note: { Type: 'Pass', Assign: { shop: 'candles' }, Next: 'Each' },
    Each: {
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Mark',
        States: {
          Mark: { Type: 'Pass', Assign: { 'order.$': '$.id' }, Next: 'Paid' },
          Paid: {
            Type: 'Choice',
            Choices: [{ Variable: '$.paid', BooleanEquals: true, Next: 'Ship' }],
            Default: 'Refuse',
          },
          Ship: { Type: 'Succeed' },
          Refuse: { Type: 'Fail', Error: 'Unpaid' },
        },
      },
      End: true,
    },
  },
}

describe('of a Map', () => {
  const input = [
    { id: 'a', paid: true },
    { id: 'b', paid: false },
  ]
  const { history } = drive({ machine: machineOf(MACHINE), input, seed: 1 })
  const timeline = new Timeline(history)
  const end = history.length

  test('one iteration can be picked', () => {
    const first = timeline.tracksOf(new Map([['Each', 0]])).at(end)
    const second = timeline.tracksOf(new Map([['Each', 1]])).at(end)
    expect(first.get('Ship')?.status).toBe('succeeded')
    expect(first.has('Refuse')).toBe(false)
    expect(second.get('Refuse')?.status).toBe('failed')
    expect(second.has('Ship')).toBe(false)
    expect(first.get('Note')).toEqual(second.get('Note'))
    expect(timeline.tracks.at(end).get('Mark')?.entered).toBe(2)
  })

  test('an iteration sees its own variables and those around it', () => {
    const paid = timeline.visits.filter(({ visit }) => visit.name === 'Paid')
    expect(paid.map(({ line }) => timeline.variablesAt(line, end))).toEqual([
      { shop: 'candles', order: 'a' },
      { shop: 'candles', order: 'b' },
    ])
    const [note] = timeline.visits
    expect(note && timeline.variablesAt(note.line, note.visit.enteredEvent)).toEqual({})
    expect(note && timeline.variablesAt(note.line, end)).toEqual({ shop: 'candles' })
  })

  test('transitions are counted as AWS bills them', () => {
    expect(timeline.billedTransitions(0)).toBe(0)
    expect(timeline.billedTransitions(1)).toBe(1)
    expect(timeline.billedTransitions(end)).toBe(1 + timeline.visits.length)
  })
})
