import { Cursor, InvalidPath } from './cursor'
import { type FilterOperator, type FilterTest, filterOperators, type Operand } from './json-path'
import { readLenientJson } from './lenient-json'
import { readPattern } from './pattern'
import { readPath } from './read-path'

/** How deep parentheses, negations and filters within filters may nest. */
const MAX_DEPTH = 30

/**
 * Compiles what stands between `[?` and `]`, its outer parentheses included.
 *
 * ```
 * or       = and { '||' and }
 * and      = unit { '&&' unit }
 * unit     = '(' or ')' | '!' unit | operand [ operator operand ]
 * ```
 */
export function readFilter(text: string, depth: number): FilterTest {
  const cursor = new Cursor(text)
  const test = new FilterReader(cursor, depth).or()
  if (!cursor.skipBlanks().isBehindEnd) {
    throw new InvalidPath(`Expected end of filter expression instead of: ${text.slice(cursor.position)}`)
  }
  return test
}

class FilterReader {
  constructor(
    private readonly cursor: Cursor,
    private depth: number,
  ) {}

  or(): FilterTest {
    return this.joined('||', 'Or', () => this.joined('&&', 'And', () => this.unit()))
  }

  private joined(operator: string, kind: 'And' | 'Or', read: () => FilterTest): FilterTest {
    const first = read()
    const tests = [first]
    while (this.cursor.skipBlanks().text.startsWith(operator, this.cursor.position)) {
      this.cursor.position += operator.length
      tests.push(read())
    }
    return tests.length === 1 ? first : { kind, tests }
  }

  private unit(): FilterTest {
    const { cursor } = this
    if (++this.depth > MAX_DEPTH) throw new InvalidPath(`Filter nests deeper than ${MAX_DEPTH}`)
    try {
      cursor.skipBlanks()
      if (cursor.current === '!' && !'$@'.includes(cursor.at(cursor.significantAfter()) || '-')) {
        cursor.position++
        return { kind: 'Not', test: this.unit() }
      }
      if (cursor.current !== '(') return this.comparison()
      cursor.position++
      const inner = this.or()
      if (cursor.skipBlanks().current !== ')') throw new InvalidPath('Expected character: )')
      cursor.position++
      return inner
    } finally {
      this.depth--
    }
  }

  private comparison(): FilterTest {
    const { cursor } = this
    const isNegated = cursor.current === '!'
    if (isNegated) cursor.position = cursor.significantAfter()
    const left = this.operand()
    const afterLeft = cursor.position
    const operator = this.operator()
    if (operator) return { kind: 'Compare', left, operator, right: this.operand() }
    cursor.position = afterLeft
    if (left.kind !== 'Path') throw this.unreadable()
    return { kind: 'Exists', path: left.path, expected: !isNegated }
  }

  /** Undefined when there is none, so that the operand is a test for existence. */
  private operator(): FilterOperator | undefined {
    const { cursor } = this
    const rest = cursor.skipBlanks().text.slice(cursor.position)
    const word = /^[<>=~!]+|^[^ ]+/.exec(rest)?.[0] ?? ''
    const operator = filterOperators.find((known) => known === word.toUpperCase())
    if (operator) cursor.position += word.length
    return operator
  }

  private operand(): Operand {
    const { cursor } = this
    switch (cursor.skipBlanks().current) {
      case '$':
      case '@':
        return this.path()
      case "'":
      case '"':
        return this.quoted()
      case '[':
      case '{':
        return this.json()
      case '/':
        return this.pattern()
      default:
        return this.word()
    }
  }

  /** Up to a blank, a comparison sign or the bracket that closes the filter; `&&` needs a blank before it. */
  private path(): Operand {
    const { cursor } = this
    const begin = cursor.position
    cursor.position++
    while (!cursor.isBehindEnd) {
      if (cursor.current === '[') {
        const close = cursor.closing(cursor.position, false)
        if (close === undefined) {
          throw new InvalidPath(`Square brackets does not match in filter ${cursor.text}`)
        }
        cursor.position = close + 1
        continue
      }
      if (' <>=~!'.includes(cursor.current)) break
      if (cursor.current === ')' && !this.closesFunction(begin)) break
      cursor.position++
    }
    const text = cursor.text.slice(begin, cursor.position)
    return { kind: 'Path', root: text.startsWith('$') ? '$' : '@', path: readPath(text, this.depth) }
  }

  /** Whether the `)` here ends `.length()`, and not the filter. */
  private closesFunction(begin: number): boolean {
    const { text, position, significantBefore } = this.cursor
    return significantBefore === '(' && text.slice(begin + 1, position).includes('.')
  }

  private quoted(): Operand {
    const { cursor } = this
    const end = cursor.endOfQuoted(cursor.position)
    const quote = cursor.current
    if (end >= cursor.text.length) {
      throw new InvalidPath(
        `String literal does not have matching quotes. Expected ${quote} in ${cursor.text}`,
      )
    }
    const value = cursor.text.slice(cursor.position + 1, end).replace(/\\(.)/gsu, '$1')
    cursor.position = end + 1
    return { kind: 'Value', value }
  }

  private json(): Operand {
    const { cursor } = this
    const close = cursor.closing(cursor.position, false)
    const value =
      close === undefined ? undefined : readLenientJson(cursor.text.slice(cursor.position, close + 1))
    if (close === undefined || value === undefined) throw this.unreadable()
    cursor.position = close + 1
    return { kind: 'Value', value }
  }

  private pattern(): Operand {
    const { cursor } = this
    const close = cursor.endOfQuoted(cursor.position)
    const source = cursor.text.slice(cursor.position + 1, close)
    if (close >= cursor.text.length) throw new InvalidPath(`Pattern not closed. Expected / in ${cursor.text}`)
    const flags = /^[a-zA-Z]*/.exec(cursor.text.slice(close + 1))?.[0] ?? ''
    const pattern = readPattern(source, flags)
    if (!pattern) {
      throw new InvalidPath(`The pattern /${source}/${flags} uses what Stepwise does not support.`)
    }
    cursor.position = close + 1 + flags.length
    return { kind: 'Pattern', pattern }
  }

  private word(): Operand {
    const { cursor } = this
    const word = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)/.exec(
      cursor.text.slice(cursor.position),
    )?.[0]
    if (word === undefined) throw this.unreadable()
    cursor.position += word.length
    return { kind: 'Value', value: JSON.parse(word.replace(/^(-?)0+(?=\d)/, '$1')) }
  }

  private unreadable(): InvalidPath {
    const { cursor } = this
    return new InvalidPath(
      `Failed to parse filter: [?${cursor.text}], error on position: ${cursor.position + 2}, char: ${cursor.current}`,
    )
  }
}
