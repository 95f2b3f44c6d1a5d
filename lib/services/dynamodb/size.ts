import { type AttributeValue, type Item, membersOf, typeOf } from './attribute-value'
import { utf8Length } from './binary'
import { sizeOfNumber } from './number'

export const ITEM_BYTES_AT_MOST = 409_600

/**
 * What an item counts for its limit and for capacity: names and values.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function sizeOf(item: Item): number {
  let size = 0
  for (const [name, value] of Object.entries(item)) size += utf8Length(name) + sizeOfValue(value)
  return size
}

/** A list or map has 3 bytes of its own and one for each member. */
function sizeOfValue(value: AttributeValue): number {
  if ('S' in value) return utf8Length(value.S)
  if ('N' in value) return sizeOfNumber(value.N)
  if ('B' in value) return sizeOfBinary(value.B)
  if ('M' in value) return 3 + Object.keys(value.M).length + sizeOf(value.M)
  if ('L' in value) return value.L.reduce((size, member) => size + 1 + sizeOfValue(member), 3)
  const measure = { SS: utf8Length, NS: sizeOfNumber, BS: sizeOfBinary }
  const type = typeOf(value)
  if (type !== 'SS' && type !== 'NS' && type !== 'BS') return 1
  return (membersOf(value) ?? []).reduce((size, member) => size + measure[type](member), 0)
}

export function sizeOfBinary(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return (base64.length / 4) * 3 - padding
}
