import { ExpressionProblem } from './problems'
import { type Token, tokens } from './tokens'

/** DynamoDB's own limits for one expression. */
const BYTES_AT_MOST = 4096
const OPERATORS_AT_MOST = 300

/** Walks over an expression's tokens, and words what is wrong with one as DynamoDB does. */
export class Reader {
  readonly #text: string
  readonly #tokens: readonly Token[]
  #at = 0
  #operators = 0

  constructor(text: string) {
    if (text === '') throw new ExpressionProblem('The expression can not be empty;')
    if (text.length > BYTES_AT_MOST) {
      throw new ExpressionProblem(
        `Expression size has exceeded the maximum allowed size; expression size: ${text.length}`,
      )
    }
    this.#text = text
    this.#tokens = tokens(text)
  }

  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)] ?? end
  }

  next(): Token {
    const token = this.peek()
    this.#at++
    return token
  }

  /** Goes past the symbol if it comes next. */
  accept(symbol: string): boolean {
    if (this.peek().kind !== 'Symbol' || this.peek().text !== symbol) return false
    this.#at++
    return true
  }

  expect(symbol: string): void {
    if (!this.accept(symbol)) this.fail()
  }

  /** Whether the keyword comes next, in any case of letters. */
  isAtKeyword(word: string): boolean {
    return this.peek().kind === 'Word' && this.peek().text.toUpperCase() === word
  }

  acceptKeyword(word: string): boolean {
    if (!this.isAtKeyword(word)) return false
    this.#at++
    return true
  }

  isAtEnd(): boolean {
    return this.peek().kind === 'End'
  }

  countOperator(): void {
    this.#operators++
  }

  /** @throws when there are more operators and functions than DynamoDB takes. */
  checkOperators(): void {
    if (this.#operators > OPERATORS_AT_MOST) {
      throw new ExpressionProblem(
        `The expression contains too many operators; operator count: ${this.#operators}`,
      )
    }
  }

  /** The next token has no place here. DynamoDB shows it, and the text from the one before to the one behind. */
  fail(): never {
    const token = this.peek()
    const before = this.#at === 0 ? token : this.peek(-1)
    const behind = token.kind === 'End' ? token : this.peek(1)
    const near = this.#text.slice(before.start, behind.end).trimEnd()
    throw new ExpressionProblem(`Syntax error; token: "${token.text}", near: "${near}"`)
  }
}

const end: Token = { kind: 'End', text: '<EOF>', start: 0, end: 0 }
