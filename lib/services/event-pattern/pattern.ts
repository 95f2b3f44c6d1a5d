import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { isRange } from '../ip-range'
import { ANY_RUN, type Pattern as Wildcards } from '../wildcard'

/** All fields have to fit, and one of the alternatives of each `$or`. */
export interface Pattern {
  fields: readonly (readonly [name: string, wanted: Pattern | readonly Matcher[]])[]
  alternatives: readonly (readonly Pattern[])[]
}

export type Matcher =
  | { kind: 'Equals'; value: string | number | boolean | null }
  | { kind: 'Prefix' | 'Suffix'; text: string; ignoreCase: boolean }
  | { kind: 'EqualsIgnoreCase'; text: string }
  | { kind: 'Wildcard'; wildcards: Wildcards }
  | { kind: 'Numeric'; bounds: readonly (readonly [Comparison, number])[] }
  | { kind: 'Exists'; expected: boolean }
  | { kind: 'Cidr'; range: string }
  | { kind: 'AnythingBut'; not: readonly Matcher[] }

export type Comparison = '=' | '<' | '<=' | '>' | '>='

export type ReadPattern = { ok: true; pattern: Pattern } | { ok: false; problem: string }

/** SNS has no wildcards; its filter policies have at most five keys. */
export type Dialect = 'EventBridge' | 'SNS'

/** EventBridge's bound is 2,048 characters, SNS's 256 KB. */
const CHARACTERS_AT_MOST: Readonly<Record<Dialect, number>> = { EventBridge: 2_048, SNS: 262_144 }
const SNS_KEYS_AT_MOST = 5
const DEPTH_AT_MOST = 20

class Malformed extends Error {}

/** Reads a rule's pattern or a subscription's filter policy. */
export function readPattern(written: JsonValue, dialect: Dialect): ReadPattern {
  try {
    if (!isJsonObject(written)) malformed('A pattern is a JSON object.')
    if (JSON.stringify(written).length > CHARACTERS_AT_MOST[dialect]) malformed('The pattern is too long.')
    if (dialect === 'SNS' && Object.keys(written).length > SNS_KEYS_AT_MOST)
      malformed(`A filter policy has at most ${SNS_KEYS_AT_MOST} keys.`)
    return { ok: true, pattern: patternOf(written, dialect, 0) }
  } catch (thrown) {
    if (thrown instanceof Malformed) return { ok: false, problem: thrown.message }
    throw thrown
  }
}

function patternOf(written: JsonObject, dialect: Dialect, depth: number): Pattern {
  if (depth > DEPTH_AT_MOST) malformed('The pattern is nested too deeply.')
  const fields: [string, Pattern | readonly Matcher[]][] = []
  const alternatives: Pattern[][] = []
  for (const [name, wanted] of Object.entries(written)) {
    if (name === '$or' && isJsonArray(wanted) && wanted.length >= 2 && wanted.every(isJsonObject)) {
      alternatives.push(wanted.map((one) => patternOf(one, dialect, depth + 1)))
    } else if (isJsonArray(wanted)) {
      if (wanted.length === 0) malformed(`The list of "${name}" is empty.`)
      fields.push([name, wanted.map((one) => matcherOf(one, dialect))])
    } else if (isJsonObject(wanted)) {
      fields.push([name, patternOf(wanted, dialect, depth + 1)])
    } else {
      malformed(`"${name}" needs a list of values or an object.`)
    }
  }
  return { fields, alternatives }
}

function matcherOf(wanted: JsonValue, dialect: Dialect): Matcher {
  if (isJsonArray(wanted)) return malformed('A list of values holds no lists.')
  if (!isJsonObject(wanted)) return { kind: 'Equals', value: wanted }
  const [name = '', ...others] = Object.keys(wanted)
  if (others.length > 0 || name === '') malformed('A matcher is an object with one member.')
  return operatorOf(name, wanted[name] ?? null, dialect)
}

