import type { Focus, Implementation } from './engine'
import { LimitReached, MAX_VALUE_BYTES, OUT_OF_MEMORY } from './limits'
import { runOf } from './run'
import { isCode } from './weight'

/**
 * Functions of the language itself, made anew: those that read a clock, draw by chance or do one thing on a server
 * and another in a browser; and those of the engine that need the square of their input in time, or make a huge
 * text before anybody can look at it. Each does what the engine's own does.
 */
export const replacedFunctions: ReadonlyMap<string, { implementation: Implementation; signature: string }> =
  new Map<string, { implementation: Implementation; signature: string }>([
    ['millis', { implementation: millis, signature: '<:n>' }],
    ['shuffle', { implementation: shuffle, signature: '<a:a>' }],
    ['sort', { implementation: sort, signature: '<af?:a>' }],
    ['distinct', { implementation: distinct, signature: '<x:x>' }],
    ['spread', { implementation: spread, signature: '<x-:a<o>>' }],
    ['pad', { implementation: pad, signature: '<s-ns?:s>' }],
    ['join', { implementation: join, signature: '<a<s>s?:s>' }],
    ['base64encode', { implementation: base64encode, signature: '<s-:s>' }],
    ['base64decode', { implementation: base64decode, signature: '<s-:s>' }],
    ['max', { implementation: max, signature: '<a<n>:n>' }],
    ['min', { implementation: min, signature: '<a<n>:n>' }],
  ])

function millis(this: Focus): number {
  return runOf(this.environment).surroundings.now
}

/** Fisher and Yates's, drawn from the execution's own sequence. */
function shuffle(this: Focus, array: readonly unknown[] | undefined): unknown {
  if (array === undefined || array.length <= 1) return array
  const run = runOf(this.environment)
  run.spend(array.length)
  const shuffled = array.slice()
  for (let last = shuffled.length - 1; last > 0; last--) {
    const drawn = Math.floor(run.surroundings.random() * (last + 1))
    const held = shuffled[last]
    shuffled[last] = shuffled[drawn]
    shuffled[drawn] = held
  }
  return shuffled
}

type Comparator = (one: unknown, other: unknown) => unknown

/** Stable; `comparator` says whether its arguments have to change places. */
async function sort(this: Focus, array: unknown[] | undefined, comparator?: Comparator): Promise<unknown> {
  if (array === undefined || array.length <= 1) return array
  if (comparator === undefined && !isAll(array, 'number') && !isAll(array, 'string')) {
    throw {
      code: 'D3070',
      message:
        'The single argument form of the sort function can only be applied to an array of strings or an array of numbers.  Use the second argument to specify a comparison function',
    }
  }
  const run = runOf(this.environment)
  run.spend(array.length * Math.ceil(Math.log2(array.length)))
  if (comparator === undefined)
    return array.toSorted((one, other) => (isAfter(one, other) ? 1 : isAfter(other, one) ? -1 : 0))
  return mergeSorted(array, comparator)
}

function isAll(array: readonly unknown[], type: 'number' | 'string'): boolean {
  return array.every((item) => typeof item === type)
}

function isAfter(one: unknown, other: unknown): boolean {
  return (one as string) > (other as string)
}

async function mergeSorted(array: readonly unknown[], comparator: Comparator): Promise<unknown[]> {
  if (array.length <= 1) return array.slice()
  const middle = Math.floor(array.length / 2)
  const left = await mergeSorted(array.slice(0, middle), comparator)
  const right = await mergeSorted(array.slice(middle), comparator)
  const merged: unknown[] = []
  let [fromLeft, fromRight] = [0, 0]
  while (fromLeft < left.length && fromRight < right.length) {
    const hasToChange = await comparator(left[fromLeft], right[fromRight])
    merged.push(hasToChange ? right[fromRight++] : left[fromLeft++])
  }
  return [...merged, ...left.slice(fromLeft), ...right.slice(fromRight)]
}

/** Each value once, compared by what it holds. */
function distinct(this: Focus, array: unknown): unknown {
  if (!Array.isArray(array) || array.length <= 1) return array
  runOf(this.environment).spendOn(array)
  const met = new Set<unknown>()
  const results = 'sequence' in array ? this.createSequence() : []
  for (const item of array) {
    const mark = markOf(item)
    if (met.has(mark)) continue
    met.add(mark)
    results.push(item)
  }
  return results
}

/** The same for values that are equal; a text never has the mark of anything else. */
function markOf(value: unknown): unknown {
  if (typeof value === 'string') return `"${value}`
  if (typeof value !== 'object' || value === null || isCode(value)) return value
  return JSON.stringify(value, (_, member) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  )
}

/** One object per member. Out of an array comes an array, which stays one when it has a single item. */
function spread(this: Focus, value: unknown): unknown {
  if (Array.isArray(value)) {
    runOf(this.environment).spendOn(value)
    const parts: unknown[] = []
    collectParts(value, parts)
    return value.length === 0 ? this.createSequence() : parts
  }
  if (typeof value !== 'object' || value === null || isCode(value)) return value
  const parts = this.createSequence()
  collectParts(value, parts)
  return parts
}

function collectParts(value: unknown, parts: unknown[]): void {
  if (Array.isArray(value)) for (const item of value) collectParts(item, parts)
  else if (typeof value === 'object' && value !== null && !isCode(value)) {
    for (const [key, member] of Object.entries(value))
      parts.push(Object.assign(Object.create(null), { [key]: member }))
  } else if (value !== undefined) parts.push(value)
}

/** To the right, or with a negative width to the left. Widths count characters, not code units. */
function pad(text: string | undefined, width: number, filling?: string): string | undefined {
  if (text === undefined) return undefined
  const missing = Math.abs(Math.trunc(width)) - [...text].length
  if (!(missing > 0)) return text
  checkLength(text.length + missing)
  const characters = [...(filling === undefined || filling === '' ? ' ' : filling)]
  const padding = Array.from({ length: missing }, (_, index) => characters[index % characters.length]).join(
    '',
  )
  return width > 0 ? text + padding : padding + text
}

function join(texts: readonly string[] | undefined, separator = ''): string | undefined {
  if (texts === undefined) return undefined
  checkLength(texts.reduce((length, text) => length + text.length + separator.length, 0))
  return texts.join(separator)
}

function checkLength(length: number): void {
  if (length > MAX_VALUE_BYTES) throw new LimitReached(OUT_OF_MEMORY)
}

/** One byte a character; beyond those, as for what is no Base64, AWS has an internal error (the latter measured). */
function base64encode(text: string | undefined): string | undefined {
  return text === undefined ? undefined : btoa(text)
}

function base64decode(text: string | undefined): string | undefined {
  return text === undefined ? undefined : atob(text)
}

/** The engine hands all numbers over as arguments, of which there can be too many. */
function max(numbers: readonly number[] | undefined): number | undefined {
  if (numbers === undefined || numbers.length === 0) return undefined
  return numbers.reduce((most, number) => Math.max(most, number))
}

function min(numbers: readonly number[] | undefined): number | undefined {
  if (numbers === undefined || numbers.length === 0) return undefined
  return numbers.reduce((least, number) => Math.min(least, number))
}
