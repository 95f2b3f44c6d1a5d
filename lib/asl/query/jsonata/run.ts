import type { Environment, Node } from './engine'
import { LimitReached, MAX_DEPTH, MAX_UNITS, OUT_OF_STACK, OUT_OF_TIME } from './limits'
import { checkWeight, isCode, weightOf } from './weight'

/** What an evaluation may draw on beside its variables. */
export interface Surroundings {
  /** Milliseconds since the epoch: what `$now` and `$millis` tell. */
  readonly now: number
  /** A draw from [0, 1), from the execution's own sequence. */
  readonly random: () => number
  /** Units that the execution as a whole has left; called with what was used. */
  readonly spend?: (units: number) => void
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
  #units = 0
  #depth = 0
  /** Nodes counted in `#depth`, by the scope that they were entered in. */
  readonly #counted = new Map<Environment, number>()
  readonly #disturbed = new Map<object, () => void>()
  /** Copies made by `$clone`: what a transform may change. */
  readonly #owned = new WeakSet<object>()

  constructor(readonly surroundings: Surroundings) {}

  get units(): number {
    return this.#units
  }

  spend(units: number): void {
    this.#units += units
    if (this.#units > MAX_UNITS) throw new LimitReached(OUT_OF_TIME)
  }

  /** What a regular expression does in one step is far less than what a node does. */
  readonly regexBudget = { spend: (steps: number) => this.spend(steps / 16) }

  /** Goes through a whole value, some 32 bytes a unit. */
  spendOn(value: unknown): void {
    this.spend(weightOf(value) >> 5)
  }

  /**
   * AWS counts as its engine's own guard does: siblings evaluated side by side, such as the members of an object,
   * count where the first of them is counted only. What was counted in a scope is given back there.
   */
  entered(environment: Environment): void {
    this.spend(1)
    if (environment.isParallelCall) return
    this.#counted.set(environment, (this.#counted.get(environment) ?? 0) + 1)
    if (++this.#depth > MAX_DEPTH) throw new LimitReached(OUT_OF_STACK)
  }

  left(node: Node, environment: Environment, result: unknown): void {
    const counted = this.#counted.get(environment) ?? 0
    if (counted > 0) {
      this.#depth--
      if (counted === 1) this.#counted.delete(environment)
      else this.#counted.set(environment, counted - 1)
    }
    if (typeof result === 'string') this.spend(result.length >> 6)
    else if (Array.isArray(result)) this.#leftArray(result)
    if (makesValues(node)) checkWeight(result)
    if (node.isCompared === true) this.spendOn(result)
    if (node.isProcedure === true) refuseData(result)
    if (node.isPattern === true) this.#protect(result)
  }

  /**
   * `items{…}` puts `undefined` into an empty array, and `items[]` marks an array as one to keep: both may be the
   * input itself. The mark is taken off at once, the item at the end.
   */
  #leftArray(result: unknown[]): void {
    this.spend(result.length >> 3)
    if (!('sequence' in result) && Object.hasOwn(result, 'keepSingleton'))
      Reflect.deleteProperty(result, 'keepSingleton')
    if (result.length === 0 && !this.#disturbed.has(result)) {
      this.#disturbed.set(result, () => {
        result.length = 0
      })
    }
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
      this.#disturbed.set(match, () => {
        for (const key of Object.keys(match)) Reflect.deleteProperty(match, key)
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
  if (procedure === undefined || typeof procedure === 'function') return
  if (typeof procedure === 'object' && procedure !== null && isCode(procedure)) return
  throw { code: 'T1006', message: 'Attempted to invoke a non-function' }
}
