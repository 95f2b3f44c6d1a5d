import fc from 'fast-check'
import type { JsonObject } from '@/lib/json'
import type { Answering, SignalWithoutTime } from './drive'

/** A state before it has a name and a successor. */
type Piece =
  | { kind: 'Pass'; result: number }
  | { kind: 'Wait'; seconds: number }
  | { kind: 'Assign'; value: number }
  | { kind: 'Task'; timeout?: number; retries: number; caught: boolean; activity: boolean; token: boolean }
  | { kind: 'Choice'; matches: boolean; matched: Piece[]; otherwise: Piece[] }
  | { kind: 'Parallel'; branches: Piece[][]; retries: number; caught: boolean }
  | { kind: 'Map'; items: number; maxConcurrency: number; body: Piece[]; retries: number; caught: boolean }
  | { kind: 'Fail' }
  | { kind: 'Succeed' }

const { chain } = fc.letrec<{ chain: Piece[]; piece: Piece }>((tie) => ({
  chain: fc.array(tie('piece'), { minLength: 1, maxLength: 4 }),
  piece: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('Pass' as const), result: fc.nat(9) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('Wait' as const), seconds: fc.nat(3) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('Assign' as const), value: fc.nat(9) }) },
    {
      weight: 5,
      arbitrary: fc.record(
        {
          kind: fc.constant('Task' as const),
          timeout: fc.integer({ min: 1, max: 3 }),
          retries: fc.nat(2),
          caught: fc.boolean(),
          activity: fc.boolean(),
          token: fc.boolean(),
        },
        { requiredKeys: ['kind', 'retries', 'caught', 'activity', 'token'] },
      ),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'Fail' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'Succeed' as const }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('Choice' as const),
        matches: fc.boolean(),
        matched: tie('chain'),
        otherwise: tie('chain'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('Parallel' as const),
        branches: fc.array(tie('chain'), { minLength: 1, maxLength: 3 }),
        retries: fc.nat(1),
        caught: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('Map' as const),
        items: fc.nat(4),
        maxConcurrency: fc.nat(2),
        body: tie('chain'),
        retries: fc.nat(1),
        caught: fc.boolean(),
      }),
    },
  ),
}))

/** Definitions of all state types, nested two deep, with retriers and catchers. */
export const definitions: fc.Arbitrary<JsonObject> = chain.map((pieces) => new Naming().machine(pieces))

/** Makes definitions out of pieces; state names count up, since they are unique in the whole definition. */
class Naming {
  #states = 0

  machine(pieces: readonly Piece[]): JsonObject {
    const states: Record<string, JsonObject> = {}
    return { StartAt: this.#chain(pieces, states), States: states }
  }

  /** Adds the states of a chain and answers the name of the first. */
  #chain(pieces: readonly Piece[], states: Record<string, JsonObject>): string {
    const [piece, ...rest] = pieces
    const name = `S${++this.#states}`
    if (!piece) {
      states[name] = { Type: 'Succeed' }
      return name
    }
    if (piece.kind === 'Fail') states[name] = { Type: 'Fail', Error: 'Made.Up', Cause: name }
    else if (piece.kind === 'Succeed') states[name] = { Type: 'Succeed' }
    else if (piece.kind === 'Choice') {
      states[name] = {
        Type: 'Choice',
        Choices: [
          {
            Variable: '$$.Execution.Name',
            IsPresent: piece.matches,
            Next: this.#chain(piece.matched, states),
          },
        ],
        Default: this.#chain(piece.otherwise, states),
      }
    } else {
      const caught = 'caught' in piece && piece.caught ? this.#chain([], states) : undefined
      states[name] = {
        ...this.#work(piece),
        ...(caught !== undefined && {
          Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.caught', Next: caught }],
        }),
        ...(rest.length > 0 ? { Next: this.#chain(rest, states) } : { End: true }),
      }
    }
    return name
  }

  #work(piece: Exclude<Piece, { kind: 'Fail' | 'Succeed' | 'Choice' }>): JsonObject {
    switch (piece.kind) {
      case 'Pass':
        return { Type: 'Pass', Result: piece.result, ResultPath: '$.passed' }
      case 'Wait':
        return { Type: 'Wait', Seconds: piece.seconds }
      case 'Assign':
        return { Type: 'Pass', Assign: { [`v${this.#states}`]: piece.value } }
      case 'Task':
        return {
          Type: 'Task',
          Resource: resource(piece),
          ...(piece.token && !piece.activity && { Parameters: { QueueUrl: 'q', MessageBody: 'm' } }),
          ResultPath: '$.result',
          ...(piece.timeout !== undefined && { TimeoutSeconds: piece.timeout }),
          ...retry(piece.retries),
        }
      case 'Parallel':
        return {
          Type: 'Parallel',
          Branches: piece.branches.map((branch) => this.machine(branch)),
          ResultPath: '$.branches',
          ...retry(piece.retries),
        }
      case 'Map':
        return {
          Type: 'Map',
          ItemsPath: `$.items[${piece.items}]`,
          MaxConcurrency: piece.maxConcurrency,
          ItemSelector: { 'items.$': '$.items', 'index.$': '$$.Map.Item.Index' },
          ItemProcessor: this.machine(piece.body),
          ResultPath: '$.mapped',
          ...retry(piece.retries),
        }
    }
  }
}

/** Lists of no item, one, two … */
export const generatedInput = { items: [[], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4]] }

function resource({ activity, token }: Extract<Piece, { kind: 'Task' }>): string {
  if (activity) return 'arn:aws:states:us-east-1:111122223333:activity:work'
  return token
    ? 'arn:aws:states:::sqs:sendMessage.waitForTaskToken'
    : 'arn:aws:lambda:us-east-1:111122223333:function:work'
}

function retry(retries: number): JsonObject {
  if (retries === 0) return {}
  return {
    Retry: [
      { ErrorEquals: ['States.ALL'], MaxAttempts: retries, IntervalSeconds: 1, JitterStrategy: 'FULL' },
    ],
  }
}

/** How the world treats one task after another. */
export const schedules = fc.array(
  fc.record({
    outcome: fc.constantFrom('succeeds' as const, 'succeeds' as const, 'fails' as const, 'never' as const),
    delayMs: fc.constantFrom(0, 0, 500, 1000, 2500),
  }),
  { minLength: 1, maxLength: 12 },
)

type Schedule = typeof schedules extends fc.Arbitrary<infer T> ? T : never

export function worldOf(schedule: Schedule): Answering {
  let calls = 0
  return ({ taskToken, resource: { kind } }) => {
    const planned = schedule[calls++ % schedule.length]
    if (!planned) return []
    const signals: { afterMs: number; signal: SignalWithoutTime }[] = []
    if (kind === 'Activity')
      signals.push({ afterMs: 0, signal: { type: 'TaskStarted', taskToken, workerName: 'w' } })
    if (kind === 'Integration')
      signals.push({ afterMs: 0, signal: { type: 'TaskSubmitted', taskToken, output: {} } })
    if (planned.outcome === 'succeeds') {
      signals.push({ afterMs: planned.delayMs, signal: { type: 'TaskSucceeded', taskToken, output: calls } })
    }
    if (planned.outcome === 'fails') {
      signals.push({
        afterMs: planned.delayMs,
        signal: { type: 'TaskFailed', taskToken, failure: { error: 'Made.Up' } },
      })
    }
    return signals
  }
}
