import { isJsonArray, isJsonObject, type JsonValue } from '@/lib/json'
import type { Failure } from '../interpret/signal'
import type { Path, ReferencePath } from '../parse/state-machine'

type Segments = ReferencePath['segments']

/** The way of a path that names one place by keys and array indexes only; undefined for any other. */
export function referenceSegments({ compiled }: Path): Segments | undefined {
  const segments: (string | number)[] = []
  for (const segment of compiled.segments) {
    const [step, ...more] =
      segment.kind === 'Names' ? segment.names : segment.kind === 'Indexes' ? segment.indexes : []
    if (step === undefined || more.length > 0 || (typeof step === 'number' && step < 0)) return undefined
    segments.push(step)
  }
  return segments
}

/** The first step of the way that leads nowhere in `value`; undefined when all of them lead on. */
export function missingStep(segments: Segments, value: JsonValue): Segments[number] | undefined {
  let here: JsonValue | undefined = value
  for (const step of segments) {
    here = child(here, step)
    if (here === undefined) return step
  }
  return undefined
}

function child(value: JsonValue, step: Segments[number]): JsonValue | undefined {
  if (typeof step === 'number') return isJsonArray(value) ? value[step] : undefined
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
}

/**
 * A reference path that does not fit the data. The guide's name for it, where a result is to be put, is
 * States.ResultPathMatchFailure; but all reports of runs show the name and the causes that stand here, one
 * for data without places (a text, a number) and one for an object or array that lacks the step. They show the
 * whole input, and no "An error occurred while executing the state" in front.
 */
export function referencePathConflict(path: string, step: Segments[number], input: JsonValue): Failure {
  const hasPlaces = isJsonObject(input) || isJsonArray(input)
  const what = hasPlaces ? `step "${typeof step === 'number' ? `[${step}]` : step}"` : `ReferencePath ${path}`
  return {
    error: 'States.ReferencePathConflict',
    cause: `Unable to apply ${what} to input ${JSON.stringify(input)}`,
  }
}
