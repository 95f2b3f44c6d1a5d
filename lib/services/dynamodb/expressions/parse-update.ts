import { type AttributeType, type AttributeValue, typeOf } from '../attribute-value'
import { checkOverlap, type Path, readPath } from './path'
import { ExpressionProblem, Problems } from './problems'
import { Reader } from './reader'
import type { References } from './references'
import type { UpdateAction, UpdateValue } from './update'

const SECTIONS = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const
type Section = (typeof SECTIONS)[number]

const RANKING = [
  'reserved',
  'unknownFunction',
  'section',
  'undefinedName',
  'undefinedValue',
  'pathOverlap',
  'pathConflict',
  'addedType',
  'operand',
] as const

/** Parentheses around values say nothing; more than these nobody writes. */
const GROUPS_AT_MOST = 32

/** Reads an update expression: sections in any order, each once. @throws ExpressionProblem */
export function parseUpdate(expression: string, references: References): readonly UpdateAction[] {
  return new UpdateParser(new Reader(expression), references).parse()
}

class UpdateParser {
  readonly #reader: Reader
  readonly #references: References
  readonly #problems = new Problems<(typeof RANKING)[number]>()
  readonly #actions: UpdateAction[] = []
  readonly #paths: Path[] = []

  constructor(reader: Reader, references: References) {
    this.#reader = reader
    this.#references = references
  }

  parse(): readonly UpdateAction[] {
    const done = new Set<Section>()
    do {
      const section = SECTIONS.find((name) => this.#reader.acceptKeyword(name)) ?? this.#reader.fail()
      do this.#actions.push(this.#action(section))
      while (this.#reader.accept(','))
      if (done.has(section)) {
        this.#problems.note(
          'section',
          `The "${section}" section can only be used once in an update expression;`,
        )
      }
      done.add(section)
    } while (!this.#reader.isAtEnd())
    this.#reader.checkOperators()
    this.#problems.complain(RANKING)
    return this.#actions
  }

  #action(section: Section): UpdateAction {
    const path = this.#path()
    const action = this.#rest(section, path)
    checkOverlap(path, this.#paths, this.#problems)
    this.#paths.push(path)
    return action
  }

  #rest(section: Section, path: Path): UpdateAction {
    switch (section) {
      case 'SET':
        this.#reader.expect('=')
        return { kind: 'Set', path, to: this.#sum(0) }
      case 'REMOVE':
        return { kind: 'Remove', path }
      case 'ADD':
      case 'DELETE':
        return { kind: section === 'ADD' ? 'Add' : 'Delete', path, value: this.#added(section) }
    }
  }

  /** Numbers and sets can be added, sets deleted. */
  #added(section: 'ADD' | 'DELETE'): AttributeValue {
    if (this.#reader.peek().kind !== 'Value') this.#reader.fail()
    const value = this.#value()
    const word = typeWords.get(typeOf(value))
    if (word && !(section === 'ADD' && word === 'NUMBER')) {
      this.#problems.note(
        'addedType',
        `Incorrect operand type for operator or function; operator: ${section}, operand type: ${word}`,
      )
    }
    return value
  }

  /** At most one plus or minus, as the documentation's grammar has it. */
  #sum(groups: number): UpdateValue {
    const left = this.#operand(groups)
    const operator = (['+', '-'] as const).find((sign) => this.#reader.accept(sign))
    if (!operator) return left
    this.#reader.countOperator()
    const right = this.#operand(groups)
    this.#checkTypes(operator, [left, right], 'N')
    return { kind: 'Sum', operator, left, right }
  }

  #operand(groups: number): UpdateValue {
    if (this.#reader.accept('(')) {
      if (groups > GROUPS_AT_MOST) {
        throw new ExpressionProblem('The expression has redundant parentheses;')
      }
      const inner = this.#sum(groups + 1)
      this.#reader.expect(')')
      return inner
    }
    const token = this.#reader.peek()
    if (token.kind === 'Value') return { kind: 'Value', value: this.#value() }
    if (token.kind === 'Word' && this.#reader.peek(1).text === '(') return this.#call(groups)
    return { kind: 'Path', path: this.#path() }
  }

  #call(groups: number): UpdateValue {
    const name = this.#reader.next().text
    this.#reader.next()
    this.#reader.countOperator()
    this.#reader.checkOperators()
    const operands = [this.#operand(groups)]
    while (this.#reader.accept(',')) operands.push(this.#operand(groups))
    this.#reader.expect(')')
    return this.#checkedCall(name, operands)
  }

  #checkedCall(name: string, operands: readonly UpdateValue[]): UpdateValue {
    const [first, second] = operands
    if (name !== 'if_not_exists' && name !== 'list_append') {
      this.#problems.note('unknownFunction', `Invalid function name; function: ${name}`)
    } else if (!first || !second || operands.length > 2) {
      this.#problems.note(
        'operand',
        `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
      )
    } else if (name === 'list_append') {
      this.#checkTypes(name, operands, 'L')
      return { kind: 'Append', first, second }
    } else if (first.kind === 'Path') {
      return { kind: 'IfNotExists', path: first.path, otherwise: second }
    } else {
      this.#problems.note(
        'operand',
        `Operator or function requires a document path; operator or function: ${name}`,
      )
    }
    return { kind: 'Value', value: { NULL: true } }
  }

  #checkTypes(operator: string, operands: readonly UpdateValue[], wanted: AttributeType): void {
    for (const operand of operands) {
      const type = operand.kind === 'Value' ? typeOf(operand.value) : wanted
      if (type === wanted) continue
      this.#problems.note(
        'operand',
        `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
      )
    }
  }

  #path(): Path {
    return readPath(this.#reader, this.#references, this.#problems, 'undefinedName')
  }

  #value(): AttributeValue {
    const { text } = this.#reader.next()
    const value = this.#references.value(text)
    if (value !== undefined) return value
    this.#problems.note(
      'undefinedValue',
      `An expression attribute value used in expression is not defined; attribute value: ${text}`,
    )
    return { NULL: true }
  }
}

const typeWords: ReadonlyMap<AttributeType, string> = new Map<AttributeType, string>([
  ['S', 'STRING'],
  ['N', 'NUMBER'],
  ['B', 'BINARY'],
  ['NULL', 'NULL'],
  ['BOOL', 'BOOLEAN'],
  ['L', 'LIST'],
  ['M', 'MAP'],
])
