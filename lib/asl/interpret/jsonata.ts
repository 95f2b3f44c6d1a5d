import type { JsonValue } from '@/lib/json'
import { MOST_SECONDS } from '../most-seconds'
import type { Expression, JsonataExpression, Template } from '../parse/state-machine'
import { jsonata } from '../query/jsonata'
import type { EvaluationFailure } from '../query/jsonata/language'
import { type Awaitable, after } from './awaitable'
import { type ContextExtras, contextObject, itemContext } from './context-object'
import type { Entry } from './entry'
import { type Evaluation, Failed, failedWhileExecuting } from './failure'
import { stop } from './halt'

/** What only some fields of a JSONata state may see, beside `$states.input` and `$states.context`. */
export interface StatesExtras extends ContextExtras {
  /** `$states.result`: where the work of a Task, Parallel or Map state is done. */
  result?: JsonValue
  /** `$states.errorOutput`: in a catcher. */
  errorOutput?: JsonValue
}

/** The value of an expression; throws `Failed`. Here, and nowhere else, the interpreter awaits something. */
export function evaluateInState(
  entry: Entry,
  expression: JsonataExpression,
  extras: StatesExtras,
): Awaitable<JsonValue> {
  const states = statesOf(entry, extras)
  const named = jsonata().valueNamed(expression, states, entry.frame.variables)
  return named ?? evaluateByEngine(entry, expression, states)
}

async function evaluateByEngine(
  entry: Entry,
  expression: JsonataExpression,
  states: Readonly<Record<string, JsonValue>>,
): Promise<JsonValue> {
  const { execution, frame } = entry
  const evaluated = await jsonata().evaluateJsonata(expression, {
    states,
    variables: frame.variables,
    now: execution.now,
    random: execution.random,
    isKnown: (value) => execution.sizes.isMeasured(value),
    unitsLeft: execution.limits.queryUnits - execution.counts.queryUnits,
    spent: (units) => spend(entry, units),
  })
  if (evaluated.ok) return evaluated.value
  throw evaluationFailed(entry, evaluated.error)
}

/** The template with its expressions replaced, one after the other; the first that fails decides. */
export function fillInState(entry: Entry, template: Template, extras: StatesExtras): Awaitable<JsonValue> {
  switch (template.kind) {
    case 'Literal':
      return template.value
    case 'Expression':
      return evaluateAny(entry, template.expression, extras)
    case 'Array':
      return fillEach(entry, template.items, extras)
    case 'Object': {
      const { entries } = template
      const values = entries.map(({ value }) => value)
      return after(fillEach(entry, values, extras), (filled) =>
        Object.fromEntries(entries.map(({ key }, index) => [key, filled[index] ?? null])),
      )
    }
  }
}

function fillEach(
  entry: Entry,
  parts: readonly Template[],
  extras: StatesExtras,
  filled: JsonValue[] = [],
): Awaitable<JsonValue[]> {
  for (let part = parts[filled.length]; part !== undefined; part = parts[filled.length]) {
    const value = fillInState(entry, part, extras)
    if (value instanceof Promise) {
      return value.then((promised) => {
        filled.push(promised)
        return fillEach(entry, parts, extras, filled)
      })
    }
    filled.push(value)
  }
  return filled
}

function evaluateAny(entry: Entry, expression: Expression, extras: StatesExtras): Awaitable<JsonValue> {
  if (expression.kind === 'Literal') return expression.value
  if (expression.kind === 'JSONata') return evaluateInState(entry, expression, extras)
  throw new Error('A JSONPath expression stands in a JSONata state.')
}

/** A failure of an expression, or of what it came to: States.QueryEvaluationError, told by `EvaluationFailed`. */
export function evaluationFailed(
  entry: Entry,
  { cause, ...evaluation }: Partial<EvaluationFailure> & Omit<Evaluation, 'state'>,
): Failed {
  const { failure, reach } = failedWhileExecuting(entry.visit, {
    error: 'States.QueryEvaluationError',
    ...(cause !== undefined && { cause }),
  })
  return new Failed(failure, reach, undefined, { state: entry.visit.state.name, ...evaluation })
}

/** The expression came to a value that its field cannot take. */
export function unexpectedType(
  entry: Entry,
  expression: JsonataExpression,
  expected: string,
  value: JsonValue,
): Failed {
  const { source, location } = expression
  const cause = `The JSONata expression '${source}' specified for the field '${location}' returned an unexpected result type. Expected '${expected}', but was '${typeName(value)}' for value: ${JSON.stringify(value)}`
  return evaluationFailed(entry, { cause, location })
}

/**
 * The value is of the right type, but not one that the field takes. Where AWS says what the value has to be, it quotes
 * no expression: so it was measured for TimeoutSeconds (gabrielmoreira/tiny-asl-machine), and the other fields follow.
 */
export function unacceptable(
  entry: Entry,
  { location }: JsonataExpression,
  problem: string,
  late: Pick<Evaluation, 'isLate'> = {},
): Failed {
  return evaluationFailed(entry, { cause: problem, location, ...late })
}

/** A number of seconds that an expression came to; it may be 0. */
export function computedSeconds(
  entry: Entry,
  field: string,
  expression: JsonataExpression,
  seconds: number,
): number {
  if (seconds >= 0 && seconds <= MOST_SECONDS) return seconds
  const range = `between 0 and ${MOST_SECONDS}`
  throw unacceptable(entry, expression, `${field} must be ${range} but was: ${seconds}`)
}

/** The number that an expression came to; where a whole one is wanted, its fraction is cut off (guide). */
export function computedWhole(entry: Entry, expression: JsonataExpression, value: JsonValue): number {
  if (typeof value === 'number') return Math.floor(value)
  throw unexpectedType(entry, expression, 'number', value)
}

function typeName(value: JsonValue): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

/** `$states`. The context object is made when an expression asks for it. */
function statesOf(entry: Entry, extras: StatesExtras): Readonly<Record<string, JsonValue>> {
  const { execution, visit } = entry
  let context: JsonValue | undefined
  return {
    input: visit.input,
    ...('result' in extras && { result: extras.result ?? null }),
    get context() {
      context ??= entry.context
        ? { ...entry.context, ...itemContext(extras) }
        : contextObject(execution, visit, extras)
      return context
    },
    ...('errorOutput' in extras && { errorOutput: extras.errorOutput ?? null }),
  }
}

function spend({ execution }: Entry, units: number): void {
  const { counts, limits } = execution
  counts.queryUnits += units
  if (counts.queryUnits > limits.queryUnits) {
    stop(execution, 'steps', 'The run was stopped because its JSONata expressions had too much to do.')
  }
}
