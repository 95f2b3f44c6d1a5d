import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { begin, restore, snapshot, step } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import { type Driven, drive } from '../../../support/drive'
import { schedules, worldOf } from '../../../support/generated-machines'
import { brokenInvariants } from '../../../support/history-invariants'
import { machineOf } from '../../../support/machine-of'

/** Any distributed Map over any items, whatever its tasks do. */

const RUNS = { numRuns: 50 }

interface Setting {
  items: number[]
  from: 'input' | 'CSV' | 'JSONL'
  batch: number
  bytes: number
  concurrency: number
  tolerated: number
  child: 'Pass' | 'Wait' | 'Task' | 'Parallel' | 'Map'
  writes: boolean
}

const settings: fc.Arbitrary<Setting> = fc.record({
  items: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }),
  from: fc.constantFrom('input', 'CSV', 'JSONL'),
  batch: fc.integer({ min: 0, max: 5 }),
  bytes: fc.constantFrom(0, 14, 30, 200),
  concurrency: fc.integer({ min: 0, max: 4 }),
  tolerated: fc.integer({ min: 0, max: 4 }),
  child: fc.constantFrom('Pass', 'Wait', 'Task', 'Parallel', 'Map'),
  writes: fc.boolean(),
})

const task = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111122223333:function:f', End: true }
const branch = (state: JsonObject, name = 'In') => ({ StartAt: name, States: { [name]: state } })
const children: Readonly<Record<Setting['child'], JsonObject>> = {
  Pass: { Type: 'Pass', End: true },
  Wait: { Type: 'Wait', Seconds: 2, End: true },
  Task: { ...task, TimeoutSeconds: 2, Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }] },
  Parallel: {
    Type: 'Parallel',
    Branches: [branch(task), branch({ Type: 'Wait', Seconds: 1, End: true }, 'Other')],
    End: true,
  },
  Map: {
    Type: 'Map',
    ItemSelector: { 'v.$': '$$.Map.Item.Value' },
    ItemsPath: '$.Items',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
      ...branch(task),
    },
    End: true,
  },
}

/** `Map` needs what a batch looks like; so does comparing results. */
function definitionOf(setting: Setting, catches: boolean): JsonObject {
  const { from, batch, bytes, concurrency, tolerated, child, writes } = setting
  const csv = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }
  const limits = {
    MaxItemsPerBatch: batch === 0 ? 1 : batch,
    ...(bytes > 0 && { MaxInputBytesPerBatch: bytes }),
  }
  return {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ...(from !== 'input' && {
          ItemReader: {
            Resource: 'arn:aws:states:::s3:getObject',
            ReaderConfig: from === 'CSV' ? csv : { InputType: 'JSONL' },
            Parameters: { Bucket: 'b', Key: from },
          },
        }),
        ...(from === 'CSV' && { ItemSelector: { 'n.$': 'States.StringToJson($$.Map.Item.Value.n)' } }),
        ItemBatcher: limits,
        MaxConcurrency: concurrency,
        ToleratedFailureCount: tolerated,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Child',
          States: { Child: children[child] },
        },
        ...(writes && {
          ResultWriter: {
            Resource: 'arn:aws:states:::s3:putObject',
            Parameters: { Bucket: 'b', Prefix: 'r' },
          },
        }),
        ...(catches && { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] }),
        Next: 'Done',
      },
      ...(catches && { Caught: { Type: 'Pass', End: true } }),
      Done: { Type: 'Succeed' },
    },
  }
}

/** Objects are made anew, for a run writes into them. */
function optionsOf(setting: Setting, schedule: Parameters<typeof worldOf>[0], catches = true) {
  const { items } = setting
  return {
    machine: machineOf(definitionOf(setting, catches)),
    input: items,
    seed: 3,
    answer: worldOf(schedule),
    objects: { b: { CSV: ['n', ...items].join('\n'), JSONL: items.join('\n') } },
  }
}

