/**
 * The regular expressions of `=~`, matched in time linear in the text: the pattern becomes a nondeterministic
 * automaton whose states are all followed at once, so that no pattern can make a match explode. Supported are
 * literals, `.`, classes, groups, `|`, `* + ? {m,n}` and the flag `i`; back-references and look-around are not.
 */
export interface Pattern {
  /** Whether the whole of the text matches, as `matches()` asks in Java. */
  matches(text: string): boolean
  /** What one character of text costs, in steps. */
  size: number
}

type CharacterTest = (char: string) => boolean
type Instruction =
  | { do: 'Read'; test: CharacterTest }
  | { do: 'Fork'; to: readonly number[] }
  | { do: 'Accept' }

const MAX_INSTRUCTIONS = 2_000
const MAX_DEPTH = 50

/** Undefined when the pattern is malformed or uses what is not supported. */
export function readPattern(source: string, flags: string): Pattern | undefined {
  if (flags !== '' && flags !== 'i') return undefined
  try {
    const program = new PatternReader(source, flags === 'i').program()
    return { matches: (text) => accepts(program, text), size: program.length }
  } catch (problem) {
    if (problem instanceof Unsupported) return undefined
    throw problem
  }
}

function accepts(program: readonly Instruction[], text: string): boolean {
  let current = new Set<number>()
  follow(program, 0, current)
  for (const char of text) {
    const next = new Set<number>()
    for (const index of current) {
      const instruction = program[index]
      if (instruction?.do === 'Read' && instruction.test(char)) follow(program, index + 1, next)
    }
    if (next.size === 0) return false
    current = next
  }
  return [...current].some((index) => program[index]?.do === 'Accept')
}

/** Adds every instruction that is reached from `start` without reading a character. */
function follow(program: readonly Instruction[], start: number, reached: Set<number>): void {
  const open = [start]
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (reached.has(index)) continue
    reached.add(index)
    const instruction = program[index]
    if (instruction?.do === 'Fork') open.push(...instruction.to)
  }
}

class Unsupported extends Error {}

type Tree =
  | { kind: 'Read'; test: CharacterTest }
  | { kind: 'Sequence' | 'Choice'; parts: readonly Tree[] }
  | { kind: 'Repeat'; part: Tree; least: number; most: number }

/** Recursive descent over the source, then one pass that lays the tree out as instructions. */
class PatternReader {
  #at = 0
  readonly #chars: readonly string[]

  constructor(
    source: string,
    private readonly ignoresCase: boolean,
  ) {
    this.#chars = [...source.replace(/^\^/, '').replace(/(?<!\\)\$$/, '')]
  }

