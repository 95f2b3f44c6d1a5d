import { assertNever } from '@/lib/assert-never'
import { LINE_ENDS, WORD_CHARACTERS } from './character-set'
import type { Instruction, Program } from './compile'

/** Counts what matching costs; throws when there is nothing left. */
export interface StepBudget {
  spend(steps: number): void
}

/** Remembered places are memory: this many take 24 MB. */
const MAX_REMEMBERED = 1_000_000
/** A run over characters is cheaper than as many instructions. */
const CHARACTERS_PER_STEP = 8

export class TooManyPlaces extends Error {}

/** What `#trail` holds in place of an instruction when a register is to be put back. */
const REGISTER = -1

/**
 * Follows a program through one text. Where there is a choice the other way is remembered, and so is what every
 * register held; a failure goes back to the latest. All of that is on one list of our own: a long text fills
 * neither the call stack nor, beyond a limit, the memory.
 */
export class Matcher {
  readonly #instructions: readonly Instruction[]
  readonly #registers: number[]
  /** Three numbers an entry: where to go on, at which place of the text, how many further tries are in it. */
  readonly #trail: number[] = []

  constructor(
    { instructions, registerCount }: Program,
    private readonly text: string,
    private readonly budget: StepBudget,
  ) {
    this.#instructions = instructions
    this.#registers = new Array<number>(registerCount).fill(-1)
  }

  /** The registers of the first match that begins at `start` or behind it. */
  firstFrom(start: number): readonly number[] | undefined {
    for (let at = start; at <= this.text.length; at++) if (this.run(0, at)) return this.#registers
    return undefined
  }

  /** Whether the program, from `next` to its `Accept`, matches at this place. A failure leaves no traces. */
  private run(next: number, at: number): boolean {
    const { budget } = this
    const base = this.#trail.length
    const registers = this.#registers
    let rest = 0
    for (;;) {
      budget.spend(1)
      const instruction = this.#instructions[next]
      let isGoing = true
      if (!instruction) throw new Error('The program of a pattern ends without Accept.')
      switch (instruction.do) {
        case 'Accept':
          return true
        case 'Read': {
          isGoing = this.reads(instruction, at)
          at += instruction.direction
          next++
          break
        }
        case 'ReadMany': {
          const { least, most, direction, isGreedy } = instruction
          const count = this.runLength(instruction, at, isGreedy ? most : least)
          isGoing = count >= least
          at += count * direction
          rest = isGreedy ? count - least : most - least
          if (isGoing && rest > 0) this.remember(next + 1, at, rest)
          next += 2
          break
        }
        case 'GiveBack':
          at -= instruction.direction
          if (rest > 1) this.remember(next, at, rest - 1)
          next++
          break
        case 'ReadMore':
          isGoing = this.reads(instruction, at)
          at += instruction.direction
          if (isGoing && rest > 1) this.remember(next, at, rest - 1)
          next++
          break
        case 'Try':
          this.remember(instruction.otherwise, at, 0)
          next++
          break
        case 'Jump':
          next = instruction.to
          break
        case 'Save':
          this.set(instruction.register, at)
          next++
          break
        case 'BeginLoop':
          this.set(instruction.counter, 0)
          next++
          break
        case 'Loop': {
          const { counter, least, most, isGreedy, end } = instruction
          const count = registers[counter] ?? 0
          if (count < least) next++
          else if (count >= most) next = end
          else {
            this.remember(isGreedy ? end : next + 1, at, 0)
            next = isGreedy ? next + 1 : end
          }
          break
        }
        case 'BeginIteration': {
          const { began, firstForgotten, forgotten } = instruction
          this.set(began, at)
          budget.spend(forgotten)
          for (let offset = 0; offset < forgotten; offset++) this.set(firstForgotten + offset, -1)
          next++
          break
        }
        case 'EndIteration': {
          const { began, counter, least, loop } = instruction
          const count = registers[counter] ?? 0
          // An optional iteration over nothing would go on for ever.
          isGoing = count < least || registers[began] !== at
          this.set(counter, count + 1)
          next = loop
          break
        }
        case 'Assert':
          isGoing = this.holds(instruction, at)
          next++
          break
        case 'Look': {
          const height = this.#trail.length
          const isFound = this.run(next + 1, at)
          if (isFound && instruction.isNegated) this.backTo(height)
          else if (isFound) this.forgetPlaces(height)
          isGoing = isFound !== instruction.isNegated
          next = instruction.end
          break
        }
        case 'Again': {
          const length = this.lengthOfSame(instruction, at)
          isGoing = length !== undefined
          at += (length ?? 0) * instruction.direction
          next++
          break
        }
        default:
          assertNever(instruction)
      }
      if (isGoing) continue
      if (!this.backToPlace(base)) return false
      const trail = this.#trail
      rest = trail.pop() ?? 0
      at = trail.pop() ?? 0
      next = trail.pop() ?? 0
    }
  }

