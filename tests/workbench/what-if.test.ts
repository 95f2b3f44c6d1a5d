import { describe, expect, test } from 'vitest'
import { changeableAt, changeableBefore, withChange } from '@/app/_workbench/time/changeable'
import { partingMarks, partingSentence } from '@/app/_workbench/time/parting'
import { compared } from '@/app/_workbench/workers/compare'
import { Timeline } from '@/lib/asl'
import type { Interventions, Run } from '@/lib/sandbox'
import { invoke, run, states } from '../sandbox/run'

const MACHINE = states({
  Each: {
    Type: 'Map',
    ItemsPath: '$.orders',
    ItemProcessor: { StartAt: 'Price', States: { Price: invoke('price', { End: true }) } },
    ResultPath: '$.prices',
    Next: 'Large',
  },
  Large: {
    Type: 'Choice',
    Choices: [{ Variable: '$.prices[1].total', NumericGreaterThan: 100, Next: 'Ask' }],
    Default: 'Ship',
  },
  Ask: { Type: 'Succeed' },
  Ship: { Type: 'Succeed' },
})
const INPUT = { orders: [{ items: [{ price: 1, count: 2 }] }, { items: [{ price: 3, count: 4 }] }] }

const made = (interventions: Interventions = {}) => run(MACHINE, { input: INPUT, interventions })
const was = await made()
const timeline = new Timeline(was.history)

function eventOf(type: string, nth = 0): number {
  return was.history.filter((event) => event.type === type)[nth]?.id ?? 0
}

function saidOf(now: Run): string {
  return partingSentence(compared(now.history, was.history), now.history, was.history)
}

describe('what can be changed', () => {
  test.each<[string, number, string]>([
    ['ExecutionStarted', 0, 'the input of the execution'],
    ['MapStateEntered', 0, 'the input of Each'],
    ['LambdaFunctionSucceeded', 1, 'the answer to Price'],
    ['MapStateExited', 0, 'the output of Each'],
  ])('at %s', (type, nth, what) => {
    expect(changeableAt(timeline, eventOf(type, nth))).toMatchObject({ what })
  })

  test('events that show no data lead to the one before', () => {
    expect(changeableAt(timeline, eventOf('MapStateStarted'))).toBeUndefined()
    expect(changeableBefore(timeline, eventOf('MapStateStarted'))).toMatchObject({
      what: 'the input of Each',
    })
    expect(changeableBefore(timeline, 0)).toBeUndefined()
  })
})

describe('a change leads to another run', () => {
  test('where only data differ, and the way parts later', async () => {
    const changeable = changeableAt(timeline, eventOf('LambdaFunctionSucceeded', 1))
    if (!changeable) throw new Error('The answer of the second price can be changed.')
    expect(changeable.call).toMatchObject({ state: 'Price', invocation: 1, afterMs: 101 })
    const now = await made(withChange({}, changeable, { value: { total: 500 } }))
    expect(now.history.some(({ details }) => 'name' in details && details.name === 'Ask')).toBe(true)
    expect(saidOf(now)).toBe(
      `Their data differ from event ${changeable.event} on: /output/total differs. They part at event 22. This run: Ask begins. The other run: Ship begins.`,
    )
    const marks = partingMarks(compared(now.history, was.history))
    expect(marks.get(changeable.event)?.sign).toBe('≠')
    expect(marks.get(eventOf('MapStateEntered'))).toBeUndefined()
  })

  test('where a task fails instead', async () => {
    const changeable = changeableAt(timeline, eventOf('LambdaFunctionSucceeded', 1))
    if (!changeable) throw new Error('The answer of the second price can be changed.')
    const now = await made(withChange({}, changeable, { outcome: { ok: false, failure: { error: 'Busy' } } }))
    expect(now).toMatchObject({ status: 'FAILED', failure: { error: 'Busy' } })
    expect(saidOf(now)).toContain('This run: The Lambda function fails with Busy.')
  })

  test('nothing changed, nothing parts', async () => {
    expect(saidOf(await made())).toBe(`Both runs are alike, all ${was.history.length} events.`)
  })

  test('a change makes later ones void', () => {
    const [early, late] = [eventOf('MapStateEntered'), eventOf('MapStateExited')].map((event) =>
      changeableAt(timeline, event),
    )
    if (!early || !late) throw new Error('Input and output can be changed.')
    const both = withChange(withChange({}, early, { value: 1 }), late, { value: 2 })
    expect(both.overrides).toHaveLength(2)
    expect(withChange(both, early, { value: 3 }).overrides).toEqual([{ event: early.event, value: 3 }])
  })
})
