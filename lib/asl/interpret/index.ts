/**
 * The interpreter. `step` takes one signal in (`absorb.ts`) and then lets every frame that can move make one
 * move (`turn.ts`), here and in every child of a map run (`advance.ts`). Where to look:
 *
 * - what an execution holds: `execution.ts`; a branch or a Map iteration, and what it is doing: `frame.ts`
 * - what a state does when it is entered: `enter.ts`, and one file per state type; what it may want: `move.ts`
 * - how data goes through a state: `data-flow.ts`; what `$$` is: `context-object.ts`
 * - JSONata: `$states` and what becomes of an expression that fails in `jsonata.ts`; the event of that in
 *   `evaluation-failed.ts`; the language itself in `../query/jsonata`
 * - where moves become events and effects: `perform.ts`; where events are written: `events.ts`
 * - whether a failure is retried: `retry.ts`; caught: `catch.ts`; by which names: `error-names.ts`; the order of
 *   the two: `handleFailure` in `perform.ts`
 * - Parallel branches and Map iterations starting, ending, failing together: `fork.ts`
 * - a distributed Map: its life in `map-run/run.ts`, what it reads and writes in the other files there; its
 *   children, each an execution inside this one: `child-executions.ts`, `map-run/child.ts`
 * - ending all that is under way: `abort.ts`
 * - calls to services, their answers, time-outs and heartbeats: `tasks.ts`
 * - one state alone, as TestState runs it: `run-state.ts`; the values that it tells on the way: `inspect.ts`
 * - redrive: `redrive.ts`; another value for an event: `override.ts`; back to any event: `recording.ts`
 * - limits: `begin.ts` (the numbers), `payload.ts` (sizes), `halt.ts`
 *
 * Nothing here is asynchronous but what `awaitable.ts` lets be: a JSONPath machine never waits.
 */
export { begin } from './begin'
export type { ChildHistory } from './child-executions'
export type {
  EndedExecution,
  Execution,
  ExecutionLimits,
  ExecutionOptions,
  RefuseTask,
  RunningExecution,
  Step,
  StoppedBy,
} from './execution'
export type { InspectedField, Watch } from './inspect'
export type { MapRunDescription } from './map-run/description'
export type { ListedObject, StorageAnswer, StorageRequest } from './map-run/storage'
export { executionBefore, newRecording, outstanding, type Recording, recordSignal } from './recording'
export { redriveRefusal } from './redrive'
export { runState, type StateOutcome, type StateRun, type StateWork, type WorkAnswer } from './run-state'
export type {
  Effect,
  Failure,
  Instant,
  MapRunChanges,
  ScheduledTask,
  Signal,
  TaskToken,
  TimerId,
} from './signal'
export { restore, snapshot } from './snapshot'
export { step } from './step'
export type { TaskRequest } from './task'
export { INTERPRETER_VERSION } from './version'
