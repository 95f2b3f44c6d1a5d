import { type AttributeValue, attributeOf, membersOf, typeOf } from './attribute-value'
import { bytesOf, compareBytes, compareTexts } from './binary'
import { compareNumbers } from './number'

/** Below, equal or above zero for two texts, two numbers or two binary values; others have no order. */
export function compareValues(a: AttributeValue, b: AttributeValue): number | undefined {
  if ('S' in a && 'S' in b) return compareTexts(a.S, b.S)
  if ('N' in a && 'N' in b) return compareNumbers(a.N, b.N)
  if ('B' in a && 'B' in b) return compareBytes(bytesOf(a.B), bytesOf(b.B))
  return undefined
}

/** Same type and same value, at any depth; sets have no order. */
export function isEqual(a: AttributeValue, b: AttributeValue): boolean {
  if (typeOf(a) !== typeOf(b)) return false
  if ('S' in a && 'S' in b) return a.S === b.S
  if ('N' in a && 'N' in b) return a.N === b.N
  if ('B' in a && 'B' in b) return a.B === b.B
  if ('BOOL' in a && 'BOOL' in b) return a.BOOL === b.BOOL
  if ('NULL' in a) return true
  if ('L' in a && 'L' in b) return isEqualList(a.L, b.L)
  if ('M' in a && 'M' in b) {
    const names = Object.keys(a.M)
    return (
      names.length === Object.keys(b.M).length &&
      names.every((name) => isEqualIfAny(attributeOf(a.M, name), attributeOf(b.M, name)))
    )
  }
  return isEqualSet(membersOf(a) ?? [], membersOf(b) ?? [])
}

function isEqualList(a: readonly AttributeValue[], b: readonly AttributeValue[]): boolean {
  return a.length === b.length && a.every((member, index) => isEqualIfAny(member, b[index]))
}

function isEqualIfAny(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  return a !== undefined && b !== undefined && isEqual(a, b)
}

function isEqualSet(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false
  const members = new Set(a)
  return b.every((member) => members.has(member))
}
