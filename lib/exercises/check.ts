import type { JsonObject, JsonValue } from '@/lib/json'

/**
 * The closed vocabulary of checks over a `Run`: what the machine does first, how it is written second. When a
 * check will not fit, a kind is added here with its tests.
 */
export type Check =
  | { kind: 'Status'; status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT'; error?: string }
  | { kind: 'OutputEquals'; value: JsonValue }
  /** Every member of `value` is in the output, at any depth; other members may be there too. */
  | { kind: 'OutputIncludes'; value: JsonValue }
  | { kind: 'StateEntered'; state: string; times?: number }
  | { kind: 'StateNotEntered'; state: string }
  /** `resource` as in `ServiceCall`. */
  | { kind: 'Called'; resource: string; times?: number; payloadIncludes?: JsonObject }
  | { kind: 'NotCalled'; resource: string }
  /** Delays in seconds between the tries of a task, in order. */
  | { kind: 'RetryDelays'; state?: string; seconds: readonly number[] }
  | { kind: 'TableHolds'; table: string; items: readonly JsonObject[] }
  | { kind: 'QueueHolds'; queue: string; messages: readonly JsonValue[] }
  | { kind: 'TakesSeconds'; atLeast?: number; atMost?: number }
  | { kind: 'EventOccurs'; type: string; times?: number }
  | { kind: 'TransitionsAtMost'; count: number }
  /** How it is written: a Task whose `Resource` is exactly this. */
  | { kind: 'ResourceUsed'; resource: string }
