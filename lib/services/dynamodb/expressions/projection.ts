import { type AttributeValue, attributeOf, type Item } from '../attribute-value'
import { checkOverlap, type Path, readPath } from './path'
import { Problems } from './problems'
import { Reader } from './reader'
import type { References } from './references'

const RANKING = ['reserved', 'undefinedReference', 'pathOverlap', 'pathConflict'] as const

/** Reads a projection expression: paths, none through another. @throws ExpressionProblem */
export function parseProjection(expression: string, references: References): readonly Path[] {
  const reader = new Reader(expression)
  const problems = new Problems<(typeof RANKING)[number]>()
  const paths: Path[] = []
  do {
    const path = readPath(reader, references, problems, 'undefinedReference')
    checkOverlap(path, paths, problems)
    paths.push(path)
  } while (reader.accept(','))
  if (!reader.isAtEnd()) reader.fail()
  problems.complain(RANKING)
  return paths
}

/** The parts of an item that the paths lead to, each in its place; lists close up. */
export function projected(item: Item, paths: readonly Path[]): Item {
  return parts(item, [...grouped(paths, 0)])
}

type Step = [step: string | number, paths: readonly Path[], depth: number]

function* grouped(paths: readonly Path[], depth: number): Iterable<Step> {
  const groups = new Map<string | number, Path[]>()
  for (const path of paths) {
    const step = path[depth]
    if (step === undefined) continue
    const group = groups.get(step)
    if (group) group.push(path)
    else groups.set(step, [path])
  }
  for (const [step, group] of groups) yield [step, group, depth + 1]
}

function parts(item: Item, steps: readonly Step[]): Item {
  const found = steps.flatMap(([step, paths, depth]): [string, AttributeValue][] => {
    const part = partOf(attributeOf(item, String(step)), paths, depth)
    return part ? [[String(step), part]] : []
  })
  return Object.fromEntries(found)
}

/** Nothing where the paths lead to nothing. */
function partOf(
  value: AttributeValue | undefined,
  paths: readonly Path[],
  depth: number,
): AttributeValue | undefined {
  if (value === undefined || paths.some((path) => path.length === depth)) return value
  const steps = [...grouped(paths, depth)]
  if ('M' in value) {
    const map = parts(
      value.M,
      steps.filter(([step]) => typeof step === 'string'),
    )
    return Object.keys(map).length > 0 ? { M: map } : undefined
  }
  if (!('L' in value)) return undefined
  const list = steps
    .filter(([step]) => typeof step === 'number')
    .sort(([a], [b]) => Number(a) - Number(b))
    .flatMap(([step, group, below]) => partOf(value.L[Number(step)], group, below) ?? [])
  return list.length > 0 ? { L: list } : undefined
}
