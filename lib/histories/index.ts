/**
 * Two histories of one state machine side by side: a history read from what `aws stepfunctions get-execution-history`
 * prints, the equality of histories, their alignment event by event, and what to take out of a history before it is
 * given away. Deterministic, and runs anywhere. May import: `lib/asl`.
 */
export { type AlignedEvent, type Alignment, align, areEqual } from './align'
export { type Comparison, comparisonOf, type EventById, rowOfComparison } from './comparison'
export { type ReadHistory, readHistory } from './read-history'
export { LONGEST_HISTORY_TEXT, type RecordedEvent, recordedEvents } from './recorded-event'
export { type Redaction, redact } from './redact'
