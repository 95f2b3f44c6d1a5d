import type { StateName } from '@/lib/asl'
import {
  childPointer,
  isJsonArray,
  isJsonObject,
  type JsonPointer,
  type JsonValue,
  ownMember,
} from '@/lib/json'
import type { GraphTransition, TransitionKind } from './state-graph'

const LONGEST_LABEL = 28

/** Every transition a state's JSON asks for, in written order: `Next`, `Choices`, `Default`, `Catch`. */
export function transitionsOf(
  from: StateName,
  state: JsonValue | undefined,
  at: JsonPointer,
): readonly GraphTransition[] {
  if (!isJsonObject(state)) return []
  const one = (kind: TransitionKind, target: JsonValue | undefined, pointer: JsonPointer, label?: string) =>
    typeof target === 'string'
      ? [{ from, to: target, kind, at: pointer, ...(label !== undefined && { label }) }]
      : []
  return [
    ...one('next', memberOf(state, 'Next'), childPointer(at, 'Next')),
    ...items(memberOf(state, 'Choices')).flatMap((rule, index) =>
      one(
        'rule',
        memberOf(rule, 'Next'),
        childPointer(childPointer(childPointer(at, 'Choices'), index), 'Next'),
        shortened(conditionText(rule, 0)),
      ),
    ),
    ...one('default', memberOf(state, 'Default'), childPointer(at, 'Default'), 'otherwise'),
    ...items(memberOf(state, 'Catch')).flatMap((catcher, index) =>
      one(
        'catch',
        memberOf(catcher, 'Next'),
        childPointer(childPointer(childPointer(at, 'Catch'), index), 'Next'),
        shortened(items(memberOf(catcher, 'ErrorEquals')).filter(isText).join(', ') || 'error'),
      ),
    ),
  ]
}

const OPERATORS: readonly (readonly [suffix: string, sign: string])[] = [
  ['GreaterThanEquals', '≥'],
  ['LessThanEquals', '≤'],
  ['GreaterThan', '>'],
  ['LessThan', '<'],
  ['Matches', 'like'],
  ['Equals', '='],
]

/** A Choice rule in a few signs, such as `$.total ≥ 100`; combinations name their first part. */
function conditionText(rule: JsonValue | undefined, depth: number): string {
  if (!isJsonObject(rule) || depth > 2) return '…'
  const jsonata = memberOf(rule, 'Condition')
  if (typeof jsonata === 'string') return jsonata.replace(/^\{%\s*|\s*%\}$/g, '')
  const negated = memberOf(rule, 'Not')
  if (negated !== undefined) return `not ${conditionText(negated, depth + 1)}`
  for (const [key, word] of [
    ['And', 'and'],
    ['Or', 'or'],
  ] as const) {
    const parts = items(memberOf(rule, key))
    if (parts.length > 0) {
      return parts
        .slice(0, 3)
        .map((part) => conditionText(part, depth + 1))
        .join(` ${word} `)
    }
  }
  const variable = memberOf(rule, 'Variable')
  const subject = typeof variable === 'string' ? variable : '?'
  for (const key of Object.keys(rule)) {
    if (key.startsWith('Is')) return `${subject} ${rule[key] === false ? 'not ' : ''}${spaced(key)}`
    const operator = OPERATORS.find(([suffix]) => key.endsWith(suffix) || key.endsWith(`${suffix}Path`))
    if (operator) return `${subject} ${operator[1]} ${scalarText(rule[key])}`
  }
  return subject
}

/** `IsPresent` as "is present". */
function spaced(key: string): string {
  return key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}

function scalarText(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value.startsWith('$') ? value : `"${value}"`
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '…'
}

function shortened(text: string): string {
  const characters = [...text.slice(0, 200).replace(/\s+/g, ' ')]
  return characters.length <= LONGEST_LABEL
    ? characters.join('')
    : `${characters.slice(0, LONGEST_LABEL - 1).join('')}…`
}

/** The member of a value that may be anything. */
export function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) ? ownMember(value, key) : undefined
}

function items(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value.slice(0, 200) : []
}

function isText(value: JsonValue): value is string {
  return typeof value === 'string'
}
