import { assertNever } from '@/lib/assert-never'
import { caseVariants, upperCase } from './letter-case'
import type { Assertion, Repeat, Tree } from './tree'

/** Which way the text is read: backwards within a lookbehind. */
export type Direction = 1 | -1
export type CharacterTest = (code: number) => boolean

/**
 * One thing the matcher does. `to`, `end`, `loop` and `otherwise` are places in the program. A register holds a
 * position in the text or how often a loop has been through.
 */
export type Instruction =
  | { do: 'Read'; test: CharacterTest; direction: Direction }
  /** As many or as few as may be; behind it stands `GiveBack` or `ReadMore`, where the next try begins. */
  | {
      do: 'ReadMany'
      test: CharacterTest
      direction: Direction
      least: number
      most: number
      isGreedy: boolean
    }
  | { do: 'GiveBack'; direction: Direction }
  | { do: 'ReadMore'; test: CharacterTest; direction: Direction }
  | { do: 'Try'; otherwise: number }
  | { do: 'Jump'; to: number }
  | { do: 'Save'; register: number }
  | { do: 'BeginLoop'; counter: number }
  | { do: 'Loop'; counter: number; least: number; most: number; isGreedy: boolean; end: number }
  | { do: 'BeginIteration'; began: number; firstForgotten: number; forgotten: number }
  | { do: 'EndIteration'; began: number; counter: number; least: number; loop: number }
  | { do: 'Assert'; assertion: Assertion; isMultiline: boolean }
  | { do: 'Look'; isNegated: boolean; end: number }
  | { do: 'Again'; group: number; direction: Direction; same: (a: number, b: number) => boolean }
  | { do: 'Accept' }

export interface Program {
  instructions: readonly Instruction[]
  registerCount: number
}

export interface Flags {
  ignoreCase: boolean
  multiline: boolean
}

/** Lays a pattern out as instructions. Group n has the registers 2n and 2n + 1, the whole is group 0. */
export function compile(tree: Tree, groupCount: number, flags: Flags): Program {
  const compiler = new Compiler(2 * (groupCount + 1), flags)
  compiler.emit({ kind: 'Group', number: 0, body: tree }, 1)
  compiler.instructions.push({ do: 'Accept' })
  return compiler
}

class Compiler implements Program {
  readonly instructions: Instruction[] = []

  constructor(
    public registerCount: number,
    private readonly flags: Flags,
  ) {}

  emit(tree: Tree, direction: Direction): void {
    const { instructions } = this
    switch (tree.kind) {
      case 'Read':
        instructions.push({ do: 'Read', test: this.testOf(tree), direction })
        return
      case 'Sequence':
        for (const part of direction === 1 ? tree.parts : tree.parts.toReversed()) this.emit(part, direction)
        return
      case 'Choice':
        this.emitChoice(tree.options, direction)
        return
      case 'Group': {
        const [first, second] = direction === 1 ? [0, 1] : [1, 0]
        instructions.push({ do: 'Save', register: 2 * tree.number + first })
        this.emit(tree.body, direction)
        instructions.push({ do: 'Save', register: 2 * tree.number + second })
        return
      }
      case 'Repeat':
        if (tree.body.kind === 'Read') this.emitRun(tree, tree.body, direction)
        else this.emitLoop(tree, direction)
        return
      case 'Assert':
        instructions.push({ do: 'Assert', assertion: tree.assertion, isMultiline: this.flags.multiline })
        return
      case 'Look': {
        const look = { do: 'Look' as const, isNegated: tree.isNegated, end: 0 }
        instructions.push(look)
        this.emit(tree.body, tree.isBehind ? -1 : 1)
        instructions.push({ do: 'Accept' })
        look.end = instructions.length
        return
      }
      case 'Again':
        instructions.push({ do: 'Again', group: tree.group, direction, same: this.same() })
        return
      default:
        assertNever(tree)
    }
  }

  private emitChoice(options: readonly Tree[], direction: Direction): void {
    const { instructions } = this
    const jumps: { do: 'Jump'; to: number }[] = []
    for (const option of options.slice(0, -1)) {
      const attempt = { do: 'Try' as const, otherwise: 0 }
      instructions.push(attempt)
      this.emit(option, direction)
      const jump = { do: 'Jump' as const, to: 0 }
      instructions.push(jump)
      jumps.push(jump)
      attempt.otherwise = instructions.length
    }
    for (const option of options.slice(-1)) this.emit(option, direction)
    for (const jump of jumps) jump.to = instructions.length
  }

  /** One character again and again needs no loop, and one entry to come back to however long the run is. */
  private emitRun(repeat: Repeat, body: Extract<Tree, { kind: 'Read' }>, direction: Direction): void {
    const { least, most, isGreedy } = repeat
    const test = this.testOf(body)
    this.instructions.push(
      { do: 'ReadMany', test, direction, least, most, isGreedy },
      isGreedy ? { do: 'GiveBack', direction } : { do: 'ReadMore', test, direction },
    )
  }

  private emitLoop({ body, least, most, isGreedy, groups }: Repeat, direction: Direction): void {
    const { instructions } = this
    const counter = this.registerCount++
    const began = this.registerCount++
    instructions.push({ do: 'BeginLoop', counter })
    const start = { do: 'Loop' as const, counter, least, most, isGreedy, end: 0 }
    const loop = instructions.push(start) - 1
    instructions.push({
      do: 'BeginIteration',
      began,
      firstForgotten: 2 * groups.first,
      forgotten: 2 * groups.count,
    })
    this.emit(body, direction)
    instructions.push({ do: 'EndIteration', began, counter, least, loop })
    start.end = instructions.length
  }

  private testOf({ set, isNegated }: Extract<Tree, { kind: 'Read' }>): CharacterTest {
    if (!this.flags.ignoreCase) return (code) => set.has(code) !== isNegated
    return (code) => caseVariants(code).some((variant) => set.has(variant)) !== isNegated
  }

  private same(): (a: number, b: number) => boolean {
    if (!this.flags.ignoreCase) return (a, b) => a === b
    return (a, b) => a === b || upperCase(a) === upperCase(b)
  }
}
