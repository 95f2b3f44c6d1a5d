import type { JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import type { Failure } from '../interpret/signal'
import { TooDeep, TooMuchWork } from './work'

export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value }
}

/** `States.Runtime`: the definition cannot be carried out with this data. Nothing can catch it. */
export function runtimeFailure(cause: string): Result<never, Failure> {
  return { ok: false, error: { error: 'States.Runtime', cause } }
}

/** Runs a query; when it comes to a limit of ours, that is a failure which says so. */
export function guarded<T = JsonValue>(query: () => Result<T, Failure>): Result<T, Failure> {
  try {
    return query()
  } catch (problem) {
    if (problem instanceof TooMuchWork || problem instanceof TooDeep) {
      return runtimeFailure(`${problem.message} Stepwise stops here; AWS may go on.`)
    }
    throw problem
  }
}
