import type { EventId, StateName, Timeline } from '@/lib/asl'
import { type JsonPointer, pointerKeys } from '@/lib/json'
import type { Run } from '@/lib/sandbox'
import type { RunSpec } from './workers/messages'

/** A run with what it was made of, so that it can be told when the text has moved on. */
export interface ShownRun {
  run: Run
  timeline: Timeline
  spec: RunSpec
  /** From 1, in the order in which the runs were made here. */
  number: number
  /** "Run 2: what if Charge had answered otherwise" */
  label: string
  scenarioId: string
  source: string
}

/** All that editor, graph, events and inspector are views of. */
export interface WorkbenchState {
  source: string
  run?: ShownRun
  /** Runs made here before, the latest last; some of the last. */
  earlier: readonly ShownRun[]
  /** The earlier run beside which this one is shown. */
  ghost?: ShownRun
  /** Everything is shown as it was right after this event; 0 before the first. */
  playhead: EventId
  /** The state in focus, by its place in the definition. */
  selected?: JsonPointer
  /** Playing stops where one of these is entered. */
  breakpoints: ReadonlySet<StateName>
  /** Of these Map states one iteration is shown, by its index; of others all at once. */
  picked: ReadonlyMap<StateName, number>
}

/** Before anything was run. */
export function workbenchOn(source: string): WorkbenchState {
  return { source, earlier: [], playhead: 0, breakpoints: new Set(), picked: new Map() }
}

export type WorkbenchAction =
  | { type: 'Edited'; source: string }
  | {
      type: 'Ran'
      run: ShownRun
      ghost?: ShownRun
      /** The end unless given. */
      playhead?: EventId
      /** The same run, gone on a little: the former one is not kept. */
      isContinued?: boolean
    }
  | { type: 'GhostChosen'; ghost: ShownRun | undefined }
  /** This run and the one beside it change places. */
  | { type: 'Swapped' }
  | { type: 'PlayheadMoved'; to: EventId; selected?: JsonPointer }
  | { type: 'StateSelected'; at: JsonPointer | undefined }
  | { type: 'BreakpointToggled'; state: StateName }
  /** Without an index all iterations are shown again. */
  | { type: 'IterationPicked'; map: StateName; index?: number }

export function workbenchReducer(state: WorkbenchState, action: WorkbenchAction): WorkbenchState {
  switch (action.type) {
    case 'Edited':
      return action.source === state.source ? state : { ...state, source: action.source }
    case 'Ran':
      return ran(state, action)
    case 'GhostChosen':
      return withGhost(state, action.ghost)
    case 'Swapped':
      return swapped(state)
    case 'PlayheadMoved':
      if (action.to === state.playhead && (action.selected ?? state.selected) === state.selected) return state
      return {
        ...state,
        playhead: action.to,
        ...(action.selected !== undefined && { selected: action.selected }),
      }
    case 'StateSelected': {
      const { selected: _, ...rest } = state
      return action.at === undefined ? rest : { ...rest, selected: action.at }
    }
    case 'BreakpointToggled': {
      const breakpoints = new Set(state.breakpoints)
      if (!breakpoints.delete(action.state)) breakpoints.add(action.state)
      return { ...state, breakpoints }
    }
    case 'IterationPicked': {
      const picked = new Map(state.picked)
      if (action.index === undefined) picked.delete(action.map)
      else picked.set(action.map, action.index)
      return { ...state, picked }
    }
  }
}

/** So many runs are kept to be compared with. */
const KEPT = 5

function ran(
  { ghost: _, ...state }: WorkbenchState,
  { run, ghost, playhead, isContinued = false }: Extract<WorkbenchAction, { type: 'Ran' }>,
): WorkbenchState {
  const former = state.run && !isContinued ? [state.run] : []
  return {
    ...state,
    run,
    earlier: [...state.earlier, ...former].slice(-KEPT),
    ...(ghost && { ghost }),
    playhead: Math.min(playhead ?? Number.POSITIVE_INFINITY, run.run.history.length),
    picked: new Map(),
  }
}

function withGhost({ ghost: _, ...state }: WorkbenchState, ghost: ShownRun | undefined): WorkbenchState {
  return ghost ? { ...state, ghost } : state
}

function swapped(state: WorkbenchState): WorkbenchState {
  const { run, ghost, earlier } = state
  if (!run || !ghost) return state
  return {
    ...state,
    run: ghost,
    ghost: run,
    earlier: [...earlier.filter((one) => one !== ghost), run],
    playhead: Math.min(state.playhead, ghost.run.history.length),
  }
}

/** The name at the end of a state's pointer: `/States/Ship~1it` is "Ship/it". */
export function stateNameOf(at: JsonPointer): StateName {
  return pointerKeys(at).at(-1) ?? ''
}
