import { assertNever } from '@/lib/assert-never'
import { isJsonArray, type JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import type { Failure } from '../interpret/signal'
import type { Expression, Path } from '../parse/state-machine'
import { guarded, ok, runtimeFailure } from './failure'
import { find } from './find'
import { evaluateIntrinsic } from './intrinsics/evaluate-intrinsic'
import type { Scope } from './scope'
import { jsonText } from './text'
import { Work } from './work'

/**
 * The value that a path names. `field` is the name that AWS's cause mentions, such as `ErrorPath` or
 * `total.$`; InputPath, OutputPath and the timeouts give none, and AWS then quotes the path's own problem. Both
 * forms are recorded; the first prints the state's data even where the path reads the context object.
 */
export function evaluatePath(
  path: Path,
  scope: Scope,
  field?: string,
  work = new Work(),
): Result<JsonValue, Failure> {
  if (field !== undefined && path.root.kind === 'Input' && scope.input === null) {
    // Even for `$`, as a history shows: Stack Overflow, "AWS Step function parameters are not moving to the next step".
    return runtimeFailure('Unable to apply Path transformation to null or empty input.')
  }
  return guarded(() => {
    const selected = find(path, scope, work)
    if (selected.found) return ok(selected.value)
    return runtimeFailure(
      field === undefined
        ? `Invalid path '${path.text}' : ${selected.message}`
        : `The JSONPath '${path.text}' specified for the field '${field}' could not be found in the input '${jsonText(scope.input, work)}'`,
    )
  })
}

/** Whether the path names something (`IsPresent`), be it `null`; for a path that may name many, at least one. */
export function isPresent(path: Path, scope: Scope): boolean {
  const isFound = guarded(() => {
    const selected = find(path, scope, new Work())
    if (!selected.found) return ok(false)
    return ok(path.compiled.isDefinite || !isJsonArray(selected.value) || selected.value.length > 0)
  })
  return isFound.ok && isFound.value
}

/** The value of an expression. `field` as for `evaluatePath`. */
export function evaluateExpression(
  expression: Expression,
  scope: Scope,
  field?: string,
  work = new Work(),
): Result<JsonValue, Failure> {
  switch (expression.kind) {
    case 'Literal':
      return ok(expression.value)
    case 'JSONPath':
      return evaluatePath(expression.path, scope, field, work)
    case 'Intrinsic':
      return evaluateIntrinsic(expression.call, scope, work)
    case 'JSONata':
      throw new Error('A JSONata expression is not evaluated here, but by `evaluateJsonata`.')
    default:
      return assertNever(expression)
  }
}
