import { isJsonArray, isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '@/lib/json'
import type { Work } from '../work'

/** A function refuses its arguments. AWS says no more than that, but for what `detail` has. */
export class Refused {
  constructor(readonly detail?: string) {}
}

/** The arguments of a call, each asked for by position and kind. Looking at a long one counts as work. */
export class Given {
  constructor(
    private readonly values: readonly JsonValue[],
    private readonly work: Work,
  ) {}

  get all(): JsonArray {
    return this.values
  }

  any(index: number): JsonValue {
    return this.values[index] ?? null
  }

  array(index: number): JsonArray {
    const value = this.any(index)
    if (!isJsonArray(value)) throw new Refused()
    this.work.spend(value.length)
    return value
  }

  object(index: number): JsonObject {
    const value = this.any(index)
    if (isJsonObject(value)) return value
    throw new Refused()
  }

  text(index: number, longest = Number.POSITIVE_INFINITY): string {
    const value = this.any(index)
    if (typeof value !== 'string' || value.length > longest) throw new Refused()
    this.work.spend(value.length >> 4)
    return value
  }

  /** Rounded to the nearest whole number, halves upward: -1.5 becomes -1 (recorded for `States.MathAdd`). */
  rounded(index: number): number {
    return Math.round(this.#number(index)) + 0
  }

  /** Without its fraction, whatever the guide says of rounding (measured in public for all others). */
  whole(index: number): number {
    return Math.trunc(this.#number(index)) + 0
  }

  #number(index: number): number {
    const value = this.any(index)
    if (typeof value === 'number') return value
    throw new Refused()
  }
}