  program(): Instruction[] {
    const tree = this.choice(0)
    if (this.#at < this.#chars.length) throw new Unsupported()
    const program: Instruction[] = []
    emit(tree, program)
    program.push({ do: 'Accept' })
    return program
  }

  private choice(depth: number): Tree {
    if (depth > MAX_DEPTH) throw new Unsupported()
    const parts = [this.sequence(depth)]
    while (this.take('|')) parts.push(this.sequence(depth))
    return { kind: 'Choice', parts }
  }

  private sequence(depth: number): Tree {
    const parts: Tree[] = []
    while (this.#at < this.#chars.length && this.peek() !== '|' && this.peek() !== ')') {
      parts.push(this.repeated(this.atom(depth)))
    }
    return { kind: 'Sequence', parts }
  }

  private repeated(part: Tree): Tree {
    const [least, most] = this.quantifier()
    if (least === 1 && most === 1) return part
    this.take('?') || this.take('+') // lazy or possessive: the whole text has to match in any case
    return { kind: 'Repeat', part, least, most }
  }

  private quantifier(): [least: number, most: number] {
    if (this.take('*')) return [0, Number.POSITIVE_INFINITY]
    if (this.take('+')) return [1, Number.POSITIVE_INFINITY]
    if (this.take('?')) return [0, 1]
    const counted = /^\{(\d{1,3})(,)?(\d{0,3})\}/.exec(this.#chars.slice(this.#at, this.#at + 9).join(''))
    if (!counted) return [1, 1]
    this.#at += counted[0].length
    const least = Number(counted[1])
    if (counted[2] === undefined) return [least, least]
    return [least, counted[3] === '' ? Number.POSITIVE_INFINITY : Number(counted[3])]
  }

  private atom(depth: number): Tree {
    const char = this.next()
    switch (char) {
      case '(': {
        if (this.take('?') && !this.take(':')) throw new Unsupported()
        const inner = this.choice(depth + 1)
        if (!this.take(')')) throw new Unsupported()
        return inner
      }
      case '[':
        return { kind: 'Read', test: this.characterClass() }
      case '.':
        return { kind: 'Read', test: (one) => one !== '\n' && one !== '\r' }
      case '\\':
        return { kind: 'Read', test: escapedTest(this.next(), this.ignoresCase) }
      case '*':
      case '+':
      case '?':
      case '^':
      case '$':
      case '{':
        throw new Unsupported()
      default:
        return { kind: 'Read', test: literal(char, this.ignoresCase) }
    }
  }

  private characterClass(): CharacterTest {
    const isNegated = this.take('^')
    const tests: CharacterTest[] = []
    do {
      const first = this.next()
      if (first === '[' || first === '&') throw new Unsupported()
      if (first === '\\') tests.push(escapedTest(this.next(), this.ignoresCase))
      else if (this.peek() === '-' && this.#chars[this.#at + 1] !== ']') {
        this.next()
        tests.push(range(first, this.next(), this.ignoresCase))
      } else tests.push(literal(first, this.ignoresCase))
    } while (!this.take(']'))
    return (char) => tests.some((test) => test(char)) !== isNegated
  }

  private peek(): string | undefined {
    return this.#chars[this.#at]
  }

  private take(char: string): boolean {
    if (this.peek() !== char) return false
    this.#at++
    return true
  }

  private next(): string {
    const char = this.#chars[this.#at++]
    if (char === undefined) throw new Unsupported()
    return char
  }
}

function emit(tree: Tree, program: Instruction[]): void {
  if (program.length > MAX_INSTRUCTIONS) throw new Unsupported()
  switch (tree.kind) {
    case 'Read':
      program.push({ do: 'Read', test: tree.test })
      return
    case 'Sequence':
      for (const part of tree.parts) emit(part, program)
      return
    case 'Choice':
      emitChoice(tree.parts, program)
      return
    case 'Repeat':
      emitRepeat(tree, program)
  }
}

function emitChoice(parts: readonly Tree[], program: Instruction[]): void {
  const fork = program.push({ do: 'Accept' }) - 1
  const starts: number[] = []
  const ends: number[] = []
  for (const part of parts) {
    starts.push(program.length)
    emit(part, program)
    ends.push(program.push({ do: 'Accept' }) - 1)
  }
  program[fork] = { do: 'Fork', to: starts }
  for (const end of ends) program[end] = { do: 'Fork', to: [program.length] }
}

function emitRepeat(tree: Extract<Tree, { kind: 'Repeat' }>, program: Instruction[]): void {
  for (let count = 0; count < tree.least; count++) emit(tree.part, program)
  if (tree.most === Number.POSITIVE_INFINITY) {
    const fork = program.push({ do: 'Accept' }) - 1
    emit(tree.part, program)
    program.push({ do: 'Fork', to: [fork] })
    program[fork] = { do: 'Fork', to: [fork + 1, program.length] }
    return
  }
  for (let count = tree.least; count < tree.most; count++) {
    const fork = program.push({ do: 'Accept' }) - 1
    emit(tree.part, program)
    program[fork] = { do: 'Fork', to: [fork + 1, program.length] }
  }
}

function literal(expected: string, ignoresCase: boolean): CharacterTest {
  const folded = fold(expected, ignoresCase)
  return (char) => fold(char, ignoresCase) === folded
}

function range(from: string, to: string, ignoresCase: boolean): CharacterTest {
  if (from > to) throw new Unsupported()
  const isWithin = (char: string) => char >= from && char <= to
  return (char) =>
    isWithin(char) || (ignoresCase && (isWithin(char.toLowerCase()) || isWithin(char.toUpperCase())))
}

function escapedTest(char: string, ignoresCase: boolean): CharacterTest {
  const named: Readonly<Record<string, RegExp>> = { d: /[0-9]/, w: /\w/, s: /[ \t\n\v\f\r]/ }
  const test = named[char.toLowerCase()]
  if (test) {
    const isNegated = char !== char.toLowerCase()
    return (one) => test.test(one) !== isNegated
  }
  const control: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' }
  if (/[a-zA-Z0-9]/.test(char) && !Object.hasOwn(control, char)) throw new Unsupported()
  return literal(control[char] ?? char, ignoresCase)
}

function fold(char: string, ignoresCase: boolean): string {
  return ignoresCase ? char.toLowerCase() : char
}
