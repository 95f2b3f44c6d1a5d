import type { AttributeValue } from '../attribute-value'
import {
  type ConditionProblems,
  checkBounds,
  checkCall,
  checkCandidates,
  checkComparison,
  checkNesting,
  RANKING,
  settle,
} from './check-condition'
import { type Call, type Condition, isComparator, isOperand, type Operand } from './condition'
import { readPath } from './path'
import { ExpressionProblem, Problems } from './problems'
import { Reader } from './reader'
import type { References } from './references'

/** A node with whether it stood in parentheses, which may not be doubled. */
type Node = { node: Condition | Operand; isGroup: boolean }

/** Each pair of parentheses that says something holds an operator, of which there may be 300. */
const GROUPS_AT_MOST = 310

const KEYWORDS = new Set(['AND', 'OR', 'NOT', 'BETWEEN', 'IN'])

/** Reads a condition, a filter or a key condition. @throws ExpressionProblem */
export function parseCondition(expression: string, references: References): Condition {
  return new ConditionParser(new Reader(expression), references).parse()
}

class ConditionParser {
  readonly #reader: Reader
  readonly #references: References
  readonly #problems: ConditionProblems = new Problems()
  #groups = 0

  constructor(reader: Reader, references: References) {
    this.#reader = reader
    this.#references = references
  }

  parse(): Condition {
    const condition = this.#asCondition(this.#disjunction().node)
    if (!this.#reader.isAtEnd()) this.#reader.fail()
    this.#reader.checkOperators()
    this.#problems.complain(RANKING)
    return condition
  }

  #disjunction(): Node {
    let left = this.#conjunction()
    while (this.#reader.acceptKeyword('OR')) left = this.#joined('Or', left, this.#conjunction())
    return left
  }

  #conjunction(): Node {
    let left = this.#negation()
    while (this.#reader.acceptKeyword('AND')) left = this.#joined('And', left, this.#negation())
    return left
  }

  #joined(kind: 'And' | 'Or', left: Node, right: Node): Node {
    this.#reader.countOperator()
    const node = { kind, left: this.#asCondition(left.node), right: this.#asCondition(right.node) }
    return { node, isGroup: false }
  }

  #negation(): Node {
    let negations = 0
    while (this.#reader.isAtKeyword('NOT')) {
      this.#reader.next()
      this.#reader.countOperator()
      negations++
    }
    if (negations === 0) return this.#comparison()
    this.#reader.checkOperators()
    let condition = this.#asCondition(this.#comparison().node)
    for (; negations > 0; negations--) condition = { kind: 'Not', condition }
    return { node: condition, isGroup: false }
  }

  /** An operand alone comes back as it is: it may stand in parentheses, left of a comparator. */
  #comparison(): Node {
    const first = this.#primary()
    if (!isOperand(first.node)) return first
    const operand = first.node
    const { text } = this.#reader.peek()
    if (isComparator(text)) {
      this.#reader.next()
      const right = this.#operand()
      checkComparison(text, operand, right, this.#problems)
      return this.#leaf({ kind: 'Compare', comparator: text, left: operand, right })
    }
    if (this.#reader.acceptKeyword('BETWEEN')) {
      const low = this.#operand()
      if (!this.#reader.acceptKeyword('AND')) this.#reader.fail()
      const high = this.#operand()
      checkBounds(operand, low, high, this.#problems)
      return this.#leaf({ kind: 'Between', operand, low, high })
    }
    if (this.#reader.acceptKeyword('IN')) {
      this.#reader.expect('(')
      const candidates = this.#operands()
      checkCandidates(operand, candidates, this.#problems)
      return this.#leaf({ kind: 'In', operand, candidates })
    }
    if (operand.kind === 'Call' && operand.name !== 'size') settle(this.#problems)
    return first
  }

  #leaf(node: Condition): Node {
    this.#reader.countOperator()
    settle(this.#problems)
    return { node, isGroup: false }
  }

  #primary(): Node {
    if (!this.#reader.accept('(')) return { node: this.#simpleOperand(), isGroup: false }
    if (++this.#groups > GROUPS_AT_MOST) {
      throw new ExpressionProblem('The expression has redundant parentheses;')
    }
    const inner = this.#disjunction()
    this.#reader.expect(')')
    this.#groups--
    if (inner.isGroup) this.#problems.note('parens', 'The expression has redundant parentheses;')
    return { node: inner.node, isGroup: true }
  }

  #operand(): Operand {
    const { node } = this.#primary()
    return isOperand(node) ? node : this.#reader.fail()
  }

  #simpleOperand(): Operand {
    const token = this.#reader.peek()
    if (token.kind === 'Value') return { kind: 'Value', value: this.#value() }
    if (token.kind === 'Word' && KEYWORDS.has(token.text.toUpperCase())) this.#reader.fail()
    if (token.kind === 'Word' && this.#reader.peek(1).text === '(') return this.#call()
    return {
      kind: 'Path',
      path: readPath(this.#reader, this.#references, this.#problems, 'undefinedReference'),
    }
  }

  #call(): Call {
    const name = this.#reader.next().text
    this.#reader.next()
    this.#reader.countOperator()
    const call: Call = { kind: 'Call', name, operands: this.#operands() }
    checkNesting(call.operands, this.#problems)
    checkCall(call, this.#problems)
    return call
  }

  /** At least one, up to the closing parenthesis. */
  #operands(): readonly Operand[] {
    const operands = [this.#operand()]
    while (this.#reader.accept(',')) operands.push(this.#operand())
    this.#reader.expect(')')
    return operands
  }

  #value(): AttributeValue {
    const { text } = this.#reader.next()
    const value = this.#references.value(text)
    if (value !== undefined) return value
    this.#problems.note(
      'undefinedReference',
      `An expression attribute value used in expression is not defined; attribute value: ${text}`,
    )
    return { NULL: true }
  }

  /** What stands where only a condition may: no path, no value, and of the functions not `size`. */
  #asCondition(node: Condition | Operand): Condition {
    if (node.kind === 'Path' || node.kind === 'Value') return this.#reader.fail()
    if (node.kind === 'Call' && node.name === 'size') {
      this.#problems.note(
        'misusedFunction',
        'The function is not allowed to be used this way in an expression; function: size',
      )
    }
    return node
  }
}
