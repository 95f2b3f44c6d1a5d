import type { EventId, StateName } from '@/lib/asl'
import { type JsonPointer, pointerKeys } from '@/lib/json'
import type { Run } from '@/lib/sandbox'

/** A run with what it was made of, so that it can be told when the text has moved on. */
export interface ShownRun {
  run: Run
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
}

export type WorkbenchAction =
  | { type: 'Edited'; source: string }
  | { type: 'Ran'; run: ShownRun }
  | { type: 'PlayheadMoved'; to: EventId; selected?: JsonPointer }
  | { type: 'StateSelected'; at: JsonPointer | undefined }

export function workbenchReducer(state: WorkbenchState, action: WorkbenchAction): WorkbenchState {
  switch (action.type) {
    case 'Edited':
      return action.source === state.source ? state : { ...state, source: action.source }
    case 'Ran':
      return { ...state, run: action.run, playhead: action.run.run.history.at(-1)?.id ?? 0 }
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
  }
}

/** The name at the end of a state's pointer: `/States/Ship~1it` is "Ship/it". */
export function stateNameOf(at: JsonPointer): StateName {
  return pointerKeys(at).at(-1) ?? ''
}
