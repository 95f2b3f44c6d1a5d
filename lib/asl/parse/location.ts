import type { JsonPointer } from '@/lib/json'

/**
 * Where an expression stands in its state, as AWS writes it in causes and in `EvaluationFailed`: a `/` before every
 * key and an index in brackets, such as `Arguments/Payload/items[0]` or `Choices[1]/Condition` (recorded for
 * fields of templates).
 *
 * `at` is a field of a state, or of an entry of its `Choices` or `Catch`; digits in it are indexes. What lies below
 * the field is told by `below`, for a key of a template may consist of digits, too.
 */
export function fieldLocation(at: JsonPointer): string {
  const [first = '', ...others] = insideState(at.split('/').slice(1))
  return others.reduce(
    (path, segment) => belowLocation(path, /^\d+$/.test(segment) ? Number(segment) : unescaped(segment)),
    unescaped(first),
  )
}

/** The place of a member or an item of what stands at `location`. */
export function belowLocation(location: string, key: string | number): string {
  return typeof key === 'number' ? `${location}[${key}]` : `${location}/${key}`
}

/** What is left behind the innermost state's name. */
function insideState(segments: readonly string[]): readonly string[] {
  const [states, , ...rest] = segments
  if (states !== 'States') return segments
  if (rest[1] === 'States' && (rest[0] === 'ItemProcessor' || rest[0] === 'Iterator'))
    return insideState(rest.slice(1))
  if (rest[2] === 'States' && rest[0] === 'Branches') return insideState(rest.slice(2))
  return rest
}

function unescaped(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~')
}
