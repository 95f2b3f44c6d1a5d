import type { JsonObject, JsonValue } from '@/lib/json'
import type { Assignment, DataFlow, Path, ReferencePath, Template, Transition } from '../parse/state-machine'
import { evaluatePath, putAt } from '../query'
import { type Awaitable, after } from './awaitable'
import type { ContextExtras } from './context-object'
import { type Entry, fill, fillByPaths, scopeOf, unwrap } from './entry'
import { Failed } from './failure'
import type { StatesExtras } from './jsonata'
import type { Move } from './move'

/**
 * How data goes through a state. In JSONPath: InputPath, Parameters, (the work), ResultSelector, Assign,
 * ResultPath, OutputPath; see "Input and output processing" in the developer guide. In JSONata: Arguments, (the
 * work), Assign, Output; see "Transforming data with JSONata".
 */

/** InputPath. In JSONata the state's input. */
export function effectiveInput(entry: Entry, flow: DataFlow): JsonValue {
  if (flow.language === 'JSONata') return entry.visit.input
  const input = follow(entry, flow.inputPath, entry.visit.input)
  entry.inspect?.('afterInputPath', input)
  return input
}

/** InputPath, then Parameters; or Arguments: what the work gets. */
export function workInput(entry: Entry, flow: DataFlow, extras?: ContextExtras): Awaitable<JsonValue> {
  const input = effectiveInput(entry, flow)
  if (flow.language === 'JSONata') {
    return after(flow.arguments ? fill(entry, flow.arguments, input, extras) : input, (work) => {
      if (flow.arguments) entry.inspect?.('afterArguments', work)
      return work
    })
  }
  const { parameters } = flow
  const work = parameters ? fillByPaths(entry, parameters, input, extras) : input
  entry.inspect?.('afterParameters', work)
  return work
}

/** Leaves a state that did work: Pass, Task, Parallel, Map. ResultPath puts into the state's raw input. */
export function exitWithResult(
  entry: Entry,
  flow: DataFlow,
  result: JsonValue,
  next: Transition,
): Awaitable<Move> {
  if (flow.language === 'JSONata') return exitWithOutput(entry, flow, result, { result }, next)
  const { resultSelector, resultPath, outputPath, assign } = flow
  const selected = resultSelector ? fillByPaths(entry, resultSelector, result) : result
  entry.inspect?.('afterResultSelector', selected)
  const assigned = assignedByPaths(entry, assign, selected)
  const combined = placed(entry, resultPath, selected)
  entry.inspect?.('afterResultPath', combined)
  return { do: 'Exit', output: follow(entry, outputPath, combined), assigned, next }
}

/** Leaves a state that only looked at its input: Choice, Wait, Succeed. OutputPath applies to InputPath's value. */
export function exitWithInput(
  entry: Entry,
  flow: DataFlow,
  next: Transition,
  assign: readonly Assignment[] = flow.assign,
): Awaitable<Move> {
  if (flow.language === 'JSONata')
    return exitWithOutput(entry, { ...flow, assign }, entry.visit.input, {}, next)
  const { outputPath } = flow
  const input = effectiveInput(entry, flow)
  const assigned = assignedByPaths(entry, assign, input)
  return { do: 'Exit', output: follow(entry, outputPath, input), assigned, next }
}

/**
 * Leaves a JSONata state, or a rule or catcher of one. Assign and Output are computed from the same variables, as
 * they were on entry; without Output, `value` is passed on.
 */
export function exitWithOutput(
  entry: Entry,
  { assign, output }: { assign: readonly Assignment[]; output?: Template },
  value: JsonValue,
  extras: StatesExtras,
  next: Transition,
): Awaitable<Move> {
  return after(assignments(entry, assign, value, extras), (assigned) =>
    after(output ? fill(entry, output, value, extras) : value, (passedOn) => ({
      do: 'Exit',
      output: passedOn,
      assigned,
      next,
    })),
  )
}

/**
 * The values of `Assign`, all computed from the variables as they were on entry; `perform` stores them. Nothing
 * when there is no Assign, so that the history shows none.
 */
export function assignments(
  entry: Entry,
  assign: readonly Assignment[],
  input: JsonValue,
  extras: StatesExtras = {},
): Awaitable<JsonObject | undefined> {
  if (assign.length === 0) return undefined
  const assigned: [string, JsonValue][] = []
  const from = (index: number): Awaitable<JsonObject> => {
    const assignment = assign[index]
    if (!assignment) return Object.fromEntries(assigned)
    return after(fill(entry, assignment.value, input, extras), (value) => {
      assigned.push([assignment.name, value])
      return from(index + 1)
    })
  }
  return from(0)
}

/** The same where all of it is JSONPath. */
function assignedByPaths(
  entry: Entry,
  assign: readonly Assignment[],
  input: JsonValue,
): JsonObject | undefined {
  if (assign.length === 0) return undefined
  return Object.fromEntries(assign.map(({ name, value }) => [name, fillByPaths(entry, value, input)]))
}

/** ResultPath: the raw input with the result in it. `null` drops the result. */
export function placed(entry: Entry, path: ReferencePath | null, result: JsonValue): JsonValue {
  const { input } = entry.visit
  if (path === null) return input
  if (path.segments.length === 0) return result
  const put = putAt(path, input, result)
  if (put.ok) return put.value
  throw new Failed(put.error)
}

/** InputPath and OutputPath: `null` is the empty object. */
function follow(entry: Entry, path: Path | null, input: JsonValue): JsonValue {
  if (path === null) return {}
  return path.text === '$' ? input : unwrap(entry, evaluatePath(path, scopeOf(entry, input)))
}
