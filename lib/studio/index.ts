/**
 * Drawing a machine by changing its text: every operation reads the text of a definition and answers with the
 * smallest edits that do what was asked, so that text and drawing share one history and what nobody touched stays
 * as it was written. No React. May import: `lib/asl`, `lib/graph` (types), `lib/language` (facts), `lib/services` (the
 * names of SDK actions).
 */

export { type Action, actions, newTask } from './actions'
export { type Change, obstacle } from './change'
export { type DropTarget, dropTargets } from './drop-targets'
export { fieldOrder } from './field-order'
export { isLine, jsonText, lineOf, readJsonText, readLine, type Typed } from './field-text'
export { findSdkActions } from './find-actions'
export { type FlowState, flowStates, newFlowState } from './flow-states'
export { type Connection, connect, connectionsOf, endAt, leadPlaceTo, setNext } from './operations/connect'
export { deleteState } from './operations/delete'
export { duplicateState } from './operations/duplicate'
export { addEntry, moveEntry, removeEntry, setField, setFieldWithin, setValue } from './operations/fields'
export { insertState, type NewState } from './operations/insert'
export { moveState } from './operations/move'
export { renameState } from './operations/rename'
export { wrapState } from './operations/wrap'
export { type Place, placeKey } from './places'
export { type Preview, type PreviewData, previewState, type Yield } from './preview'
export { languageOf, nameOf, objectAt, statesBeside, valueAt } from './reading'
export {
  newComparison,
  operandKindOf,
  type RuleKind,
  type RuleShape,
  shapeOf,
  withKind,
  withOperator,
} from './rule'
export { stateAround } from './structure'
export { Draft } from './text/draft'
export { applyEdits, type TextEdit } from './text/text-edit'
