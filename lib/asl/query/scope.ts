import type { JsonValue } from '@/lib/json'

/**
 * What a query may read. Nothing else reaches it: no clock, no chance of its own.
 */
export interface Scope {
  /** What `$` means: the state's input, the task's result, or whatever the field is applied to. */
  readonly input: JsonValue
  /** What `$$` means: the context object. */
  readonly context: JsonValue
  /** What `$name` means. A Map, so that a variable called `__proto__` is a variable like any other. */
  readonly variables: ReadonlyMap<string, JsonValue>
  /** The next number of the execution's own seeded sequence, for `States.UUID` and `States.MathRandom`. */
  readonly random: Random
}

/** A draw from [0, 1). Its state lives in the execution, so that a replay draws the same numbers. */
export type Random = () => number
