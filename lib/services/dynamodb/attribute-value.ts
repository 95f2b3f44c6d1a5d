import { isJsonArray, isJsonObject, type JsonValue, ownMember } from '@/lib/json'
import { decodeBase64 } from './binary'
import { normalNumber } from './number'
import { invalid, misshapen } from './refuse'

/** One attribute in DynamoDB's JSON: an object with exactly one member, named for the type. Never changed. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly M: Item }
  | { readonly L: readonly AttributeValue[] }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }

export type Item = { readonly [name: string]: AttributeValue }

export const ATTRIBUTE_TYPES = ['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS'] as const
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number]

/** A value below 31 maps and lists is the deepest that DynamoDB takes. */
const LEVELS_AT_MOST = 32

export function typeOf(value: AttributeValue): AttributeType {
  return ATTRIBUTE_TYPES.find((type) => type in value) ?? 'NULL'
}

/** An attribute of an item, or of a map; names such as `constructor` are names like any other. */
export function attributeOf(item: Item, name: string): AttributeValue | undefined {
  return ownMember(item, name)
}

/** The members of a set, whatever their type. */
export function membersOf(value: AttributeValue): readonly string[] | undefined {
  if ('SS' in value) return value.SS
  if ('NS' in value) return value.NS
  return 'BS' in value ? value.BS : undefined
}

/** A set of the type with these members, at least one. */
export function setOf(type: 'SS' | 'NS' | 'BS', members: readonly string[]): AttributeValue {
  return type === 'SS' ? { SS: members } : type === 'NS' ? { NS: members } : { BS: members }
}

/** Reads a map of attributes, with numbers in their normal form. @throws Refused */
export function readItem(json: JsonValue, level = 1): Item {
  if (!isJsonObject(json)) return misshapen(notAMap(json))
  return Object.fromEntries(
    Object.entries(json).map(([name, attribute]) => [name, readAttribute(attribute, level)]),
  )
}

/** Reads one attribute. @throws Refused */
export function readAttribute(json: JsonValue, level = 1): AttributeValue {
  if (!isJsonObject(json)) {
    return misshapen(
      isJsonArray(json) ? 'Unrecognized collection type class' : 'Unexpected value type in payload',
    )
  }
  const [type, another] = ATTRIBUTE_TYPES.filter((type) => (ownMember(json, type) ?? null) !== null)
  if (type === undefined) {
    return invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes')
  }
  if (level > LEVELS_AT_MOST) {
    return invalid(
      'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
    )
  }
  const value = readAs(type, ownMember(json, type) ?? null, level)
  if (another !== undefined) {
    return invalid(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    )
  }
  return value
}

function readAs(type: AttributeType, json: JsonValue, level: number): AttributeValue {
  switch (type) {
    case 'S':
      return { S: readText(json) }
    case 'N':
      return { N: readNumber(json) }
    case 'B':
      return { B: readBinary(json) }
    case 'BOOL':
      return { BOOL: readBoolean(json) }
    case 'NULL':
      if (readBoolean(json)) return { NULL: true }
      return invalid(
        'One or more parameter values were invalid: Null attribute value types must have the value of true',
      )
    case 'M':
      return { M: readItem(json, level + 1) }
    case 'L':
      return { L: readList(json).map((member) => readAttribute(member, level + 1)) }
    case 'SS':
    case 'NS':
    case 'BS':
      return readSet(type, readList(json))
  }
}

const readMember = { SS: readText, NS: readNumber, BS: readBinary }
const emptySet = {
  SS: 'An string set  may not be empty',
  NS: 'An number set  may not be empty',
  BS: 'Binary sets should not be empty',
}

function readSet(type: 'SS' | 'NS' | 'BS', json: readonly JsonValue[]): AttributeValue {
  if (json.length === 0) return invalid(`One or more parameter values were invalid: ${emptySet[type]}`)
  const members = json.map(readMember[type])
  if (new Set(members).size < members.length) return invalid(duplicates(type, members))
  return setOf(type, members)
}

/** The three say it differently, and one of them forgot a blank. */
function duplicates(type: 'SS' | 'NS' | 'BS', members: readonly string[]): string {
  if (type === 'NS') return 'Input collection contains duplicates'
  const which = type === 'BS' ? 'of type BS' : ' '
  return `One or more parameter values were invalid: Input collection [${members.join(', ')}]${which.trimEnd()} contains duplicates.`
}

function readText(json: JsonValue): string {
  return typeof json === 'string' ? json : misshapen(notConvertible(json, 'String'))
}

function readBoolean(json: JsonValue): boolean {
  return typeof json === 'boolean' ? json : misshapen(notConvertible(json, 'Boolean'))
}

function readNumber(json: JsonValue): string {
  const number = normalNumber(readText(json))
  return number.ok ? number.value : invalid(number.error)
}

function readBinary(json: JsonValue): string {
  if (typeof json !== 'string') return misshapen('only base-64-encoded strings are convertible to bytes')
  if (json.length % 4 !== 0) {
    return misshapen(`Base64 encoded length is expected a multiple of 4 bytes but found: ${json.length}`)
  }
  return decodeBase64(json) ? json : misshapen('Invalid last non-pad Base64 character dectected')
}

function readList(json: JsonValue): readonly JsonValue[] {
  if (isJsonArray(json)) return json
  return misshapen(
    isJsonObject(json) ? 'Start of structure or map found where not expected' : 'Unexpected field type',
  )
}

function notAMap(json: JsonValue): string {
  return isJsonArray(json)
    ? 'Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>'
    : 'Unexpected field type'
}

/** As DynamoDB's reader of JSON says that it found another kind of value. */
export function notConvertible(json: JsonValue, wanted: 'String' | 'Boolean' | 'Integer'): string {
  switch (typeof json) {
    case 'number':
      return `${Number.isInteger(json) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE'} cannot be converted to ${wanted}`
    case 'boolean':
      return `${json ? 'TRUE_VALUE' : 'FALSE_VALUE'} cannot be converted to ${wanted}`
    case 'string':
      return wanted === 'Boolean'
        ? 'Unexpected token received from parser'
        : `STRING_VALUE cannot be converted to ${wanted}`
    default:
      return isJsonArray(json)
        ? `Unrecognized collection type class java.lang.${wanted}`
        : 'Start of structure or map found where not expected'
  }
}
