import { isJsonArray, isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '@/lib/json'
import type { Work } from '../work'

/** A function refuses its arguments; the message says why, in our words. Never leaves the evaluator. */
export class Refused extends Error {}

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
    if (isJsonArray(value)) {
      this.work.spend(value.length)
      return value
    }
    throw this.#wrong(index, 'an array')
  }

  object(index: number): JsonObject {
    const value = this.any(index)
    if (isJsonObject(value)) return value
    throw this.#wrong(index, 'an object')
  }

  text(index: number, longest = Number.POSITIVE_INFINITY): string {
    const value = this.any(index)
    if (typeof value !== 'string') throw this.#wrong(index, 'a string')
    this.work.spend(value.length >> 4)
    if (value.length > longest) {
      throw new Refused(
        `argument ${index + 1} has ${value.length} characters; at most ${longest} are allowed.`,
      )
    }
    return value
  }

  /** Rounded to the nearest whole number, halves upward: -1.5 becomes -1 (recorded). */
  whole(index: number): number {
    const value = this.any(index)
    if (typeof value !== 'number') throw this.#wrong(index, 'a number')
    return Math.round(value) + 0
  }

  #wrong(index: number, expected: string): Refused {
    return new Refused(`argument ${index + 1} has to be ${expected}.`)
  }
}
