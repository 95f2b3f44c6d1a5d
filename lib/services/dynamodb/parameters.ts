import {
  isJsonArray,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  ownMember,
} from '@/lib/json'
import { notConvertible } from './attribute-value'
import { invalid, misshapen, notSimulated } from './refuse'

/** A member of a request; null counts as absent. */
export function given(parameters: JsonObject, name: string): JsonValue | undefined {
  const value = ownMember(parameters, name)
  return value === null ? undefined : value
}

export function text(parameters: JsonObject, name: string): string | undefined {
  const value = given(parameters, name)
  return value === undefined || typeof value === 'string' ? value : misshapen(notConvertible(value, 'String'))
}

export function flag(parameters: JsonObject, name: string): boolean {
  const value = given(parameters, name) ?? false
  return typeof value === 'boolean' ? value : misshapen(notConvertible(value, 'Boolean'))
}

export function whole(parameters: JsonObject, name: string): number | undefined {
  const value = given(parameters, name)
  if (value === undefined) return undefined
  return typeof value === 'number' ? Math.floor(value) : misshapen(notConvertible(value, 'Integer'))
}

export function object(value: JsonValue): JsonObject {
  return isJsonObject(value) ? value : misshapen('Unexpected field type')
}

export function list(value: JsonValue): JsonArray {
  return isJsonArray(value) ? value : misshapen('Unexpected field type')
}

/** What a request may hold besides; parameters from before there were expressions are known and not simulated. */
export interface Known {
  expressions: readonly string[]
  others: readonly string[]
  /** With what does the same today. */
  legacy: Readonly<Record<string, string>>
}

/**
 * @throws Refused when expressions and their predecessors meet, or placeholders have no expression;
 *   NotSimulated for predecessors alone and for members that no API has.
 */
export function checkMembers(parameters: JsonObject, { expressions, others, legacy }: Known): void {
  const isGiven = (name: string) => given(parameters, name) !== undefined
  const used = expressions.filter(isGiven)
  const old = Object.keys(legacy).filter(isGiven)
  if (used.length > 0 && old.length > 0) {
    invalid(
      `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${old.join(', ')}} Expression parameters: {${used.join(', ')}}`,
    )
  }
  if (isGiven('ExpressionAttributeNames') && used.length === 0) {
    invalid('ExpressionAttributeNames can only be specified when using expressions')
  }
  const withValues = expressions.filter((name) => name !== 'ProjectionExpression')
  if (isGiven('ExpressionAttributeValues') && withValues.length > 0 && !withValues.some(isGiven)) {
    invalid(
      `ExpressionAttributeValues can only be specified when using expressions: ${withValues.join(' and ')} ${withValues.length > 1 ? 'are' : 'is'} null`,
    )
  }
  const [predecessor] = old
  if (predecessor !== undefined) {
    notSimulated(`the legacy parameter ${predecessor} (use ${legacy[predecessor]} instead)`)
  }
  const known = new Set([...expressions, ...others, 'ExpressionAttributeNames', 'ExpressionAttributeValues'])
  const unknown = Object.keys(parameters).find((name) => !known.has(name))
  if (unknown !== undefined) notSimulated(`the parameter ${unknown}`)
}