function checkEverything({ history, children, mapRuns, ended }: Driven): void {
  for (const one of [history, ...children.values()]) expect(brokenInvariants(one)).toEqual([])
  if (!ended) return
  for (const { itemCounts, executionCounts, status } of mapRuns.values()) {
    expect(status).not.toBe('RUNNING')
    for (const { running, pending, pendingRedrive, ...counts } of [itemCounts, executionCounts]) {
      const { succeeded, failed, timedOut, aborted, total } = counts
      expect(running).toBe(0)
      expect(pending + pendingRedrive + succeeded + failed + timedOut + aborted).toBe(total)
    }
  }
  for (const child of children.values()) {
    expect(child.at(-1)?.type).toMatch(/^Execution(Succeeded|Failed|TimedOut|Aborted)$/)
  }
}

function everything({ history, children: parts, mapRuns, ended }: Driven): string {
  return JSON.stringify([history, [...parts], [...mapRuns], ended])
}

describe('any distributed Map', () => {
  test('leaves histories without contradictions, and counts every item once', () => {
    fc.assert(
      fc.property(settings, schedules, (setting, schedule) => {
        checkEverything(drive(optionsOf(setting, schedule)))
      }),
      RUNS,
    )
  })

  test('does so however often it is redriven, saved and loaded on the way, and hands out every item', () => {
    const moments = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 4 })
    fc.assert(
      fc.property(settings, schedules, moments, fc.boolean(), (setting, schedule, redrives, isSaved) => {
        const driven = drive({
          ...optionsOf(setting, schedule, false),
          outside: redrives.map((afterMs) => ({ afterMs, signal: { type: 'Redriven' } })),
          ...(isSaved && { between: (execution) => restore(execution.machine, snapshot(execution)) }),
        })
        checkEverything(driven)
        if (driven.ended?.status !== 'SUCCEEDED') return
        const [run] = driven.mapRuns.values()
        expect(run?.itemCounts).toMatchObject({ total: setting.items.length, pending: 0, pendingRedrive: 0 })
      }),
      RUNS,
    )
  })

  test('gives the same results however the items are split', () => {
    fc.assert(
      fc.property(settings, fc.integer({ min: 1, max: 5 }), (setting, batch) => {
        const plain: Setting = { ...setting, child: 'Wait', writes: false, tolerated: 0 }
        const result = (one: Setting) => {
          const { ended } = drive(optionsOf(one, []))
          if (ended?.status !== 'SUCCEEDED') throw new Error(JSON.stringify(ended))
          return (ended.output as { Items: JsonValue[] }[]).flatMap(({ Items }) => Items)
        }
        expect(result({ ...plain, batch, bytes: 0, concurrency: 0 })).toEqual(result(plain))
        expect(result(plain)).toHaveLength(setting.items.length)
      }),
      RUNS,
    )
  })

  test('has the same histories, byte for byte, when the same signals come again', () => {
    fc.assert(
      fc.property(settings, schedules, (setting, schedule) => {
        const options = optionsOf(setting, schedule)
        const first = drive(options)
        const again = begin(options.machine, { seed: 3 })
        const made = first.signals.map((signal) => {
          const next = step(again, signal)
          if (next instanceof Promise) throw new Error('A JSONPath machine must not wait.')
          return next
        })
        expect(JSON.stringify(made.flatMap(({ history }) => history))).toBe(JSON.stringify(first.history))
        const parts = new Map<string, unknown[]>()
        for (const { executionArn, history } of made.flatMap((one) => one.children)) {
          parts.set(executionArn, [...(parts.get(executionArn) ?? []), ...history])
        }
        expect(JSON.stringify([...parts])).toBe(JSON.stringify([...first.children]))
      }),
      RUNS,
    )
  })

  test('goes on the same after being saved and loaded at any step', () => {
    fc.assert(
      fc.property(settings, schedules, fc.nat(60), (setting, schedule, savedAt) => {
        const straight = drive(optionsOf(setting, schedule))
        let steps = 0
        const options = optionsOf(setting, schedule)
        const reloaded = drive({
          ...options,
          between: (execution) =>
            ++steps >= savedAt ? restore(options.machine, snapshot(execution)) : execution,
        })
        expect(everything(reloaded)).toBe(everything(straight))
        if (!straight.ended) {
          expect(snapshot(reloaded.execution)).toEqual(snapshot(straight.execution))
        }
      }),
      RUNS,
    )
  })
})
