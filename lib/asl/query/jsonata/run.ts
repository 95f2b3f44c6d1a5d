import type { Environment, Node } from './engine'
import { LimitReached, MAX_DEPTH, MAX_UNITS, OUT_OF_STACK, OUT_OF_TIME } from './limits'
import { checkWeight, isCode, weightOf } from './weight'

/** What an evaluation may draw on beside its variables. */
export interface Surroundings {
  /** Milliseconds since the epoch: what `$now` and `$millis` tell. */
  readonly now: number
  /** A draw from [0, 1), from the execution's own sequence. */
  readonly random: () => number
  /** Units of work that are left to all expressions of the execution together. */
  readonly unitsLeft: number
}

/** The name under which an evaluation finds its run. No expression can name it, for no name has a blank. */
export const RUN = ' run'

export function runOf(environment: Environment): Run {
  const run = environment.lookup(RUN)
  if (run instanceof Run) return run
  throw new Error('An expression is evaluated without a run.')
}

/** One evaluation of one expression: counts what it costs, and puts right what the engine does to shared values. */
export class Run {
  readonly #most: number
  #units = 0
  #depth = 0
  /** Members and items that wait for one before them; the innermost object or array comes last. */
  readonly #siblings: { waiting: (() => void)[]; next: number }[] = []
  readonly #disturbed = new Map<object, () => void>()
  /** Copies made by `$clone`: what a transform may change. */
  readonly #owned = new WeakSet<object>()

  constructor(readonly surroundings: Surroundings) {
    this.#most = Math.min(MAX_UNITS, surroundings.unitsLeft)
  }

  get units(): number {
    return this.#units
  }

  spend(units: number): void {
    this.#units += units
    if (this.#units > this.#most) throw new LimitReached(OUT_OF_TIME)
  }

  /** What a regular expression does in one step is far less than what a node does. */
  readonly regexBudget = { spend: (steps: number) => this.spend(steps / 8) }

  /** Goes through a whole value, some 32 bytes a unit. */
  spendOn(value: unknown): void {
    this.spend(weightOf(value) >> 5)
  }

  /**
   * A node begins. The engine begins all members of an object and all items of an array at once and lets them take
   * turns; here each waits until the one before it is done. So the nesting is what it looks like in the text, and
   * no more is under way than it.
   */
  entered(node: Node, input: unknown, environment: Environment): void | Promise<void> {
    this.spend(1)
    this.#keepEmpty(input)
    if (node.isSibling === true && environment.isParallelCall) return this.#wait(environment)
    if (++this.#depth > MAX_DEPTH) throw new LimitReached(OUT_OF_STACK)
    if (node.isSibling === true) this.#siblings.push({ waiting: [], next: 0 })
  }

  #wait(environment: Environment): Promise<void> {
    environment.isParallelCall = false
    return new Promise((resolve) => {
      this.#siblings.at(-1)?.waiting.push(() => {
        this.#depth++
        resolve()
      })
    })
  }

  left(node: Node, result: unknown): void {
    this.#depth--
    if (node.isSibling === true) this.#wakeNext()
    if (typeof result === 'string') this.spend(result.length >> 10)
    else if (Array.isArray(result)) this.#leftArray(result)
    if (makesValues(node)) checkWeight(result)
    if (node.isCompared === true) this.spendOn(result)
    if (node.isProcedure === true) refuseData(result)
    if (node.isPattern === true) this.#protect(result)
  }

  #wakeNext(): void {
    const siblings = this.#siblings.at(-1)
    const wake = siblings?.waiting[siblings.next++]
    if (wake) wake()
    else this.#siblings.pop()
  }

  /**
   * `items{…}` and `{…}` put `undefined` into an empty array, and `items[]` marks an array as one to keep: both may be the
   * input itself. The mark is taken off at once, the item at the end.
   */
  #leftArray(result: unknown[]): void {
    this.spend(result.length >> 3)
    if (!('sequence' in result) && Object.hasOwn(result, 'keepSingleton'))
      Reflect.deleteProperty(result, 'keepSingleton')
    this.#keepEmpty(result)
  }

  /** What a node finds, or stands in. */
  #keepEmpty(value: unknown): void {
    if (!Array.isArray(value) || value.length > 0 || this.#disturbed.has(value)) return
    this.#disturbed.set(value, () => {
      value.length = 0
    })
  }

  /**
   * A transform changes what its pattern finds. That should be parts of the copy it has made, but `$states.input`
   * as a pattern finds the input itself: such values get their members back at the end.
   */
  #protect(matches: unknown): void {
    for (const match of Array.isArray(matches) ? matches : [matches]) {
      if (typeof match !== 'object' || match === null || this.#owned.has(match) || this.#disturbed.has(match))
        continue
      const members = Object.entries(match)
      const length = Array.isArray(match) ? match.length : undefined
      this.#disturbed.set(match, () => {
        for (const key of Object.keys(match)) Reflect.deleteProperty(match, key)
        if (length !== undefined) Reflect.set(match, 'length', length)
        for (const [key, member] of members) {
          Object.defineProperty(match, key, {
            value: member,
            writable: true,
            enumerable: true,
            configurable: true,
          })
        }
      })
    }
  }

  /** Notes a copy that was just made, and all that is in it. */
  own(copy: unknown): void {
    if (typeof copy !== 'object' || copy === null) return
    this.#owned.add(copy)
    for (const member of Object.values(copy)) this.own(member)
  }

  /** Every value from outside is again as it was. */
  restore(): void {
    for (const undo of this.#disturbed.values()) undo()
  }
}

/** Nodes whose result is new, and may be larger than all that it was made of. */
function makesValues({ type, value, group }: Node): boolean {
  return (
    group !== undefined ||
    type === 'function' ||
    type === 'apply' ||
    type === 'unary' ||
    (type === 'binary' && (value === '&' || value === '..'))
  )
}

/**
 * The engine notes on whatever is called where it was called, even on an object of the input. AWS's message for
 * calling what is no function is the engine's own.
 */
function refuseData(procedure: unknown): void {
  if (procedure === undefined || procedure === null || typeof procedure === 'function') return
  if (typeof procedure === 'object' && isCode(procedure)) return
  throw { code: 'T1006', message: 'Attempted to invoke a non-function' }
}
