import { ATTRIBUTE_TYPES, type AttributeType, type AttributeValue, typeOf } from '../attribute-value'
import { compareValues } from '../compare'
import type { Call, Comparator, Operand } from './condition'
import { type Path, pathText } from './path'
import type { Problems } from './problems'

/** What can be wrong with a condition that has the right form, in DynamoDB's ranking. */
export const RANKING = ['parens', 'unknownFunction', 'misusedFunction', 'reserved', 'leaf'] as const
const LEAF_RANKING = ['undefinedReference', 'operandCount', 'distinct', 'operandType'] as const

export type ConditionProblems = Problems<(typeof RANKING)[number] | (typeof LEAF_RANKING)[number]>

/** At the end of each comparison and function: what is wrong with the first wrong one counts. */
export function settle(problems: ConditionProblems): void {
  const message = problems.gravest(LEAF_RANKING)
  if (message !== undefined) problems.note('leaf', message)
}

const operandCounts: ReadonlyMap<string, number> = new Map([
  ['attribute_exists', 1],
  ['attribute_not_exists', 1],
  ['attribute_type', 2],
  ['begins_with', 2],
  ['contains', 2],
  ['size', 1],
])

export function checkCall({ name, operands }: Call, problems: ConditionProblems): void {
  const wanted = operandCounts.get(name)
  if (wanted === undefined) {
    problems.note('unknownFunction', `Invalid function name; function: ${name}`)
    return
  }
  if (wanted !== operands.length) {
    problems.note(
      'operandCount',
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
    )
    return
  }
  checkDistinct(name, operands, problems)
  const complaint = complaintAbout(name, operands)
  if (complaint) problems.note('operandType', complaint)
}

function complaintAbout(name: string, operands: readonly Operand[]): string | undefined {
  const [first, second] = operands
  switch (name) {
    case 'attribute_exists':
    case 'attribute_not_exists':
      if (first?.kind === 'Path') return undefined
      return `Operator or function requires a document path; operator or function: ${name}`
    case 'attribute_type':
      return complaintAboutType(second)
    case 'begins_with':
      return incorrectType(
        name,
        operands.map(knownType).find((type) => type && type !== 'S' && type !== 'B'),
      )
    case 'size': {
      const type = first && knownType(first)
      return type && ['N', 'BOOL', 'NULL'].includes(type) ? incorrectType(name, type) : undefined
    }
    default:
      return undefined
  }
}

function complaintAboutType(operand: Operand | undefined): string | undefined {
  const value = operand?.kind === 'Value' ? operand.value : undefined
  if (!value || !('S' in value)) {
    return incorrectType('attribute_type', value ? typeOf(value) : '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}')
  }
  if (ATTRIBUTE_TYPES.some((type) => type === value.S)) return undefined
  return `Invalid attribute type name found; type: ${value.S}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`
}

function incorrectType(name: string, type: string | undefined): string | undefined {
  if (type === undefined) return undefined
  return `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`
}

/** The type of an operand, as far as it shows without an item. */
function knownType(operand: Operand): AttributeType | undefined {
  if (operand.kind === 'Value') return typeOf(operand.value)
  if (operand.kind === 'Path') return undefined
  return operand.name === 'size' ? 'N' : 'BOOL'
}

export function checkComparison(
  comparator: Comparator,
  left: Operand,
  right: Operand,
  problems: ConditionProblems,
): void {
  checkNesting([left, right], problems)
  checkDistinct(comparator, [left, right], problems)
}

/** A path compared with itself can only be a mistake. */
function checkDistinct(operator: string, operands: readonly Operand[], problems: ConditionProblems): void {
  const [first, second] = operands
  if (first?.kind !== 'Path' || second?.kind !== 'Path' || !isSamePath(first.path, second.path)) return
  problems.note(
    'distinct',
    `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${pathText(first.path)}`,
  )
}

function isSamePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index])
}

export function checkBounds(
  operand: Operand,
  low: Operand,
  high: Operand,
  problems: ConditionProblems,
): void {
  checkNesting([operand, low, high], problems)
  if (low.kind !== 'Value' || high.kind !== 'Value') return
  const bounds = `lower bound operand: AttributeValue: ${shown(low.value)}, upper bound operand: AttributeValue: ${shown(high.value)}`
  if (typeOf(low.value) !== typeOf(high.value)) {
    problems.note(
      'operandType',
      `The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`,
    )
  } else if ((compareValues(low.value, high.value) ?? 0) > 0) {
    problems.note(
      'operandType',
      `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`,
    )
  }
}

function shown(value: AttributeValue): string {
  const [member] = Object.entries(value)
  return member
    ? `{${member[0]}:${typeof member[1] === 'object' ? JSON.stringify(member[1]) : member[1]}}`
    : '{}'
}

export function checkCandidates(
  operand: Operand,
  candidates: readonly Operand[],
  problems: ConditionProblems,
): void {
  checkNesting([operand, ...candidates], problems)
  if (candidates.length <= 100) return
  problems.note(
    'operandCount',
    `The IN operator is provided with too many operands; number of operands: ${candidates.length}`,
  )
}

/** Of the functions, only `size` gives a value to go on with. */
export function checkNesting(operands: readonly Operand[], problems: ConditionProblems): void {
  for (const operand of operands) {
    if (operand.kind !== 'Call' || operand.name === 'size') continue
    problems.note(
      'misusedFunction',
      `The function is not allowed to be used this way in an expression; function: ${operand.name}`,
    )
  }
}
