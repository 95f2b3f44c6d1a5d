import type { JsonObject, JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import type { Expression, Template } from '../parse/state-machine'
import { evaluateExpression, fillTemplate, type Random, type Scope } from '../query'
import type { Awaitable } from './awaitable'
import { type ContextExtras, contextObject, itemContext } from './context-object'
import type { RunningExecution } from './execution'
import { failedWhileExecuting } from './failure'
import type { Frame, Visit } from './frame'
import type { Inspect } from './inspect'
import { evaluateInState, fillInState, type StatesExtras } from './jsonata'
import type { Failure } from './signal'

/** What a state may know while it decides on its move. */
export interface Entry {
  readonly execution: RunningExecution
  readonly frame: Frame
  readonly visit: Visit
  /** Told of every value on the way, when a state is tested alone. */
  readonly inspect?: Inspect
  /** The context object to use instead of the execution's, when a state is tested alone. */
  readonly context?: JsonObject
}

/**
 * The value of an expression, where JSONPath's `$` means `input`; throws `Failed`. `field` is the name that AWS's
 * cause mentions, where it mentions one for a path. JSONata answers with a promise here and in `fill`, and nowhere
 * else.
 */
export function evaluate(
  entry: Entry,
  expression: Expression,
  input: JsonValue,
  field?: string,
): Awaitable<JsonValue> {
  if (expression.kind === 'JSONata') return evaluateInState(entry, expression, {})
  return unwrap(entry, evaluateExpression(expression, scopeOf(entry, input), field))
}

/** The template with its expressions replaced, where JSONPath's `$` means `input`; throws `Failed`. */
export function fill(
  entry: Entry,
  template: Template,
  input: JsonValue,
  extras: StatesExtras = {},
): Awaitable<JsonValue> {
  if (template.kind === 'Literal') return template.value
  if (entry.visit.state.queryLanguage === 'JSONata') return fillInState(entry, template, extras)
  return fillByPaths(entry, template, input, extras)
}

/** The same for a template that is known to be JSONPath's, which nobody has to wait for. */
export function fillByPaths(
  entry: Entry,
  template: Template,
  input: JsonValue,
  extras: ContextExtras = {},
): JsonValue {
  if (template.kind === 'Literal') return template.value
  return unwrap(entry, fillTemplate(template, scopeOf(entry, input, extras)))
}

/** The scope in which `$` means `input`. The context object is made only for those who ask. */
export function scopeOf(entry: Entry, input: JsonValue, extras: ContextExtras = {}): Scope {
  return new EntryScope(entry, input, extras)
}

/** The value, or the failure thrown with the state's name and event id in front of its cause. */
export function unwrap<T>(entry: Entry, result: Result<T, Failure>): T {
  if (result.ok) return result.value
  throw failedWhileExecuting(entry.visit, result.error)
}

class EntryScope implements Scope {
  readonly #entry: Entry
  readonly #extras: ContextExtras
  #context: JsonObject | undefined

  constructor(
    entry: Entry,
    readonly input: JsonValue,
    extras: ContextExtras,
  ) {
    this.#entry = entry
    this.#extras = extras
  }

  get context(): JsonObject {
    const { execution, visit, context } = this.#entry
    this.#context ??= context
      ? { ...context, ...itemContext(this.#extras) }
      : contextObject(execution, visit, this.#extras)
    return this.#context
  }

  get variables(): ReadonlyMap<string, JsonValue> {
    return this.#entry.frame.variables
  }

  get random(): Random {
    return this.#entry.execution.random
  }
}
