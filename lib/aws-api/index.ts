/**
 * The AWS JSON protocol as Step Functions speaks it. So far: how a history event looks on the wire. May import:
 * `lib/sandbox`, `lib/services`, `lib/asl`.
 */
export { type ApiHistoryEvent, toApiHistoryEvent } from './history-event'
