import { isJsonArray, isJsonObject, type JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import type { Failure } from '../interpret/signal'
import type { ReferencePath } from '../parse/state-machine'
import { ok } from './failure'

/**
 * `input` with `result` at the path: what `ResultPath` does. Objects missing on the way are made; an array
 * element has to be there. Nothing is changed in place, and what is not on the way is shared.
 *
 * The failure is States.ResultPathMatchFailure. Its cause is AWS's text as quoted in public reports.
 */
export function putAt(path: ReferencePath, input: JsonValue, result: JsonValue): Result<JsonValue, Failure> {
  const put = place(path.segments, 0, input, result)
  if (put !== undefined) return ok(put)
  return {
    ok: false,
    error: {
      error: 'States.ResultPathMatchFailure',
      cause: `Unable to apply ReferencePath ${path.text} to input ${JSON.stringify(input)}`,
    },
  }
}

/** Undefined when the path does not fit. `here` is undefined where nothing stands yet. */
function place(
  segments: ReferencePath['segments'],
  depth: number,
  here: JsonValue | undefined,
  result: JsonValue,
): JsonValue | undefined {
  const segment = segments[depth]
  if (segment === undefined) return result
  if (typeof segment === 'number') {
    if (!isJsonArray(here) || segment >= here.length) return undefined
    const inner = place(segments, depth + 1, here[segment], result)
    return inner === undefined ? undefined : here.with(segment, inner)
  }
  if (here !== undefined && !isJsonObject(here)) return undefined
  const existing = here !== undefined && Object.hasOwn(here, segment) ? here[segment] : undefined
  const inner = place(segments, depth + 1, existing, result)
  // A computed key defines the member, so that even `__proto__` is nothing but a name.
  return inner === undefined ? undefined : { ...here, [segment]: inner }
}
