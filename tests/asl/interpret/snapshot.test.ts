import { describe, expect, test } from 'vitest'
import { begin, INTERPRETER_VERSION, restore, snapshot, step } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import { drive } from '../../support/drive'
import { machineOf } from '../../support/machine-of'

const machine = machineOf({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'Item', States: { Item: { Type: 'Wait', Seconds: 5, End: true } } },
      End: true,
    },
  },
})

function begun() {
  const execution = begin(machine, { seed: 1, name: 'e-1' })
  step(execution, { type: 'Started', at: 0, input: [1, 2, 3] })
  return execution
}

describe('snapshot', () => {
  test('is JSON that shares nothing with the execution', () => {
    const execution = begun()
    const saved = snapshot(execution)
    const text = JSON.stringify(saved)
    step(execution, { type: 'Continue', at: 0 })
    expect(JSON.stringify(saved)).toBe(text)
    expect(JSON.parse(text)).toEqual(saved)
  })

  test('of a restored execution is the snapshot it came from', () => {
    const saved = snapshot(begun())
    expect(snapshot(restore(machine, saved))).toEqual(saved)
  })

  test('stays as it is while what was restored from it goes on', () => {
    const retried = machineOf({
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          MaxConcurrency: 1,
          ItemProcessor: {
            StartAt: 'Ask',
            States: {
              Ask: {
                Type: 'Task',
                Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
                Parameters: { QueueUrl: 'q', MessageBody: 'm' },
                HeartbeatSeconds: 5,
                Retry: [{ ErrorEquals: ['States.ALL'] }],
                End: true,
              },
            },
          },
          End: true,
        },
      },
    })
    const taken: { saved: JsonValue; text: string }[] = []
    const { ended } = drive({
      machine: retried,
      input: [1, 2],
      seed: 1,
      answer: ({ taskToken, retryCount }) => [
        { afterMs: 3000, signal: { type: 'TaskHeartbeat', taskToken } },
        retryCount < 2
          ? { afterMs: 6000, signal: { type: 'TaskFailed', taskToken, failure: { error: 'No' } } }
          : { afterMs: 6000, signal: { type: 'TaskSucceeded', taskToken, output: retryCount } },
      ],
      between: (execution) => {
        const saved = snapshot(execution)
        taken.push({ saved, text: JSON.stringify(saved) })
        return restore(retried, saved)
      },
    })
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: [2, 2] })
    for (const { saved, text } of taken) expect(JSON.stringify(saved)).toBe(text)
  })

  test('of another shape is refused by name', () => {
    const saved = { ...(snapshot(begun()) as JsonObject), version: '1.0.0' }
    expect(() => restore(machine, saved)).toThrow(
      `This snapshot was made by version 1.0.0 of the interpreter; this is ${INTERPRETER_VERSION}.`,
    )
  })

  test('of the same shape goes on, though histories were made by other rules then', () => {
    const shape = INTERPRETER_VERSION.slice(0, INTERPRETER_VERSION.indexOf('.'))
    const saved = { ...(snapshot(begun()) as JsonObject), version: `${shape}.99` }
    expect(restore(machine, saved).status).toBe('RUNNING')
  })
})

describe('what AWS would make up', () => {
  test('comes from the seed', () => {
    const one = begin(machine, { seed: 1 }).identity
    expect(begin(machine, { seed: 1 }).identity).toEqual(one)
    expect(begin(machine, { seed: 2 }).identity.name).not.toBe(one.name)
    expect(one.name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(one.executionArn).toBe(`arn:aws:states:us-east-1:111122223333:execution:StateMachine:${one.name}`)
  })
})
