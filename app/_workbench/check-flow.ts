import type { Report } from '@/lib/exercises'
import type { Delivery } from './outbox/delivery'

/** From the click on Check to a verdict that counts. The browser's own comes first and is a preview. */
export type CheckState =
  | { phase: 'none' }
  | { phase: 'checking'; attemptId: string; source: string }
  | {
      phase: 'shown'
      attemptId: string
      /** The text that was checked. */
      source: string
      report: Report
      by: 'browser' | 'server'
      sending: 'sending' | 'recorded' | 'kept' | 'refused'
      /** A sentence about `kept` and `refused`. */
      note?: string
      assisted: boolean
    }

export type CheckEvent =
  | { type: 'Pressed'; attemptId: string; source: string }
  | { type: 'Previewed'; attemptId: string; report: Report }
  | { type: 'Delivered'; attemptId: string; delivery: Delivery }
  | { type: 'Cleared' }

/** Answers about an attempt that is no longer the last one change nothing. The server's verdict replaces the preview. */
export function checkReducer(state: CheckState, event: CheckEvent): CheckState {
  if (event.type === 'Pressed') {
    return { phase: 'checking', attemptId: event.attemptId, source: event.source }
  }
  if (event.type === 'Cleared') return { phase: 'none' }
  if (state.phase === 'none' || state.attemptId !== event.attemptId) return state
  if (event.type === 'Previewed') {
    // The server may be faster than the preview; then its verdict stays.
    if (state.phase === 'shown' && state.by === 'server') return state
    const before =
      state.phase === 'shown'
        ? { sending: state.sending, ...(state.note !== undefined && { note: state.note }) }
        : { sending: 'sending' as const }
    return {
      phase: 'shown',
      attemptId: state.attemptId,
      source: state.source,
      report: event.report,
      by: 'browser',
      assisted: false,
      ...before,
    }
  }
  return delivered(state, event.delivery)
}

function delivered(state: Exclude<CheckState, { phase: 'none' }>, delivery: Delivery): CheckState {
  const { attemptId, source } = state
  if (delivery.kind === 'recorded') {
    const { report, assisted } = delivery.recorded
    return { phase: 'shown', attemptId, source, report, by: 'server', sending: 'recorded', assisted }
  }
  const preview =
    state.phase === 'shown' ? state.report : { outcome: 'failed' as const, results: [], diagnostics: [] }
  if (state.phase === 'shown' && state.by === 'server') return state
  const [sending, note] =
    delivery.kind === 'refused'
      ? (['refused', delivery.message] as const)
      : (['kept', KEPT[delivery.reason]] as const)
  return { phase: 'shown', attemptId, source, report: preview, by: 'browser', sending, note, assisted: false }
}

const KEPT = {
  offline: 'Saved here, will be sent: the server cannot be reached. It counts once it has arrived.',
  busy: 'Saved here, will be sent: the server is busy. It counts once it has arrived.',
  'server-fault': 'Saved here, will be sent: the server had a fault. It counts once it has arrived.',
} as const

/** What is said of a check, in one sentence. */
export function checkSentence(state: CheckState): string {
  if (state.phase === 'none') return ''
  if (state.phase === 'checking') return 'Checking…'
  const { report } = state
  const failed = report.results.filter((result) => !result.verdict.passed)
  switch (report.outcome) {
    case 'passed':
      return state.by === 'server' ? 'Passed.' : 'Passed here; the server checks it once more.'
    case 'failed': {
      const [first] = failed
      return first
        ? `${failed.length} of ${report.results.length} checks not yet passed; first: ${first.title}.`
        : 'Not passed yet.'
    }
    case 'invalid-definition': {
      const [first] = report.diagnostics
      return first
        ? `The definition cannot run: line ${first.range.line}, ${first.message}`
        : 'The definition cannot run.'
    }
    case 'limit-reached':
    case 'took-too-long':
      return report.message ?? 'It took too long.'
  }
}
