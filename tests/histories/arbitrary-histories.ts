import fc from 'fast-check'
import { parse } from '@/lib/asl'
import { type RecordedEvent, recordedEvents } from '@/lib/histories'
import type { JsonObject } from '@/lib/json'
import { drive } from '../support/drive'
import { definitions, generatedInput, schedules, worldOf } from '../support/generated-machines'

/** Of any machine in any world. */
export const histories: fc.Arbitrary<RecordedEvent[]> = fc
  .tuple(definitions, schedules, fc.nat())
  .map(([definition, schedule, seed]) =>
    recordedEvents(
      drive({ machine: machineOf(definition), input: generatedInput, seed, answer: worldOf(schedule) })
        .history,
    ),
  )

/**
 * Two histories of one machine whose tasks answer the same and take different times, so that what runs at once
 * comes in another order.
 */
export const reordered: fc.Arbitrary<{ one: RecordedEvent[]; other: RecordedEvent[] }> = fc
  .tuple(shapes(), delays(), delays())
  .map(([shape, ...two]) => {
    const machine = machineOf(machineOfShape(shape, { next: 0 }))
    const [one, other] = two.map((delay) => {
      let asked = 0
      return recordedEvents(
        drive({
          machine,
          input: { items: [1, 2, 3] },
          seed: 7,
          startAt: (delay[0] ?? 0) * 1_000,
          answer: ({ taskToken, payload }) => [
            {
              afterMs: delay[asked++ % delay.length] ?? 0,
              signal: { type: 'TaskSucceeded', taskToken, output: { of: JSON.stringify(payload) } },
            },
          ],
        }).history,
      )
    })
    return { one: one ?? [], other: other ?? [] }
  })

type Shape = { kind: 'Task' } | { kind: 'Parallel' | 'Map'; branches: Shape[][] }

function shapes(): fc.Arbitrary<Shape[]> {
  return fc.letrec<{ chain: Shape[]; piece: Shape }>((tie) => ({
    chain: fc.array(tie('piece'), { minLength: 1, maxLength: 3 }),
    piece: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      fc.constant({ kind: 'Task' as const }),
      fc.record({
        kind: fc.constantFrom('Parallel' as const, 'Map' as const),
        branches: fc.array(tie('chain'), { minLength: 1, maxLength: 3 }),
      }),
    ),
  })).chain
}

function delays(): fc.Arbitrary<number[]> {
  return fc.array(fc.nat(5_000), { minLength: 1, maxLength: 20 })
}

function machineOfShape(chain: readonly Shape[], names: { next: number }): JsonObject {
  const first = names.next
  const states = chain.map((shape) => [`S${names.next++}`, shape] as const)
  return {
    StartAt: `S${first}`,
    States: Object.fromEntries(
      states.map(([name, shape], index) => {
        const next = states[index + 1]?.[0]
        return [name, { ...stateOf(shape, names), ...(next === undefined ? { End: true } : { Next: next }) }]
      }),
    ),
  }
}

function stateOf(shape: Shape, names: { next: number }): JsonObject {
  if (shape.kind === 'Task') {
    return {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:111122223333:function:work',
      ResultPath: '$.done',
    }
  }
  const branches = shape.branches.map((branch) => machineOfShape(branch, names))
  if (shape.kind === 'Parallel') return { Type: 'Parallel', Branches: branches, ResultPath: '$.all' }
  return {
    Type: 'Map',
    ItemsPath: '$.items',
    ItemSelector: { 'items.$': '$.items', 'item.$': '$$.Map.Item.Value' },
    MaxConcurrency: 2,
    ItemProcessor: branches[0] ?? {},
    ResultPath: '$.all',
  }
}

export function machineOf(definition: JsonObject) {
  const parsed = parse(JSON.stringify(definition))
  if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ message }) => message).join('\n'))
  return parsed.machine
}
