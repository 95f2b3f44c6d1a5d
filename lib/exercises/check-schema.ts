import * as z from 'zod/mini'
import type { Check, CheckKind } from './check'
import { eventTypes } from './event-types'

/**
 * `Check` as it stands in `exercise.json`. Not exported by the door `index.ts`: the browser gets exercises that
 * the server has read already.
 */

const name = z.string().check(z.minLength(1))
const count = z.int().check(z.nonnegative())
const seconds = z.number().check(z.nonnegative())
const jsonObject = z.record(z.string(), z.json())
const other = z.exactOptional(z.literal('other'))

const eventType = z.enum(eventTypes, 'has to be a type of history event, such as LambdaFunctionScheduled.')

const fields = {
  Status: {
    status: z.enum(['SUCCEEDED', 'FAILED', 'TIMED_OUT']),
    error: z.exactOptional(name),
  },
  OutputEquals: { value: z.json() },
  OutputIncludes: { value: z.json() },
  StateEntered: { state: name, times: z.exactOptional(count) },
  StateNotEntered: { state: name },
  Called: { resource: name, times: z.exactOptional(count), payloadIncludes: z.exactOptional(jsonObject) },
  NotCalled: { resource: name },
  RetryDelays: { state: z.exactOptional(name), seconds: z.array(seconds) },
  TableHolds: { table: name, items: z.array(jsonObject), account: other },
  QueueHolds: { queue: name, messages: z.array(z.json()), account: other },
  BucketHolds: { bucket: name, objects: jsonObject, account: other },
  Published: { topic: name, messages: z.array(z.json()) },
  EventsPut: { bus: z.exactOptional(name), events: z.array(jsonObject) },
  TaskAnswered: { state: name, as: z.enum(['Succeeded', 'Failed', 'GivenUp', 'Waiting']) },
  JobEnded: { job: name, as: z.enum(['Running', 'Succeeded', 'Failed', 'Stopped']) },
  HttpSent: {
    method: z.exactOptional(name),
    url: z.exactOptional(name),
    headers: z.exactOptional(z.record(z.string(), z.string())),
    body: z.exactOptional(z.json()),
    times: z.exactOptional(count),
  },
  ExecutionMade: {
    machine: name,
    status: z.exactOptional(z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'])),
    inputIncludes: z.exactOptional(jsonObject),
    times: z.exactOptional(count),
  },
  CallbackAnswered: {
    action: z.exactOptional(z.enum(['SendTaskSuccess', 'SendTaskFailure', 'SendTaskHeartbeat'])),
    answer: z.enum(['OK', 'TaskTimedOut', 'InvalidToken', 'InvalidOutput']),
    times: z.exactOptional(count),
  },
  FunctionRan: { function: name, times: count },
  LogIncludes: { function: name, text: name },
  TakesSeconds: { atLeast: z.exactOptional(seconds), atMost: z.exactOptional(seconds) },
  EventOccurs: { type: eventType, times: z.exactOptional(count) },
  TransitionsAtMost: { count },
  ResourceUsed: { resource: name },
} satisfies Record<CheckKind, z.core.$ZodShape>

function shape<Kind extends CheckKind>(kind: Kind) {
  return z.strictObject({ kind: z.literal(kind), ...fields[kind] })
}

export const checkSchema: z.ZodMiniType<Check> = z.discriminatedUnion(
  'kind',
  [
    shape('Status'),
    shape('OutputEquals'),
    shape('OutputIncludes'),
    shape('StateEntered'),
    shape('StateNotEntered'),
    shape('Called'),
    shape('NotCalled'),
    shape('RetryDelays'),
    shape('TableHolds'),
    shape('QueueHolds'),
    shape('BucketHolds'),
    shape('Published'),
    shape('EventsPut'),
    shape('TaskAnswered'),
    shape('JobEnded'),
    shape('HttpSent'),
    shape('ExecutionMade'),
    shape('CallbackAnswered'),
    shape('FunctionRan'),
    shape('LogIncludes'),
    shape('TakesSeconds'),
    shape('EventOccurs'),
    shape('TransitionsAtMost'),
    shape('ResourceUsed'),
  ],
  `has to be one of ${Object.keys(fields).join(', ')}.`,
)
