import type { JsonValue } from '@/lib/json'
import type { RunningExecution } from './execution'
import { stop } from './halt'
import { livingValues, outermost } from './living-values'

/** Deeper values would overflow the stack of whoever prints them. */
const DEEPEST = 1000

/** Containers smaller than this are measured again rather than remembered. */
const WORTH_REMEMBERING = 64

/** Rough heap sizes in bytes: an object or array, one slot in it, a number or string beside its characters. */
const MEMORY = { container: 32, slot: 16, string: 24 }

/**
 * Sizes of the values of one execution. Values never change, so a container's size is remembered for as long as
 * the container lives, and a value made out of others costs only what is new in it. The memory of a container
 * counts once, when it is first seen.
 */
export class PayloadSizes {
  #sizes = new WeakMap<object, number>()

  /** Bytes of the value as JSON text in UTF-8, without spaces. Stops the execution when memory runs out. */
  measure(execution: RunningExecution, value: JsonValue): number {
    const { counts, limits } = execution
    const size = this.#sizeOf(execution, value, 0)
    if (counts.memoryBytes > limits.memoryBytes && counts.memoryBytes > counts.countAgainAt) {
      if (limits.history === 'streamed') this.#countLiving(execution, value)
      if (counts.memoryBytes > limits.memoryBytes) outOfMemory(execution)
    }
    return size
  }

  /**
   * Counts anew, and only what is alive; `value` is about to be. The next time comes when half of the limit has
   * been made again, so that a value costs the same however much is alive.
   */
  #countLiving(execution: RunningExecution, value: JsonValue): void {
    const { counts, limits } = execution
    this.#sizes = new WeakMap()
    counts.memoryBytes = 0
    for (const living of livingValues(outermost(execution))) this.remember(execution, living)
    this.remember(execution, value)
    counts.countAgainAt = counts.memoryBytes + limits.memoryBytes / 2
  }

  /** Like `measure`, for values that were measured before a snapshot: no limit applies to them again. */
  remember(execution: RunningExecution, value: JsonValue): void {
    this.#sizeOf(execution, value, 0)
  }

  /** Whether the container is a value of the execution, or in one: then it is JSON and does not change. */
  isMeasured(value: object): boolean {
    return this.#sizes.has(value)
  }

  #sizeOf(execution: RunningExecution, value: JsonValue, depth: number): number {
    if (typeof value === 'string') return this.#sizeOfString(execution, value)
    if (typeof value === 'number' && !Number.isFinite(value)) noJsonNumber(execution)
    if (typeof value !== 'object' || value === null) return String(value).length
    const known = this.#sizes.get(value)
    if (known !== undefined) return known
    if (depth > DEEPEST) {
      stop(
        execution,
        'memory',
        `The run was stopped because its data is nested more than ${DEEPEST} levels deep.`,
      )
    }
    const entries = Array.isArray(value) ? value.length : Object.keys(value).length
    let size = entries > 1 ? entries + 1 : 2
    if (Array.isArray(value)) {
      for (const item of value) size += this.#sizeOf(execution, item, depth + 1)
    } else {
      for (const [key, member] of Object.entries(value)) {
        size += bytesOfString(key) + 1 + this.#sizeOf(execution, member, depth + 1)
      }
    }
    execution.counts.memoryBytes += MEMORY.container + entries * MEMORY.slot
    if (size >= WORTH_REMEMBERING) this.#sizes.set(value, size)
    return size
  }

  #sizeOfString(execution: RunningExecution, text: string): number {
    const bytes = bytesOfString(text)
    // V8 keeps a string in one byte per character where it can; more bytes than characters may mean that it cannot.
    const perCharacter = bytes - 2 > text.length ? 2 : 1
    execution.counts.memoryBytes += MEMORY.string + text.length * perCharacter
    return bytes
  }
}

function outOfMemory(execution: RunningExecution): never {
  const most = readable(execution.limits.memoryBytes)
  stop(execution, 'memory', `The run was stopped because its data needs more than ${most} of memory.`)
}

/** `JSON.parse` makes Infinity of `1e400`, which AWS keeps and nobody here could write again. */
function noJsonNumber(execution: RunningExecution): never {
  stop(execution, 'memory', 'The run was stopped because its data has a number beyond those of 64 bits.')
}

function readable(bytes: number): string {
  return bytes >= 2 ** 20 ? `${Math.floor(bytes / 2 ** 20)} MiB` : `${Math.floor(bytes / 2 ** 10)} KiB`
}

/** Of the string as JSON text: quotes and escapes included; half of a surrogate pair is written `\udXXX`. */
function bytesOfString(text: string): number {
  let bytes = 2
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0x22 || code === 0x5c) bytes += 2
    else if (code < 0x20) bytes += code >= 8 && code <= 13 && code !== 11 ? 2 : 6
    else if (code < 0x80) bytes += 1
    else if (code < 0x800) bytes += 2
    else if (code >= 0xd800 && code <= 0xdbff && isLowSurrogate(text.charCodeAt(index + 1))) {
      bytes += 4
      index++
    } else if (code >= 0xd800 && code <= 0xdfff) bytes += 6
    else bytes += 3
  }
  return bytes
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}
