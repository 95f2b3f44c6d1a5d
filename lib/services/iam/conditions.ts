import type { Pattern } from '../wildcard'
import { type ConditionOperator, conditionOperator } from './condition-operators'
import type { RequestContext } from './context'
import type { Condition } from './policy-document'
import { filledIn } from './variables'

/** Whether a statement's conditions hold: all operators and all keys; of the values of a key one is enough. */
export function conditionsHold(
  conditions: readonly Condition[],
  context: RequestContext,
  variables: boolean,
): boolean {
  return conditions.every((condition) => holds(condition, context, variables))
}

function holds({ operator: name, key, values }: Condition, context: RequestContext, variables: boolean) {
  const operator = conditionOperator(name)
  if (!operator) return false
  const given = context.get(key.toLowerCase())
  const isThere = given !== undefined && given.length > 0
  if (operator.isNull) return values.some((value) => (value.toLowerCase() === 'true') !== isThere)
  if (!isThere) return withoutKey(operator)
  const wildcards = name.includes('Like') || name.includes('Arn')
  const patterns = values.flatMap((value) => {
    const pattern = filledIn(value, context, { variables, wildcards })
    return pattern ? [pattern] : []
  })
  const one = (value: string) => fitsOne(operator, patterns, value)
  if (typeof given === 'string') return one(given)
  switch (operator.quantifier) {
    case 'ForAllValues':
      return given.every(one)
    case 'ForAnyValue':
      return given.some(one)
    default:
      // Several values under an operator for one: AWS warns of such policies. A single value is compared as it is.
      return operator.negated ? given.every(one) : given.some(one)
  }
}

/** Recorded in the pages: a negated operator holds without the key, and `ForAllValues` does, too. */
function withoutKey({ negated, ifExists, quantifier }: ConditionOperator): boolean {
  if (quantifier === 'ForAllValues') return true
  if (quantifier === 'ForAnyValue') return ifExists
  return ifExists || negated
}

/** A list of values means "one of these"; negated, it means "none of these". */
function fitsOne({ test, negated }: ConditionOperator, patterns: readonly Pattern[], given: string): boolean {
  const found = patterns.some((pattern) => test(pattern, given))
  return negated ? !found : found
}
