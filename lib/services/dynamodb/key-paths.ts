import type { Path } from './expressions'
import { invalid } from './refuse'
import { namesOf, type Table } from './table'

/** @throws Refused when a path goes into a key attribute, which is never a map or a list. */
export function checkKeyPaths(table: Table, paths: readonly Path[]): void {
  const heads = new Set(paths.filter((path) => path.length > 1).map(([name]) => name))
  if (heads.size === 0) return
  const complain = (kind: string, names: readonly string[]) => {
    const name = names.find((each) => heads.has(each))
    if (name === undefined) return
    invalid(
      `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${kind}: ${name}`,
    )
  }
  complain('Key', namesOf(table.keys))
  for (const { keys } of table.indexes) complain('IndexKey', namesOf(keys))
}
