import {
  isJsonArray,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  ownMember,
} from '@/lib/json'
import { badProperty } from './problem'

// Properties as templates have them: numbers and booleans may be texts. All throw PropertyProblem.

export function required<T>(value: T | undefined, name: string): T {
  return value ?? badProperty(`Property ${name} cannot be empty.`)
}

export function textOf(properties: JsonObject, name: string): string | undefined {
  const value = given(properties, name)
  if (value === undefined || typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return badProperty(`Value of property ${name} must be of type String`)
}

export function numberOf(properties: JsonObject, name: string): number | undefined {
  const value = given(properties, name)
  if (value === undefined) return undefined
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number)
    ? number
    : badProperty(`Value of property ${name} must be of type Number`)
}

export function flagOf(properties: JsonObject, name: string): boolean | undefined {
  const value = given(properties, name)
  if (value === undefined || typeof value === 'boolean') return value
  if (value === 'true' || value === 'false') return value === 'true'
  return badProperty(`Value of property ${name} must be of type Boolean`)
}

export function objectOf(properties: JsonObject, name: string): JsonObject | undefined {
  const value = given(properties, name)
  if (value === undefined || isJsonObject(value)) return value
  return badProperty(`Value of property ${name} must be an object`)
}

export function listOf(properties: JsonObject, name: string): JsonArray | undefined {
  const value = given(properties, name)
  if (value === undefined || isJsonArray(value)) return value
  return badProperty(`Value of property ${name} must be of type List`)
}

export function objectsOf(properties: JsonObject, name: string): readonly JsonObject[] {
  return (listOf(properties, name) ?? []).map((one) =>
    isJsonObject(one) ? one : badProperty(`Value of property ${name} must be a list of objects`),
  )
}

/** A JSON document, written as an object or as its text. */
export function documentOf(properties: JsonObject, name: string): JsonObject | undefined {
  const value = given(properties, name)
  if (typeof value !== 'string') return objectOf(properties, name)
  try {
    const parsed = JSON.parse(value) as JsonValue
    if (isJsonObject(parsed)) return parsed
  } catch {
    // told below
  }
  return badProperty(`Value of property ${name} must be a JSON object`)
}

/** Tags of a resource: those of its stack, and its own before them. */
export function tagsWith(
  properties: JsonObject,
  stackTags: readonly { key: string; value: string }[],
): { key: string; value: string }[] {
  const own = objectsOf(properties, 'Tags').map((tag) => ({
    key: required(textOf(tag, 'Key'), 'Key'),
    value: textOf(tag, 'Value') ?? '',
  }))
  const names = new Set(own.map(({ key }) => key))
  return [...own, ...stackTags.filter(({ key }) => !names.has(key))]
}

function given(properties: JsonObject, name: string): JsonValue | undefined {
  const value = ownMember(properties, name)
  return value === null ? undefined : value
}
