import { readIntrinsicCall, readPath } from '@/lib/asl/parse/paths'
import type { IntrinsicCall, Path } from '@/lib/asl/parse/state-machine'
import type { Scope } from '@/lib/asl/query'
import type { JsonValue } from '@/lib/json'

/** A scope for tests: the given input, and draws that count up through [0, 1) in steps of a tenth. */
export function scopeOf(input: JsonValue, more: Partial<Scope> = {}): Scope {
  let draws = 0
  return {
    input,
    context: { Execution: { Name: 'run-1' }, State: { Name: 'S' } },
    variables: new Map(),
    random: () => (draws++ % 10) / 10,
    ...more,
  }
}

export function pathOf(text: string): Path {
  const path = readPath(text)
  if (typeof path === 'string') throw new Error(`${text}: ${path}`)
  return path
}

export function callOf(text: string): IntrinsicCall {
  const call = readIntrinsicCall(text)
  if (typeof call === 'string') throw new Error(`${text}: ${call}`)
  return call
}
