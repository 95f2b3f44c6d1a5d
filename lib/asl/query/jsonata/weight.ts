import { LimitReached, MAX_NESTING, MAX_VALUE_BYTES, OUT_OF_MEMORY } from './limits'

/** What is no text and no container: a number takes eight bytes, and so does the rest. */
const SCALAR = 8

/**
 * Of every container met so far. Values never change, so that a weight holds for as long as its container lives;
 * what it costs to know it does not depend on whether it was asked before.
 */
const weights = new WeakMap<object, number>()

/**
 * Bytes of a value as a tree: what two members share counts twice, for so it is printed, compared and copied. An
 * expression can double a value with every step, and thirty steps make it larger than any memory; so every value
 * that an expression makes is weighed, which costs only what is new in it.
 */
export function weightOf(value: unknown, depth = 0): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null || isCode(value)) return SCALAR
  const known = weights.get(value)
  if (known !== undefined) return known
  if (depth > MAX_NESTING) throw new LimitReached(OUT_OF_MEMORY)
  let weight = 0
  if (Array.isArray(value)) for (const item of value) weight += weightOf(item, depth + 1)
  else for (const [key, member] of Object.entries(value)) weight += key.length + weightOf(member, depth + 1)
  weights.set(value, weight)
  return weight
}

/** Refuses a value that is larger than AWS lets one become. */
export function checkWeight(value: unknown): void {
  if (weightOf(value) > MAX_VALUE_BYTES) throw new LimitReached(OUT_OF_MEMORY)
}

/** A function of the language: a lambda, one of the package's own, or a regular expression. */
export function isCode(value: object): boolean {
  if (typeof value === 'function') return true
  if ('_jsonata_lambda' in value && value._jsonata_lambda === true)
    return 'environment' in value && isScope(value.environment)
  return (
    '_jsonata_function' in value && 'implementation' in value && typeof value.implementation === 'function'
  )
}

/** Data may look like a function; only a real one has a scope that can be asked. */
function isScope(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'lookup' in value && typeof value.lookup === 'function'
  )
}