function operatorOf(name: string, value: JsonValue, dialect: Dialect): Matcher {
  switch (name) {
    case 'prefix':
    case 'suffix': {
      const kind = name === 'prefix' ? 'Prefix' : 'Suffix'
      const folded = isJsonObject(value) ? value['equals-ignore-case'] : undefined
      if (folded !== undefined && dialect === 'EventBridge')
        return { kind, text: text(name, folded), ignoreCase: true }
      return { kind, text: text(name, value), ignoreCase: false }
    }
    case 'equals-ignore-case':
      return { kind: 'EqualsIgnoreCase', text: text(name, value) }
    case 'wildcard':
      if (dialect === 'SNS') malformed('SNS has no wildcards.')
      return { kind: 'Wildcard', wildcards: wildcardsOf(text(name, value)) }
    case 'numeric':
      return { kind: 'Numeric', bounds: boundsOf(value) }
    case 'exists':
      if (typeof value !== 'boolean') malformed('"exists" is true or false.')
      return { kind: 'Exists', expected: value }
    case 'cidr': {
      const range = text(name, value)
      if (!isRange(range)) malformed(`"${range}" is no range of addresses.`)
      return { kind: 'Cidr', range }
    }
    case 'anything-but':
      return { kind: 'AnythingBut', not: butOf(value, dialect) }
    default:
      return malformed(`"${name}" is no operator of a pattern.`)
  }
}

/** Values, or one of the operators for texts with a value or several. */
function butOf(value: JsonValue, dialect: Dialect): Matcher[] {
  if (!isJsonObject(value)) {
    const values = isJsonArray(value) ? value : [value]
    return values.map((one) =>
      typeof one === 'string' || typeof one === 'number'
        ? { kind: 'Equals', value: one }
        : malformed('"anything-but" takes texts or numbers.'),
    )
  }
  const [name = '', ...others] = Object.keys(value)
  const known =
    dialect === 'SNS' ? ['prefix', 'suffix'] : ['prefix', 'suffix', 'equals-ignore-case', 'wildcard']
  if (others.length > 0 || !known.includes(name)) malformed(`"anything-but" takes no "${name}".`)
  const inner = value[name] ?? null
  return (isJsonArray(inner) ? inner : [inner]).map((one) => operatorOf(name, one, dialect))
}

/** `["=", 5]`, `[">", 0, "<=", 5]`. */
function boundsOf(value: JsonValue): [Comparison, number][] {
  const parts = isJsonArray(value) ? value : []
  if (parts.length !== 2 && parts.length !== 4) malformed('"numeric" takes one or two comparisons.')
  const bounds: [Comparison, number][] = []
  for (let place = 0; place < parts.length; place += 2) {
    const [comparison, number] = [parts[place], parts[place + 1]]
    if (!isComparison(comparison) || typeof number !== 'number') malformed('"numeric" is [">", 0, "<=", 5].')
    bounds.push([comparison, number])
  }
  return bounds
}

function isComparison(value: JsonValue | undefined): value is Comparison {
  return value === '=' || value === '<' || value === '<=' || value === '>' || value === '>='
}

/** `*` stands for any run, `\*` and `\\` for themselves; two runs side by side are refused. */
function wildcardsOf(source: string): Wildcards {
  const units: number[] = []
  for (let place = 0; place < source.length; place++) {
    const character = source.charAt(place)
    if (character === '\\') {
      const next = source.charAt(++place)
      if (next !== '*' && next !== '\\') malformed('A backslash stands before * or a backslash.')
      units.push(next.charCodeAt(0))
    } else if (character === '*') {
      if (units.at(-1) === ANY_RUN) malformed('Two wildcards stand side by side.')
      units.push(ANY_RUN)
    } else {
      units.push(source.charCodeAt(place))
    }
  }
  return units
}

function text(name: string, value: JsonValue): string {
  return typeof value === 'string' ? value : malformed(`"${name}" takes a text.`)
}

function malformed(problem: string): never {
  throw new Malformed(problem)
}
