import type { EventId, StateName, Timeline } from '@/lib/asl'
import { type JsonPointer, pointerKeys } from '@/lib/json'
import type { Run } from '@/lib/sandbox'

/** A run with what it was made of, so that it can be told when the text has moved on. */
export interface ShownRun {
  run: Run
  timeline: Timeline
  scenarioId: string
  source: string
}

/** All that editor, graph, events and inspector are views of. */
export interface WorkbenchState {
  source: string
  run?: ShownRun
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
  return { source, playhead: 0, breakpoints: new Set(), picked: new Map() }
}

export type WorkbenchAction =
  | { type: 'Edited'; source: string }
  | { type: 'Ran'; run: ShownRun }
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
      return {
        ...state,
        run: action.run,
        playhead: action.run.run.history.at(-1)?.id ?? 0,
        picked: new Map(),
      }
    case 'PlayheadMoved':
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

/** The name at the end of a state's pointer: `/States/Ship~1it` is "Ship/it". */
export function stateNameOf(at: JsonPointer): StateName {
  return pointerKeys(at).at(-1) ?? ''
}
