import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  executionBefore,
  type HistoryEvent,
  newRecording,
  outstanding,
  type Recording,
  recordSignal,
  snapshot,
  step,
} from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import { type Driven, drive } from '../../support/drive'
import { definitions, generatedInput, schedules, worldOf } from '../../support/generated-machines'
import { brokenInvariants } from '../../support/history-invariants'
import { endlessLoop, machineOf } from '../../support/machine-of'

const RUNS = { numRuns: 60 }

/** The execution of the signals, recorded as a drive loop would. */
async function recorded(driven: Driven, definition: object): Promise<Recording> {
  const recording = newRecording(machineOf(definition), { seed: 5 })
  let { execution } = await executionBefore(recording, 1)
  for (const signal of driven.signals) {
    recordSignal(recording, execution, signal)
    const made = await step(execution, signal)
    if (made.execution.status === 'RUNNING') execution = made.execution
  }
  return recording
}

function run(definition: object, schedule: Parameters<typeof worldOf>[0]): Driven {
  return drive({ machine: machineOf(definition), input: generatedInput, seed: 5, answer: worldOf(schedule) })
}

test('back to before any event, and on with the same signals: the same history', async () => {
  await fc.assert(
    fc.asyncProperty(definitions, schedules, fc.nat(), async (definition, schedule, at) => {
      const driven = run(definition, schedule)
      const recording = await recorded(driven, definition)
      const event = 1 + (at % driven.history.length)
      const { execution, taken } = await executionBefore(recording, event)
      const reached = execution.lastEventId
      expect(reached).toBeLessThan(event)
      const rest: HistoryEvent[] = []
      for (const { signal } of recording.signals.slice(taken)) {
        rest.push(...(await step(execution, signal)).history)
      }
      expect(JSON.stringify(rest)).toBe(JSON.stringify(driven.history.slice(reached)))
    }),
    RUNS,
  )
})

test('an override leaves what came before as it was, shows its value, and goes on well-formed', async () => {
  await fc.assert(
    fc.asyncProperty(definitions, schedules, fc.nat(), async (definition, schedule, at) => {
      const driven = run(definition, schedule)
      const { id: event, timestamp } = driven.history[at % driven.history.length] ?? { id: 1, timestamp: 0 }
      const value: JsonValue = { ...generatedInput, overridden: true }
      const instead = drive({
        machine: machineOf(definition),
        input: generatedInput,
        seed: 5,
        answer: worldOf(schedule),
        outside: [{ afterMs: -1, signal: { type: 'Overridden', event, value } }],
      })
      expect(instead.history.slice(0, event - 1)).toEqual(driven.history.slice(0, event - 1))
      const { type, details } = instead.history[event - 1] ?? { type: 'nothing', details: {} }
      const shown = 'input' in details ? details.input : 'output' in details ? details.output : undefined
      if (
        /StateEntered$|StateExited$|ExecutionStarted|Task(Succeeded|Submitted)|FunctionSucceeded/.test(type)
      ) {
        expect(shown).toEqual(value)
      }
      expect(timestamp).toBe(instead.history[event - 1]?.timestamp)
      expect(brokenInvariants(instead.history)).toEqual([])
    }),
    RUNS,
  )
})

test('to override the input of the execution is to start it with that input', async () => {
  fc.assert(
    fc.property(definitions, schedules, (definition, schedule) => {
      const input = { ...generatedInput, more: 1 }
      const options = { machine: machineOf(definition), seed: 5 }
      const straight = drive({ ...options, input, answer: worldOf(schedule) })
      const instead = drive({
        ...options,
        input: generatedInput,
        answer: worldOf(schedule),
        outside: [{ afterMs: -1, signal: { type: 'Overridden', event: 1, value: input } }],
      })
      expect(instead.history).toEqual(straight.history)
    }),
    RUNS,
  )
})

test('what is outstanding is what the world was asked and has not done', async () => {
  const definition = {
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        End: true,
        Branches: [
          { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } },
          {
            StartAt: 'Work',
            States: {
              Work: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111122223333:function:f', End: true },
            },
          },
        ],
      },
    },
  }
  const recording = newRecording(machineOf(definition), { seed: 5 })
  const { execution } = await executionBefore(recording, 1)
  const asked = new Map<string, string>()
  for (const signal of [
    { type: 'Started', at: 0, input: {} },
    ...Array(3).fill({ type: 'Continue', at: 0 }),
  ]) {
    for (const effect of (await step(execution, signal)).effects) {
      if (effect.type === 'SetTimer') asked.set(effect.timer, effect.type)
      if (effect.type === 'ScheduleTask') asked.set(effect.task.taskToken, effect.type)
    }
  }
  const left = outstanding(execution).map((effect) => [
    'timer' in effect ? effect.timer : 'task' in effect ? effect.task.taskToken : '',
    effect.type,
  ])
  expect(new Map(left as [string, string][])).toEqual(asked)
})

test('snapshots lie a thousand steps apart, and the way back begins at the nearest', async () => {
  const driven = drive({
    machine: machineOf(endlessLoop),
    input: {},
    seed: 5,
    limits: { historyEvents: 8_000 },
  })
  const recording = newRecording(machineOf(endlessLoop), { seed: 5, limits: { historyEvents: 8_000 } })
  const { execution: live } = await executionBefore(recording, 1)
  for (const signal of driven.signals) {
    recordSignal(recording, live, signal)
    await step(live, signal)
  }
  expect(recording.snapshots.map(({ before }) => before)).toEqual([1_000, 2_000, 3_000])
  const { execution } = await executionBefore(recording, 5_000)
  expect(execution.lastEventId).toBe(4_999)
  expect(snapshot(execution)).toMatchObject({ execution: { lastEventId: 4_999 } })
})
