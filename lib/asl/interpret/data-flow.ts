import type { JsonObject, JsonValue } from '@/lib/json'
import type { Assignment, DataFlow, Path, Transition } from '../parse/state-machine'
import { evaluatePath, fillTemplate, putAt } from '../query'
import { type Awaitable, after } from './awaitable'
import type { ContextExtras } from './context-object'
import { type Entry, scopeOf, unwrap } from './entry'
import type { Move } from './move'

/**
 * How data goes through a state: InputPath, Parameters, (the work), ResultSelector, Assign, ResultPath,
 * OutputPath. See "Input and output processing" in the developer guide.
 */

/** InputPath. `null` means the empty object. */
export function effectiveInput(entry: Entry, flow: DataFlow): Awaitable<JsonValue> {
  return jsonPath(flow).inputPath === null ? {} : follow(entry, jsonPath(flow).inputPath, entry.visit.input)
}

/** InputPath, then Parameters: what the work gets. */
export function workInput(entry: Entry, flow: DataFlow, extras: ContextExtras = {}): Awaitable<JsonValue> {
  return after(effectiveInput(entry, flow), (input) => {
    const { parameters } = jsonPath(flow)
    return parameters ? unwrap(entry, fillTemplate(parameters, scopeOf(entry, input, extras))) : input
  })
}

/** Leaves a state that did work: Task, Parallel, Map, Pass. `ResultPath` puts into the state's raw input. */
export function exitWithResult(
  entry: Entry,
  flow: DataFlow,
  result: JsonValue,
  transition: Transition,
): Awaitable<Move> {
  const { resultSelector, resultPath, outputPath, assign } = jsonPath(flow)
  const selected = resultSelector
    ? unwrap(entry, fillTemplate(resultSelector, scopeOf(entry, result)))
    : result
  const assigned = assignments(entry, assign, selected)
  const combined =
    resultPath === null ? entry.visit.input : unwrap(entry, putAt(resultPath, entry.visit.input, selected))
  return { do: 'Exit', output: follow(entry, outputPath, combined), assigned, next: transition }
}

/** Leaves a state that only looked at its input: Choice, Wait, Succeed. OutputPath applies to InputPath's value. */
export function exitWithInput(
  entry: Entry,
  flow: DataFlow,
  transition: Transition,
  assign: readonly Assignment[] = flow.assign,
): Awaitable<Move> {
  return after(effectiveInput(entry, flow), (input) => ({
    do: 'Exit',
    output: follow(entry, jsonPath(flow).outputPath, input),
    assigned: assignments(entry, assign, input),
    next: transition,
  }))
}

/**
 * The values of `Assign`, all computed from the variables as they were on entry; `perform` stores them. Nothing
 * when there is no Assign, so that the history shows none.
 */
export function assignments(
  entry: Entry,
  assign: readonly Assignment[],
  input: JsonValue,
): JsonObject | undefined {
  if (assign.length === 0) return undefined
  const scope = scopeOf(entry, input)
  return Object.fromEntries(
    assign.map(({ name, value }) => [name, unwrap(entry, fillTemplate(value, scope))]),
  )
}

function follow(entry: Entry, path: Path | null, input: JsonValue): JsonValue {
  if (path === null) return {}
  return path.text === '$' ? input : unwrap(entry, evaluatePath(path, scopeOf(entry, input)))
}

/** JSONata's Arguments and Output join here; until then the parser lets no JSONata state through. */
function jsonPath(flow: DataFlow): Extract<DataFlow, { language: 'JSONPath' }> {
  if (flow.language === 'JSONata') throw new Error('A JSONata state got past the parser.')
  return flow
}
