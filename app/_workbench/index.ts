/** The door of the workbench: editor, graph, run, check and what they keep. May import: `_ui`, `lib`. */
export type { NextStep } from './workbench'
export { Workbench } from './workbench'
