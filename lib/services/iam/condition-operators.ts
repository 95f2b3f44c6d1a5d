import { ownMember } from '@/lib/json'
import { isInRange } from '../ip-range'
import { fits, literal, type Pattern } from '../wildcard'

/** One comparison: what the policy has, as a pattern, against what the request has. */
type Test = (wanted: Pattern, given: string) => boolean

export interface ConditionOperator {
  test: Test
  /** `StringNotEquals` and the like: true when no value of the policy fits, also when the request has no such key. */
  negated: boolean
  /** `…IfExists` */
  ifExists: boolean
  quantifier?: 'ForAllValues' | 'ForAnyValue'
  /** `Null` asks for the key itself. */
  isNull: boolean
}

const text = (pattern: Pattern) => String.fromCharCode(...pattern.map((unit) => (unit < 0 ? 0x2a : unit)))

const compared =
  (read: (text: string) => number, holds: (difference: number) => boolean): Test =>
  (wanted, given) =>
    holds(read(given) - read(text(wanted)))

/** Nothing is less, equal or greater than what is no number: the difference is NaN then. */
const comparisons: Readonly<Record<string, (difference: number) => boolean>> = {
  Equals: (difference) => difference === 0,
  LessThan: (difference) => difference < 0,
  LessThanEquals: (difference) => difference <= 0,
  GreaterThan: (difference) => difference > 0,
  GreaterThanEquals: (difference) => difference >= 0,
}

const tests: Readonly<Record<string, Test>> = {
  StringEquals: (wanted, given) => text(wanted) === given,
  StringEqualsIgnoreCase: (wanted, given) => text(wanted).toLowerCase() === given.toLowerCase(),
  StringLike: fits,
  ...ordered('Numeric', numberOf),
  ...ordered('Date', secondsOf),
  Bool: (wanted, given) => text(wanted).toLowerCase() === given.toLowerCase(),
  BinaryEquals: (wanted, given) => text(wanted) === given,
  IpAddress: (wanted, given) => isInRange(text(wanted), given),
  // The two behave the same (page on condition operators): each part of the ARN is compared by itself.
  ArnEquals: arnFits,
  ArnLike: arnFits,
}

const negations: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
}

/** Reads `ForAnyValue:StringLikeIfExists` and the like; undefined when IAM has no such operator. */
export function conditionOperator(name: string): ConditionOperator | undefined {
  const [quantifier, rest = ''] = name.includes(':') ? name.split(':') : [undefined, name]
  if (quantifier !== undefined && quantifier !== 'ForAllValues' && quantifier !== 'ForAnyValue')
    return undefined
  const ifExists = rest.endsWith('IfExists')
  const base = ifExists ? rest.slice(0, -'IfExists'.length) : rest
  if (base === 'Null') {
    // Null has neither quantifier nor IfExists: it asks for existence itself.
    return name === 'Null' ? { test: () => false, negated: false, ifExists, isNull: true } : undefined
  }
  const negated = Object.hasOwn(negations, base)
  const test = ownMember(tests, negated ? (negations[base] ?? '') : base)
  return test && { test, negated, ifExists, isNull: false, ...(quantifier && { quantifier }) }
}

function ordered(kind: string, read: (text: string) => number): Record<string, Test> {
  return Object.fromEntries(
    Object.entries(comparisons).map(([name, holds]) => [`${kind}${name}`, compared(read, holds)]),
  )
}

function numberOf(digits: string): number {
  return /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(digits) ? Number(digits) : Number.NaN
}

/** A date of ISO 8601, or seconds since 1970. */
function secondsOf(date: string): number {
  if (/^\d{1,15}$/.test(date)) return Number(date)
  const isDate = /^\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?)?$/.test(date)
  return isDate ? Date.parse(date) / 1000 : Number.NaN
}

const COLON = 0x3a

function arnFits(wanted: Pattern, given: string): boolean {
  const [patterns, parts] = [arnParts(wanted), arnParts(literal(given))]
  if (patterns.length !== 6 || parts.length !== 6) return false
  return patterns.every((pattern, place) => fits(pattern, text(parts[place] ?? [])))
}

/** `arn:partition:service:region:account:` and the rest, which may have colons of its own. */
function arnParts(arn: Pattern): Pattern[] {
  const parts: number[][] = [[]]
  for (const unit of arn) {
    if (unit === COLON && parts.length < 6) parts.push([])
    else parts.at(-1)?.push(unit)
  }
  return parts
}
