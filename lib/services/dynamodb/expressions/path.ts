import { type AttributeValue, attributeOf, type Item } from '../attribute-value'
import { ExpressionProblem, type Problems } from './problems'
import type { Reader } from './reader'
import type { References } from './references'
import { isReserved } from './reserved-words'

/** A document path: an attribute's name, then names in maps and indexes in lists. */
export type Path = readonly [string, ...(string | number)[]]

/** DynamoDB's own limit. */
const LEVELS_AT_MOST = 32
const INDEX_AT_MOST = 2 ** 31 - 1

/** Reads a path such as `#order.lines[0].price`. Undefined placeholders stand for themselves, and are noted. */
export function readPath<Rank extends string>(
  reader: Reader,
  references: References,
  problems: Problems<Rank | 'reserved'>,
  undefinedName: Rank,
): Path {
  const name = (): string => {
    const { kind, text } = reader.peek()
    if (kind !== 'Word' && kind !== 'Name') reader.fail()
    reader.next()
    if (kind === 'Word') {
      if (isReserved(text)) {
        problems.note('reserved', `Attribute name is a reserved keyword; reserved keyword: ${text}`)
      }
      return text
    }
    const resolved = references.name(text)
    if (resolved !== undefined) return resolved
    problems.note(
      undefinedName,
      `An expression attribute name used in the document path is not defined; attribute name: ${text}`,
    )
    return text
  }
  const path: [string, ...(string | number)[]] = [name()]
  for (;;) {
    if (reader.accept('.')) path.push(name())
    else if (reader.accept('[')) path.push(readIndex(reader))
    else break
  }
  if (path.length > LEVELS_AT_MOST) {
    throw new ExpressionProblem(
      `The document path has too many nesting elements; nesting levels: ${path.length}`,
    )
  }
  return path
}

function readIndex(reader: Reader): number {
  const { kind, text } = reader.peek()
  if (kind !== 'Number') reader.fail()
  reader.next()
  reader.expect(']')
  const index = Number(text)
  if (index > INDEX_AT_MOST) {
    throw new ExpressionProblem(`List index is not within the allowable range; index: [${text}]`)
  }
  return index
}

/** What the path leads to in an item. */
export function valueAt(item: Item, [name, ...rest]: Path): AttributeValue | undefined {
  let value = attributeOf(item, name)
  for (const step of rest) {
    if (value === undefined) return undefined
    value = member(value, step)
  }
  return value
}

function member(value: AttributeValue, step: string | number): AttributeValue | undefined {
  if (typeof step === 'number') return 'L' in value ? value.L[step] : undefined
  return 'M' in value ? attributeOf(value.M, step) : undefined
}

/** As DynamoDB shows a path in its messages: `[order, lines, [0]]`. */
export function pathText(path: Path): string {
  return `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`
}

/**
 * Notes paths of one expression that cannot stand side by side: one leads through the other, or both through the
 * same place, which the one takes for a list and the other for a map.
 */
export function checkOverlap<Rank extends string>(
  path: Path,
  others: readonly Path[],
  problems: Problems<Rank | 'pathOverlap' | 'pathConflict'>,
): void {
  for (const other of others) {
    const relation = relationOf(other, path)
    if (relation === 'apart') continue
    const verb = relation === 'overlap' ? 'overlap' : 'conflict'
    problems.note(
      relation === 'overlap' ? 'pathOverlap' : 'pathConflict',
      `Two document paths ${verb} with each other; must remove or rewrite one of these paths; path one: ${pathText(other)}, path two: ${pathText(path)}`,
    )
  }
}

function relationOf(a: Path, b: Path): 'apart' | 'overlap' | 'conflict' {
  const shared = Math.min(a.length, b.length)
  for (let index = 0; index < shared; index++) {
    if (typeof a[index] !== typeof b[index]) return 'conflict'
    if (a[index] !== b[index]) return 'apart'
  }
  return 'overlap'
}
