import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import type { Place } from '../place'
import { nodeAt } from '../tree'
import type { Completion } from './completion'

/** Data that a state has been seen with, in a run or as the input to come: names of its members are completed. */
export interface SeenData {
  /** Of the execution: the first state's, where that has not been seen itself. */
  executionInput?: JsonValue
  input?: JsonValue
  /** What the work of the state came to. */
  result?: JsonValue
  variables?: JsonObject
}

/** In words for whoever chooses: where the names were seen. */
const SEEN: Readonly<Record<'input' | 'result' | 'variable', string>> = {
  input: 'of the input',
  result: 'of the result',
  variable: 'of the variable',
}

/** The members behind the last dot of an unfinished expression of JSONata; undefined where it ends in no path. */
export function jsonataMembers(before: string, place: Place, seen: SeenData): Members | undefined {
  const path =
    /(\$states\.(input|result)|\$([\p{L}_][\p{L}\p{N}_]*))((?:\.[\p{L}_][\p{L}\p{N}_]*|\[\d*\])*)\.([\p{L}\p{N}_]*)$/u.exec(
      before,
    )
  if (!path) return undefined
  const [, , whose, variable = '', steps = '', typed = ''] = path
  const from = whose === 'input' || whose === 'result' ? whose : 'variable'
  if (from === 'variable' && variable === 'states') return undefined
  const root =
    from === 'variable'
      ? own(seen.variables, variable)
      : from === 'result'
        ? seen.result
        : inputOf(place, seen)
  return { typed, options: membersOf(through(root, steps), from, (name) => `\`${name}\``) }
}

/** The same in a path of JSONPath; `$` is what the field looks at. */
export function pathMembers(before: string, place: Place, seen: SeenData): Members | undefined {
  const path =
    /(?:^|[(,]\s*)\$([\p{L}_][\p{L}\p{N}_]*)?((?:\.[\p{L}_][\p{L}\p{N}_]*|\[(?:\d*|\*)\])*)\.([\p{L}\p{N}_]*)$/u.exec(
      before,
    )
  if (!path) return undefined
  const [, variable, steps = '', typed = ''] = path
  if (variable !== undefined) {
    const options = membersOf(through(own(seen.variables, variable), steps), 'variable')
    return { typed, options }
  }
  const from = looksAtResult(place) ? 'result' : 'input'
  const root = from === 'result' ? seen.result : through(inputOf(place, seen), inputPathOf(place))
  return { typed, options: membersOf(through(root, steps), from) }
}

export interface Members {
  /** What stands behind the dot so far. */
  typed: string
  options: Completion[]
}

function inputOf({ root, context: { state } }: Place, { input, executionInput }: SeenData) {
  if (input !== undefined) return input
  const isFirst = state?.length === 2 && nodeAt(root, ['StartAt'])?.value === state[1]
  return isFirst ? executionInput : undefined
}

/** `ResultSelector`, and `Assign` of what does work, look at the result. */
function looksAtResult({ context: { inside, stateType } }: Place): boolean {
  if (inside?.field === 'ResultSelector') return true
  return (
    inside?.field === 'Assign' &&
    inside.owner === stateType &&
    (stateType === 'Task' || stateType === 'Parallel' || stateType === 'Map')
  )
}

/** The steps of the state's `InputPath`, which every field but itself looks behind. */
function inputPathOf({ root, context: { state, inside } }: Place): string {
  if (!state || inside?.field === 'InputPath') return ''
  const written: unknown = nodeAt(root, [...state, 'InputPath'])?.value
  return typeof written === 'string' && written.startsWith('$.') ? written.slice(1) : ''
}

/** Follows `.name` and `[0]`; of an array the first entry stands for all. */
function through(value: JsonValue | undefined, steps: string): JsonValue | undefined {
  return [...steps.matchAll(/\.([^.[\]]+)/g)].reduce<JsonValue | undefined>(
    (inner, [, name = '']) => own(first(inner), name),
    value,
  )
}

function membersOf(
  value: JsonValue | undefined,
  from: keyof typeof SEEN,
  quoted?: (name: string) => string,
): Completion[] {
  const object = first(value)
  if (!isJsonObject(object)) return []
  return Object.entries(object).flatMap(([name, member]): Completion[] => {
    const isWord = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)
    if (!isWord && (!quoted || name.includes('`') || JSON.stringify(name) !== `"${name}"`)) return []
    const insert = isWord ? name : (quoted?.(name) ?? name)
    return [{ label: name, help: `${shortened(member)} · ${SEEN[from]}`, kind: 'path', insert }]
  })
}

function first(value: JsonValue | undefined): JsonValue | undefined {
  return isJsonArray(value) ? first(value[0]) : value
}

function own(value: JsonValue | undefined, name: string): JsonValue | undefined {
  const object = isJsonArray(value) ? value[0] : value
  return isJsonObject(object) && Object.hasOwn(object, name) ? object[name] : undefined
}

/** A value in a few letters. */
function shortened(value: JsonValue): string {
  if (isJsonArray(value)) return value.length === 1 ? '1 entry' : `${value.length} entries`
  if (isJsonObject(value)) return 'an object'
  const text = JSON.stringify(value)
  return text.length > 30 ? `${text.slice(0, 29)}…` : text
}
