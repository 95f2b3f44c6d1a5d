import type { Exercise } from '@/lib/exercises'
import type { JsonValue } from '@/lib/json'

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:111122223333:function:f'

/** An exercise of one check, with a function whose code is given. */
export function exerciseWith(handler: string, input: JsonValue = {}): Exercise {
  return {
    id: 'tests/hostile',
    contentVersion: handler,
    kind: 'write',
    title: 'Hostile',
    summary: 'Something that nobody should do.',
    minutes: 1,
    concepts: [],
    examTasks: { 'DVA-C02': [], 'DVA-C03': [] },
    scenarios: [
      {
        id: 'one',
        title: 'One',
        hidden: false,
        input,
        account: { functions: { f: { source: handler } } },
        startAt: '2026-11-01T09:00:00Z',
        seed: 1,
        runsOn: ['sandbox'],
      },
    ],
    checks: [
      {
        id: 'succeeds',
        title: 'It succeeds',
        expect: { kind: 'Status', status: 'SUCCEEDED' },
        teaching: '',
        hints: ['', '', '', ''],
      },
    ],
    starter: '{}',
    solution: callsFunction(),
    mistakes: [],
  }
}

/** A definition that calls the function once. */
export function callsFunction(): string {
  return machine({ A: { Type: 'Task', Resource: FUNCTION_ARN, End: true } })
}

export function machine(states: object): string {
  return JSON.stringify({ StartAt: 'A', States: states })
}
