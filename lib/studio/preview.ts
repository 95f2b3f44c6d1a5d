import {
  type InspectedField,
  type Instant,
  parseOnDemand,
  runState,
  type State,
  type StateMachine,
  type StateOutcome,
} from '@/lib/asl'
import { type JsonObject, type JsonPointer, type JsonValue, pointerKeys } from '@/lib/json'

/** The data that a state had in a run: what its expressions are worked out on. */
export interface PreviewData {
  input: JsonValue
  variables: JsonObject
  /** What its work came to; absent where the run did not come so far, or the state does none. */
  result?: JsonValue
  now: Instant
  seed: number
}

/** What an expression yields, or why it fails. */
export type Yield = { ok: true; value: JsonValue } | { ok: false; because: string }

/** What the fields of a state yield, by their names, and whether each rule of a Choice holds. */
export interface Preview {
  fields: Readonly<Record<string, Yield>>
  rules: readonly Yield[]
}

/** Under which field the interpreter's values are shown. */
const SHOWN: Readonly<Partial<Record<InspectedField, readonly string[]>>> = {
  afterInputPath: ['InputPath'],
  afterParameters: ['Parameters'],
  afterArguments: ['Arguments'],
  afterResultSelector: ['ResultSelector'],
  afterResultPath: ['ResultPath'],
  afterItemsPath: ['ItemsPath', 'Items'],
  afterItemSelector: ['ItemSelector'],
  afterItemBatcher: ['ItemBatcher'],
  maxConcurrency: ['MaxConcurrency', 'MaxConcurrencyPath'],
  toleratedFailureCount: ['ToleratedFailureCount', 'ToleratedFailureCountPath'],
  toleratedFailurePercentage: ['ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'],
}

/**
 * Runs a state alone, by the functions that an execution runs it by, on the data of an earlier run. Undefined while the
 * definition has problems: then there is nothing to run. Bounded as every execution is.
 */
export async function previewState(
  definition: string,
  at: JsonPointer,
  data: PreviewData,
): Promise<Preview | undefined> {
  const parsed = await parseOnDemand(definition)
  const found = parsed.ok ? stateIn(parsed.machine, at) : undefined
  if (!found) return undefined
  const { machine, state } = found
  const fields: Record<string, Yield> = {}
  const outcome = await runAlone(machine, state, data, (field, value) => {
    for (const name of SHOWN[field] ?? []) fields[name] = { ok: true, value }
  })
  Object.assign(fields, atTheEnd(outcome, data))
  const rules: Yield[] = []
  if (state.type === 'Choice') {
    for (const rule of state.rules) {
      const alone = { ...state, rules: [{ ...rule, next: HELD }], otherwise: NOT_HELD }
      rules.push(held(await runAlone(machine, alone, data, () => {})))
    }
  }
  return { fields, rules }
}

function runAlone(
  machine: StateMachine,
  state: State,
  data: PreviewData,
  inspect: (field: InspectedField, value: JsonValue) => void,
): Promise<StateOutcome> {
  const { result } = data
  return runState({
    machine: { ...machine, states: new Map([...machine.states, [state.name, state]]) },
    stateName: state.name,
    input: data.input,
    options: { seed: data.seed, limits: BOUNDS },
    now: data.now,
    variables: data.variables,
    retryCount: 0,
    work: async () => (result === undefined ? { failure: { error: UNKNOWN } } : { result }),
    inspect,
  })
}

/** A preview is for the eye: what takes longer than a moment is not worked out. */
const BOUNDS = { queryUnits: 200_000 } as const

/** The error of work that no run has done yet; never shown. */
const UNKNOWN = 'Studio.NoResult'

function atTheEnd(outcome: StateOutcome, { variables }: PreviewData): Record<string, Yield> {
  switch (outcome.status) {
    case 'SUCCEEDED': {
      const assigned = Object.entries(outcome.variables).filter(([name, value]) => variables[name] !== value)
      return {
        Output: { ok: true, value: outcome.output },
        OutputPath: { ok: true, value: outcome.output },
        ...(assigned.length > 0 && { Assign: { ok: true, value: Object.fromEntries(assigned) } }),
      }
    }
    case 'STOPPED':
      return { Output: { ok: false, because: 'It takes too long to be shown here.' } }
    default: {
      const { error = 'States.Runtime', cause } = outcome.failure
      if (error === UNKNOWN) return {}
      return {
        Output: { ok: false, because: cause === undefined ? error : `${error}: ${cause.slice(0, 400)}` },
      }
    }
  }
}

/** Where a Choice of one rule goes; nobody looks for these states. */
const HELD = 'held'
const NOT_HELD = 'not held'

function held(outcome: StateOutcome): Yield {
  if (outcome.status === 'SUCCEEDED') return { ok: true, value: outcome.next === HELD }
  if (outcome.status === 'STOPPED') return { ok: false, because: 'It takes too long to be shown here.' }
  const { error, cause } = outcome.failure
  return { ok: false, because: cause?.slice(0, 400) ?? error ?? 'It fails.' }
}

/** The state at a place, with the machine, branch or processor that it is in. */
function stateIn(whole: StateMachine, at: JsonPointer): { machine: StateMachine; state: State } | undefined {
  let machine: StateMachine | undefined = whole
  let state: State | undefined
  const keys = pointerKeys(at)
  for (let place = 0; place < keys.length && machine; place++) {
    const key: string = keys[place] ?? ''
    if (key === 'States') {
      place += 1
      state = machine.states.get(keys[place] ?? '')
      if (!state || place === keys.length - 1) return state && { machine, state }
    } else if (key === 'Branches' && state?.type === 'Parallel') {
      place += 1
      machine = state.branches[Number(keys[place])]
    } else if ((key === 'ItemProcessor' || key === 'Iterator') && state?.type === 'Map') {
      machine = state.processor
    } else return undefined
  }
  return undefined
}
