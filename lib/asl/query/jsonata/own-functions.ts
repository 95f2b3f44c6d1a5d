import type { JsonValue } from '@/lib/json'
import { hashOf } from '../hash'
import { JavaRandom } from '../java-random'
import { uuid as drawUuid } from '../uuid'
import type { Focus, Implementation } from './engine'
import { LimitReached, MAX_RANGE, OUT_OF_MEMORY } from './limits'
import { parseJson } from './parse-json'
import { runOf } from './run'

/**
 * The functions that Step Functions adds to the language, with their signatures in the engine's notation. Page
 * "Transforming data with JSONata" of the developer guide names them; what becomes of odd arguments was measured
 * on AWS in public. A number that has to be whole loses its fraction towards zero.
 */
export const ownFunctions: ReadonlyMap<string, { implementation: Implementation; signature: string }> =
  new Map<string, { implementation: Implementation; signature: string }>([
    ['partition', { implementation: partition, signature: '<xn?:a<a>>' }],
    ['range', { implementation: range, signature: '<nnn?:a<n>>' }],
    ['hash', { implementation: hash, signature: '<ss?:s>' }],
    ['random', { implementation: random, signature: '<n?:n>' }],
    ['uuid', { implementation: uuid, signature: '<:s>' }],
    ['parse', { implementation: parse, signature: '<s?:x>' }],
  ])

/** Chunks of `size`, the last may be shorter; all in one chunk without a size. */
function partition(this: Focus, given: unknown, size?: number): unknown {
  if (given === undefined) return undefined
  if (given === null) throw { code: 'T0412', index: 1 }
  const array: readonly unknown[] = Array.isArray(given) ? given : [given]
  if (size === undefined) return [array.slice()]
  const length = Math.trunc(size)
  if (length < 0) throw refusal('Second argument must be zero or greater')
  if (length === 0 || array.length === 0) return undefined
  runOf(this.environment).spend(array.length)
  const chunks: unknown[][] = []
  for (let from = 0; from < array.length; from += length) chunks.push(array.slice(from, from + length))
  return chunks
}

/** From `start` to `end`, which is included when a step lands on it. Being a sequence, one number alone is no array. */
function range(this: Focus, start: number | undefined, end?: number, step?: number): unknown {
  if (start === undefined || end === undefined || step === undefined) return undefined
  const [from, to, by] = [Math.trunc(start), Math.trunc(end), Math.trunc(step)]
  const count = by === 0 ? 0 : Math.floor((to - from) / by) + 1
  if (!(count > 0)) return undefined
  if (count > MAX_RANGE) throw new LimitReached(OUT_OF_MEMORY)
  runOf(this.environment).spend(count >> 2)
  const numbers = this.createSequence()
  for (let index = 0; index < count; index++) numbers.push(from + index * by)
  return numbers
}

/** In hexadecimal digits, of the bytes in UTF-8. Names of algorithms are case sensitive. */
function hash(this: Focus, text: string | undefined, algorithm?: string): string | undefined {
  if (text === undefined || algorithm === undefined) return undefined
  runOf(this.environment).spend(text.length >> 3)
  const hashed = hashOf(text, algorithm)
  if (hashed === undefined) throw refusal(`Unsupported hash algorithm: ${algorithm}`)
  return hashed
}

/** Without a seed from the execution's own sequence; with one as Java draws: `$random(42)` is 0.7275636800328681. */
function random(this: Focus, seed?: number): number {
  return seed === undefined
    ? runOf(this.environment).surroundings.random()
    : new JavaRandom(Math.trunc(seed)).nextDouble()
}

function uuid(this: Focus): string {
  return drawUuid(runOf(this.environment).surroundings.random)
}

/** JSON text as a value. It is what `$eval` is used for elsewhere, which AWS does not have. */
function parse(this: Focus, text?: string): JsonValue | undefined {
  if (text === undefined) return undefined
  runOf(this.environment).spend(text.length >> 3)
  const parsed = parseJson(text)
  if (!parsed.ok) throw refusal('Invalid JSON')
  return parsed.value
}

/** An error of the kind that `$error` throws: AWS's own functions use it, too. */
function refusal(message: string): { code: string; message: string } {
  return { code: 'D3137', message }
}
