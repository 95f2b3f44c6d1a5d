/** How data went through one stay in a state, in the running worker; fetched when it is first asked for. */
import { type InspectedField, looseValue, Timeline } from '@/lib/asl'
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonValue,
  pointerKeys,
} from '@/lib/json'
import type { Run } from '@/lib/sandbox'
import type { Ladder, Rung } from './messages'

/** Fields in the order in which data goes through them, and under which name the interpreter tells of their value. */
const BY_PATHS: readonly (readonly [field: string, told: InspectedField | 'output'])[] = [
  ['InputPath', 'afterInputPath'],
  ['Parameters', 'afterParameters'],
  ['ItemsPath', 'afterItemsPath'],
  ['', 'result'],
  ['ResultSelector', 'afterResultSelector'],
  ['ResultPath', 'afterResultPath'],
  ['OutputPath', 'output'],
]
const BY_JSONATA: typeof BY_PATHS = [
  ['Arguments', 'afterArguments'],
  ['', 'result'],
  ['Output', 'output'],
]
/** States that only look at their input have fewer. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Choice: ['InputPath', 'OutputPath', 'Output'],
  Wait: ['InputPath', 'OutputPath', 'Output'],
  Succeed: ['InputPath', 'OutputPath', 'Output'],
  Fail: ['InputPath'],
}

/** The rungs of the stay that began with `entered`, as far as the run has come. */
export function ladderOf(
  run: Run,
  told: ReadonlyMap<InspectedField, JsonValue>,
  entered: number,
  definition: string,
  at: JsonPointer,
): Ladder {
  const visit = new Timeline(run.history).visitOf(entered)?.visit
  const machine = looseValue(definition)
  const state = objectAt(machine, at)
  const type = visit?.type ?? 'Task'
  const isJsonata = languageOf(machine, state) === 'JSONata'
  const fields = (isJsonata ? BY_JSONATA : BY_PATHS).filter(
    ([field]) =>
      (FIELDS[type]?.includes(field) ?? true) &&
      (field !== 'ItemsPath' || type === 'Map') &&
      (field !== 'Parameters' || type !== 'Map' || Object.hasOwn(state, 'Parameters')),
  )
  const rungs = fields.map(([field, name]): Rung => {
    const value = name === 'output' ? visit?.output : told.get(name)
    return rung(field === '' ? (RESULTS[type] ?? 'Result') : field, state[field], value)
  })
  const assigned = Object.hasOwn(state, 'Assign') ? [rung('Assign', state.Assign, visit?.assigned)] : []
  return {
    language: isJsonata ? 'JSONata' : 'JSONPath',
    rungs: [rung('Input', undefined, visit?.input), ...rungs.slice(0, -1), ...assigned, ...rungs.slice(-1)],
    definition: state,
  }
}

/** What the work of a state comes to, by its type. */
const RESULTS: Readonly<Record<string, string>> = {
  Task: 'Result of the task',
  Parallel: 'Outputs of the branches',
  Map: 'Outputs of the iterations',
  Pass: 'Result',
}

function rung(name: string, written: JsonValue | undefined, value: JsonValue | undefined): Rung {
  return {
    name,
    ...(written !== undefined && { written }),
    ...(value !== undefined && { value, bytes: new TextEncoder().encode(JSON.stringify(value)).length }),
  }
}

function languageOf(machine: JsonValue | undefined, state: JsonObject): JsonValue | undefined {
  return state.QueryLanguage ?? (isJsonObject(machine) ? machine.QueryLanguage : undefined)
}

function objectAt(value: JsonValue | undefined, at: JsonPointer): JsonObject {
  const found = pointerKeys(at).reduce<JsonValue | undefined>(
    (inner, key) =>
      isJsonArray(inner)
        ? inner[Number(key)]
        : isJsonObject(inner) && Object.hasOwn(inner, key)
          ? inner[key]
          : undefined,
    value,
  )
  return isJsonObject(found) ? found : {}
}
