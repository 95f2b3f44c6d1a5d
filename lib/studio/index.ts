/**
 * Drawing a machine by changing its text: every operation reads the text of a definition and answers with the
 * smallest edits that do what was asked, so that text and drawing share one history and what nobody touched stays
 * as it was written. No React. May import: `lib/asl`, `lib/graph` (types).
 */

export { type Action, actions, newTask } from './actions'
export { type Change, obstacle } from './change'
export { type DropTarget, dropTargets } from './drop-targets'
export { type FlowState, flowStates, newFlowState } from './flow-states'
export { type Connection, connect, connectionsOf, endAt } from './operations/connect'
export { deleteState } from './operations/delete'
export { duplicateState } from './operations/duplicate'
export { addEntry, moveEntry, removeEntry, setField, setFieldWithin } from './operations/fields'
export { insertState, type NewState } from './operations/insert'
export { moveState } from './operations/move'
export { renameState } from './operations/rename'
export { wrapState } from './operations/wrap'
export { type Place, placeKey } from './places'
export { languageOf, nameOf, objectAt, readValue, statesBeside, valueAt } from './reading'
export { applyEdits, type TextEdit } from './text/text-edit'
