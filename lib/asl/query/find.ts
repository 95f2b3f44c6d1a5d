import { assertNever } from '@/lib/assert-never'
import type { JsonValue } from '@/lib/json'
import type { Path } from '../parse/state-machine'
import { type Selected, select } from './json-path/select'
import type { Scope } from './scope'
import type { Work } from './work'

/**
 * What a path finds in the data that its root names. A path that may name many finds `[]` where the way to them
 * is missing: recorded of AWS for `$.items[1:]`, where Jayway by itself fails.
 */
export function find(path: Path, scope: Scope, work: Work): Selected {
  const from = rootValue(path, scope)
  if (from === undefined)
    return { found: false, reason: 'Missing', message: `No results for path: ${path.text}` }
  const selected = select(path.compiled, from, { root: from, work, requiresProperties: false })
  if (selected.found || path.compiled.isDefinite || selected.reason === 'RefusedByFunction') return selected
  return { found: true, value: [] }
}

/** The data that a path reads; undefined for a variable that has no value. */
export function rootValue({ root }: Path, scope: Scope): JsonValue | undefined {
  switch (root.kind) {
    case 'Input':
      return scope.input
    case 'Context':
      return scope.context
    case 'Variable':
      return scope.variables.get(root.name)
    default:
      return assertNever(root)
  }
}
