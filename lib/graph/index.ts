/**
 * A definition as a picture: states and transitions read from loose JSON, laid out as plain numbers, and the same
 * states as a list in reading order. No React; what is drawn is decided here. May import: `lib/asl` (types).
 */
export type { GraphLayout, LaidEdge, LaidGroup, LaidNode } from './layout'
export { layOut } from './layout'
export type { OutlineEntry } from './outline'
export { outlineOf } from './outline'
export type { GraphContainer, GraphState, GraphTransition, StateGraph, TransitionKind } from './state-graph'
export { LARGEST_GRAPH, stateGraph } from './state-graph'