  private reads(
    { test, direction }: Extract<Instruction, { do: 'Read' | 'ReadMany' | 'ReadMore' }>,
    at: number,
  ): boolean {
    const index = direction === 1 ? at : at - 1
    return index >= 0 && index < this.text.length && test(this.text.charCodeAt(index))
  }

  private runLength(run: Extract<Instruction, { do: 'ReadMany' }>, at: number, most: number): number {
    let count = 0
    while (count < most && this.reads(run, at + count * run.direction)) {
      count++
      if (count % CHARACTERS_PER_STEP === 0) this.budget.spend(1)
    }
    return count
  }

  private holds({ assertion, isMultiline }: Extract<Instruction, { do: 'Assert' }>, at: number): boolean {
    const { text } = this
    switch (assertion) {
      case 'Start':
        return at === 0 || (isMultiline && LINE_ENDS.has(text.charCodeAt(at - 1)))
      case 'End':
        return at === text.length || (isMultiline && LINE_ENDS.has(text.charCodeAt(at)))
      case 'WordBoundary':
        return this.isWordAt(at - 1) !== this.isWordAt(at)
      case 'NoWordBoundary':
        return this.isWordAt(at - 1) === this.isWordAt(at)
      default:
        return assertNever(assertion)
    }
  }

  private isWordAt(index: number): boolean {
    return index >= 0 && index < this.text.length && WORD_CHARACTERS.has(this.text.charCodeAt(index))
  }

  /** A group that captured nothing is there at every place. */
  private lengthOfSame(again: Extract<Instruction, { do: 'Again' }>, at: number): number | undefined {
    const { text, budget } = this
    const from = this.#registers[2 * again.group] ?? -1
    const to = this.#registers[2 * again.group + 1] ?? -1
    if (from < 0 || to < 0) return 0
    const length = to - from
    const begin = again.direction === 1 ? at : at - length
    if (begin < 0 || begin + length > text.length) return undefined
    for (let offset = 0; offset < length; offset++) {
      if (offset % CHARACTERS_PER_STEP === 0) budget.spend(1)
      if (!again.same(text.charCodeAt(from + offset), text.charCodeAt(begin + offset))) return undefined
    }
    return length
  }

  private set(register: number, value: number): void {
    this.push(REGISTER, register, this.#registers[register] ?? -1)
    this.#registers[register] = value
  }

  private remember(next: number, at: number, rest: number): void {
    this.push(next, at, rest)
  }

  private push(first: number, second: number, third: number): void {
    if (this.#trail.length >= 3 * MAX_REMEMBERED) throw new TooManyPlaces()
    this.#trail.push(first, second, third)
  }

  /** Puts registers back until a remembered place is on top; false when there is none above `base`. */
  private backToPlace(base: number): boolean {
    const trail = this.#trail
    while (trail.length > base) {
      if (trail[trail.length - 3] !== REGISTER) return true
      this.restoreTop()
    }
    return false
  }

  private backTo(height: number): void {
    const trail = this.#trail
    while (trail.length > height) {
      if (trail[trail.length - 3] === REGISTER) this.restoreTop()
      else trail.length -= 3
    }
  }

  private restoreTop(): void {
    const trail = this.#trail
    const value = trail.pop() ?? -1
    const register = trail.pop() ?? 0
    trail.pop()
    this.#registers[register] = value
  }

  /** What a lookahead has found it does not look for again; but what it captured is put back with the rest. */
  private forgetPlaces(height: number): void {
    const trail = this.#trail
    let kept = height
    for (let index = height; index < trail.length; index += 3) {
      if (trail[index] !== REGISTER) continue
      trail.copyWithin(kept, index, index + 3)
      kept += 3
    }
    trail.length = kept
  }
}
