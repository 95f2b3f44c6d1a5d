import type { Result } from '@/lib/result'
import type { Path } from '../../parse/state-machine'
import { suggestion } from '../../parse/suggestion'
import { type Argument, type Intrinsic, intrinsicNames } from './intrinsic'

/** AWS allows calls within calls up to this depth. */
const MAX_NESTING = 10

/** Longer calls are refused; patterns are matched against all of the text. */
const MAX_LENGTH = 20_000

type ReadPath = (text: string) => Result<Path, string>

/** Compiles the text of a call such as `States.Format('{}', $.name)`. The error says what is wrong. */
export function readIntrinsic(text: string, readPath: ReadPath): Result<Intrinsic, string> {
  if (text.length > MAX_LENGTH) return { ok: false, error: `it is longer than ${MAX_LENGTH} characters.` }
  try {
    const reader = new IntrinsicReader(text, readPath)
    const call = reader.call(1)
    reader.end()
    return { ok: true, value: call }
  } catch (problem) {
    if (problem instanceof Unreadable) return { ok: false, error: problem.message }
    throw problem
  }
}

class Unreadable extends Error {}

function unknown(word: string): string {
  const near = suggestion(word, intrinsicNames)
  return `there is no function \`${word}\`${near === undefined ? '' : `; there is \`${near}\``}.`
}

class IntrinsicReader {
  #at = 0

  constructor(
    private readonly text: string,
    private readonly readPath: ReadPath,
  ) {}

  call(depth: number): Intrinsic {
    if (depth > MAX_NESTING) throw new Unreadable(`calls may nest at most ${MAX_NESTING} deep.`)
    const word = this.#match(/States\.[A-Za-z0-9]*/y) ?? ''
    const name = intrinsicNames.find((known) => known === word)
    if (!name) throw new Unreadable(unknown(word))
    this.#expect('(', `behind \`${name}\``)
    const given: Argument[] = []
    if (!this.#take(')')) {
      do given.push(this.#argument(depth))
      while (this.#take(','))
      this.#expect(')', `at the end of \`${name}\``)
    }
    return { name, arguments: given }
  }

  end(): void {
    this.#blanks()
    if (this.#at < this.text.length) throw new Unreadable(`\`${this.#rest()}\` stands behind the call.`)
  }

  #argument(depth: number): Argument {
    this.#blanks()
    const start = this.#at
    switch (this.text.charAt(start)) {
      case "'":
        return this.#quoted()
      case '$':
        return this.#path()
      case 'S': {
        const call = this.call(depth + 1)
        return { kind: 'Call', call, text: this.text.slice(start, this.#at) }
      }
      default:
        return this.#literal()
    }
  }

  #literal(): Argument {
    const word = this.#match(/(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?=[\s,)]|$)/y)
    if (word === undefined && this.#rest() === '')
      throw new Unreadable('the call is not closed; a `)` is missing.')
    const value = word === undefined ? undefined : JSON.parse(word)
    if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) {
      throw new Unreadable(
        `\`${this.#rest()}\` is no argument. Strings stand in single quotes; numbers, \`true\`, \`false\`, \`null\`, paths and calls as they are.`,
      )
    }
    return { kind: 'Value', value }
  }

  /** Between single quotes; `\'`, `\\`, `\{` and `\}` are the escapes, and there are no others. */
  #quoted(): Argument {
    const raw = this.#match(/'(?:[^'\\]|\\['\\{}])*'/y)?.slice(1, -1)
    if (raw === undefined) {
      throw new Unreadable(
        "a string is not closed, or has a backslash before something else than `'`, `{`, `}` or `\\`.",
      )
    }
    return { kind: 'Text', value: raw.replace(/\\(['\\{}])/g, '$1'), raw }
  }

  /** Up to the comma or bracket that ends the argument; those in brackets or quotes belong to the path. */
  #path(): Argument {
    const start = this.#at
    let depth = 0
    for (; this.#at < this.text.length; this.#at++) {
      const char = this.text.charAt(this.#at)
      if (char === "'" || char === '"') this.#skipQuoted(char)
      else if (char === '[' || char === '(') depth++
      else if (depth === 0 && (char === ',' || char === ')')) break
      else if (char === ']' || char === ')') depth--
    }
    const text = this.text.slice(start, this.#at).trim()
    const path = this.readPath(text)
    if (!path.ok) throw new Unreadable(`\`${text}\` is not a valid JSONPath: ${path.error}.`)
    return { kind: 'Path', path: path.value }
  }

  #skipQuoted(quote: string): void {
    this.#at++
    while (this.#at < this.text.length && this.text.charAt(this.#at) !== quote) {
      this.#at += this.text.charAt(this.#at) === '\\' ? 2 : 1
    }
  }

  #match(pattern: RegExp): string | undefined {
    this.#blanks()
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.text)?.[0]
    if (found !== undefined) this.#at += found.length
    return found
  }

  #take(char: string): boolean {
    this.#blanks()
    if (this.text.charAt(this.#at) !== char) return false
    this.#at++
    return true
  }

  #expect(char: string, where: string): void {
    if (!this.#take(char)) throw new Unreadable(`there has to be a \`${char}\` ${where}.`)
  }

  #blanks(): void {
    while (/\s/.test(this.text.charAt(this.#at))) this.#at++
  }

  #rest(): string {
    const rest = this.text.slice(this.#at)
    return rest.length > 30 ? `${rest.slice(0, 30)}…` : rest
  }
}
