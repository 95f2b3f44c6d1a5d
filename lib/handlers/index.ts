/**
 * Learners' and authors' JavaScript handlers in QuickJS (WebAssembly), bounded and deterministic: the same
 * code in the browser's worker, in the grader's worker thread and in tests. Imports nothing of ours but
 * `lib/json`.
 */
export type { HandlerOutcome, HandlerRequest, LogLine, RunHandler } from './handler'
export { loadHandlers } from './load-handlers'
