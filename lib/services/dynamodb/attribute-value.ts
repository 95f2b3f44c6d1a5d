import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import { normalNumber } from './number'

/** One attribute in DynamoDB's JSON: an object with exactly one member, named for the type. */
export type AttributeValue = JsonObject
export type Item = Readonly<Record<string, AttributeValue>>

const TYPES = ['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS'] as const
type AttributeType = (typeof TYPES)[number]

/** DynamoDB's own limit. */
const LEVELS_AT_MOST = 32

type Read<T> = Result<T, string>

export function typeOf(value: AttributeValue): AttributeType | undefined {
  return TYPES.find((type) => Object.hasOwn(value, type))
}

/** Reads a map of attributes, with numbers in their normal form. */
export function readItem(value: JsonObject, level = 1): Read<Item> {
  const item: [string, AttributeValue][] = []
  for (const [name, attribute] of Object.entries(value)) {
    const read = readAttribute(attribute, level)
    if (!read.ok) return read
    item.push([name, read.value])
  }
  return { ok: true, value: Object.fromEntries(item) }
}

function readAttribute(value: JsonValue, level: number): Read<AttributeValue> {
  const present = isJsonObject(value) ? TYPES.filter((type) => Object.hasOwn(value, type)) : []
  const [type, another] = present
  if (!isJsonObject(value) || type === undefined) {
    return invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes')
  }
  if (another !== undefined) {
    return invalid(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    )
  }
  if (level > LEVELS_AT_MOST) return invalid('Nesting Levels have exceeded supported limits')
  const read = readAs(type, value[type] ?? null, level)
  return read.ok ? { ok: true, value: { [type]: read.value } } : read
}

function readAs(type: AttributeType, value: JsonValue, level: number): Read<JsonValue> {
  switch (type) {
    case 'S':
    case 'B':
      return typeof value === 'string' ? { ok: true, value } : wrongType(type)
    case 'N':
      return typeof value === 'string' ? normalNumber(value) : wrongType(type)
    case 'BOOL':
      return typeof value === 'boolean' ? { ok: true, value } : wrongType(type)
    case 'NULL':
      if (value === true) return { ok: true, value }
      return invalid(
        'One or more parameter values were invalid: Null attribute value types must have the value of true',
      )
    case 'M':
      return isJsonObject(value) ? readItem(value, level + 1) : wrongType(type)
    case 'L':
      return isJsonArray(value) ? readList(value, level) : wrongType(type)
    case 'SS':
    case 'BS':
    case 'NS':
      return isJsonArray(value) ? readSet(type, value) : wrongType(type)
  }
}

function readList(items: readonly JsonValue[], level: number): Read<JsonValue> {
  const list: AttributeValue[] = []
  for (const item of items) {
    const read = readAttribute(item, level + 1)
    if (!read.ok) return read
    list.push(read.value)
  }
  return { ok: true, value: list }
}

function readSet(type: 'SS' | 'NS' | 'BS', members: readonly JsonValue[]): Read<JsonValue> {
  const kind = type === 'SS' ? 'string' : type === 'NS' ? 'number' : 'binary'
  if (members.length === 0) {
    return invalid(`One or more parameter values were invalid: An ${kind} set  may not be empty`)
  }
  const set = new Set<string>()
  for (const member of members) {
    if (typeof member !== 'string') return wrongType(type)
    const read = type === 'NS' ? normalNumber(member) : ({ ok: true, value: member } as const)
    if (!read.ok) return read
    if (set.has(read.value)) {
      return invalid(
        `One or more parameter values were invalid: Input collection [${members.join(', ')}] contains duplicates.`,
      )
    }
    set.add(read.value)
  }
  return { ok: true, value: [...set] }
}

function wrongType(type: AttributeType): Read<never> {
  return invalid(`The value of an attribute of type ${type} has the wrong JSON type`)
}

function invalid(error: string): Read<never> {
  return { ok: false, error }
}
