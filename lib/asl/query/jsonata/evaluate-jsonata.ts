import type { JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import type { JsonataExpression } from '../../parse/state-machine'
import { regexEngine } from '../regex'
import { type Compiled, isEngineError } from './engine'
import { library } from './library'
import { LimitReached, OUT_OF_MEMORY, OUT_OF_STACK } from './limits'
import { asJson, Unsupported } from './result'
import { RUN, Run, type Surroundings } from './run'
import { compiledOf } from './syntax'

/** What an expression may read. */
export interface JsonataScope extends Surroundings {
  /** `$states`. */
  readonly states: Readonly<Record<string, JsonValue>>
  /** Every other `$name`. */
  readonly variables: ReadonlyMap<string, JsonValue>
  /** Whether a value came from outside the expression, so that it can be passed on without a copy. */
  readonly isKnown: (value: object) => boolean
  /** Told at the end how many units of work were spent; more than were left when those ran out. */
  readonly spent: (units: number) => void
}

/** Why an expression has no value: AWS's sentence, without "An error occurred while executing …". */
export interface EvaluationFailure {
  cause: string
  /** Where the expression stands. */
  location: string
}

/** The value of the expression. The only promise in the language. */
export async function evaluateJsonata(
  expression: JsonataExpression,
  scope: JsonataScope,
): Promise<Result<JsonValue, EvaluationFailure>> {
  const run = new Run(scope)
  try {
    const compiled = await readyToRun(expression)
    const result = await compiled.evaluate(bindings(scope, run), () => regexEngine(run.regexBudget))
    if (result === undefined) return failure(expression, 'returned nothing (undefined).')
    return { ok: true, value: asJson(result, scope.isKnown) }
  } catch (error) {
    return failure(expression, sentence(error))
  } finally {
    run.restore()
    scope.spent(run.units)
  }
}

/** Expressions that know the functions. */
const ready = new WeakSet<Compiled>()

async function readyToRun(expression: JsonataExpression): Promise<Compiled> {
  const compiled = compiledOf(expression)
  if (ready.has(compiled)) return compiled
  for (const [name, definition] of await library()) compiled.define(name, definition)
  ready.add(compiled)
  return compiled
}

function bindings({ states, variables }: JsonataScope, run: Run): Record<string, unknown> {
  const bound: Record<string, unknown> = Object.create(null)
  for (const [name, value] of variables) bound[name] = value
  bound.states = states
  bound[RUN] = run
  return bound
}

function failure(expression: JsonataExpression, what: string): Result<never, EvaluationFailure> {
  const { source, location } = expression
  return {
    ok: false,
    error: {
      location,
      cause: `The JSONata expression '${source}' specified for the field '${location}' ${what}`,
    },
  }
}

/** Codes of the engine's own limits, in AWS's words. */
const limits = new Map([
  ['D1011', OUT_OF_STACK],
  ['D2014', OUT_OF_MEMORY],
  ['D2015', OUT_OF_MEMORY],
])

/**
 * An error of the language follows a full stop, with its code; one of AWS's own guards follows a colon (recorded
 * for the first, measured in public for the second). What the engine did not foresee is an internal error.
 */
function sentence(error: unknown): string {
  if (error instanceof Unsupported) return 'returned an unsupported result type.'
  if (error instanceof LimitReached) return `threw an error during evaluation: ${error.message}`
  if (!isEngineError(error)) return 'threw an internal error during evaluation.'
  const guard = limits.get(error.code)
  if (guard !== undefined) return `threw an error during evaluation: ${guard}`
  return `threw an error during evaluation. ${error.code}: ${error.message}`
}
