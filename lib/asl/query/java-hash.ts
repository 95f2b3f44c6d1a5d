import { isJsonArray, isJsonObject, type JsonValue } from '@/lib/json'

/**
 * The order in which Java's `HashSet` gives its values back, which is what `States.ArrayUnique` answers in: by hash
 * code within a table, then as they came. AWS answers `[[2, 1], [1, 2]]` for both pairs in the other order, and
 * `[false, true]` for the truth values (measured in public).
 *
 * `room` is how many values the set was made for.
 */
export function inHashOrder(values: readonly JsonValue[], room: number): JsonValue[] {
  const slots = tableSize(room)
  return values
    .map((value) => ({ value, slot: slotOf(hashCode(value), slots) }))
    .sort((one, other) => one.slot - other.slot)
    .map(({ value }) => value)
}

/** As `new HashSet<>(collection)` makes it: a power of two, at least a third larger than the collection. */
function tableSize(room: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(Math.floor(room / 0.75) + 1, 16)))
}

function slotOf(hash: number, slots: number): number {
  return (hash ^ (hash >>> 16)) & (slots - 1)
}

/** `hashCode()` of what AWS keeps a value as: boxed numbers and truth values, strings, lists and maps. */
function hashCode(value: JsonValue): number {
  if (value === null) return 0
  if (typeof value === 'boolean') return value ? 1231 : 1237
  if (typeof value === 'number') return hashOfNumber(value)
  if (typeof value === 'string') return hashOfText(value)
  if (isJsonArray(value))
    return value.reduce<number>((hash, item) => (Math.imul(31, hash) + hashCode(item)) | 0, 1)
  if (!isJsonObject(value)) return 0
  return Object.entries(value).reduce(
    (hash, [key, member]) => (hash + (hashOfText(key) ^ hashCode(member))) | 0,
    0,
  )
}

function hashOfText(text: string): number {
  let hash = 0
  for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0
  return hash
}

/** An `Integer` is its own hash; of a `Long` or `Double` it is both halves of the 64 bits, one over the other. */
function hashOfNumber(value: number): number {
  if (Number.isInteger(value) && value === (value | 0)) return value
  const bits = new DataView(new ArrayBuffer(8))
  if (Number.isSafeInteger(value)) bits.setBigInt64(0, BigInt(value))
  else bits.setFloat64(0, value)
  return bits.getInt32(0) ^ bits.getInt32(4)
}
