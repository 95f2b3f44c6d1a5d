import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import type { AccountSetup } from '@/lib/sandbox'
import { substituted } from './substituted'

/** The statements of a policy of the exercise, about the real things. */
export function toRealPolicy(policy: JsonValue, account: AccountSetup, prefix: string): JsonObject[] {
  const statements = isJsonObject(policy) ? policy.Statement : undefined
  const list = isJsonArray(statements) ? statements : [statements ?? null]
  return list.filter(isJsonObject).map((statement) => real(statement, account, prefix))
}

function real(statement: JsonObject, account: AccountSetup, prefix: string): JsonObject {
  const walk = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') return value.startsWith('arn:') ? arn(value, account, prefix) : value
    if (isJsonArray(value)) return value.map(walk)
    if (!isJsonObject(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item)]))
  }
  return Object.fromEntries(Object.entries(statement).map(([name, value]) => [name, walk(value)]))
}

function arn(text: string, account: AccountSetup, prefix: string): JsonObject {
  const { 'Fn::Sub': made } = substituted(JSON.stringify(text), account, prefix)
  return { 'Fn::Sub': JSON.parse(String(made)) }
}
