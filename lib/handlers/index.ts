/** Learners' and authors' JavaScript handlers in QuickJS (WebAssembly), bounded and deterministic. */
export type { HandlerOutcome, HandlerRequest, LogLine, RunHandler } from './handler'
