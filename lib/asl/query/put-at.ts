import { isJsonArray, isJsonObject, type JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import type { Failure } from '../interpret/signal'
import type { ReferencePath } from '../parse/state-machine'
import { ok } from './failure'
import { referencePathConflict } from './reference-path'

/**
 * `input` with `result` at the path: what `ResultPath` does. Objects missing on the way are made; an array
 * element has to be there. Nothing is changed in place, and what is not on the way is shared.
 */
export function putAt(path: ReferencePath, input: JsonValue, result: JsonValue): Result<JsonValue, Failure> {
  const put = place(path.segments, 0, input, result)
  return put.ok ? put : { ok: false, error: referencePathConflict(path.text, put.error, input) }
}

type Step = ReferencePath['segments'][number]

/** Or the step that does not fit. `here` is undefined where nothing stands yet. */
function place(
  segments: readonly Step[],
  depth: number,
  here: JsonValue | undefined,
  result: JsonValue,
): Result<JsonValue, Step> {
  const step = segments[depth]
  if (step === undefined) return ok(result)
  if (typeof step === 'number') {
    if (!isJsonArray(here) || step >= here.length) return { ok: false, error: step }
    const inner = place(segments, depth + 1, here[step], result)
    return inner.ok ? ok(here.with(step, inner.value)) : inner
  }
  if (here !== undefined && !isJsonObject(here)) return { ok: false, error: step }
  const existing = here !== undefined && Object.hasOwn(here, step) ? here[step] : undefined
  const inner = place(segments, depth + 1, existing, result)
  // A computed key defines the member, so that even `__proto__` is nothing but a name.
  return inner.ok ? ok({ ...here, [step]: inner.value }) : inner
}
