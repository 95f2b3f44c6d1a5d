import { describe, expect, test } from 'vitest'
import { type CheckEvent, type CheckState, checkReducer, checkSentence } from '@/app/_workbench/check-flow'
import { nextAct } from '@/app/_workbench/next-act'
import type { Delivery } from '@/app/_workbench/outbox/delivery'
import type { Report } from '@/lib/exercises'

const FAILED: Report = { outcome: 'failed', results: [], diagnostics: [] }
const PASSED: Report = { outcome: 'passed', results: [], diagnostics: [] }
const recorded = (report: Report): Delivery => ({
  kind: 'recorded',
  recorded: { attemptId: '1', report, assisted: false, recordedAt: '', repeated: false },
})
const pressed: CheckEvent = { type: 'Pressed', attemptId: '1', source: 'text' }
const previewed = (report: Report): CheckEvent => ({ type: 'Previewed', attemptId: '1', report })
const delivered = (delivery: Delivery): CheckEvent => ({ type: 'Delivered', attemptId: '1', delivery })

function stateAfter(...events: CheckEvent[]): CheckState {
  return events.reduce(checkReducer, { phase: 'none' })
}

describe('from the click on Check to a verdict that counts', () => {
  test.each<[string, CheckEvent[], object]>([
    [
      'the preview comes first',
      [pressed, previewed(PASSED)],
      { by: 'browser', sending: 'sending', report: PASSED },
    ],
    [
      'the server’s verdict replaces it',
      [pressed, previewed(PASSED), delivered(recorded(FAILED))],
      { by: 'server', report: FAILED },
    ],
    [
      'a preview that comes late changes nothing',
      [pressed, delivered(recorded(FAILED)), previewed(PASSED)],
      { by: 'server', report: FAILED },
    ],
    [
      'offline: the preview stays, kept to be sent',
      [pressed, previewed(PASSED), delivered({ kind: 'later', reason: 'offline', afterMs: 1 })],
      { by: 'browser', sending: 'kept', report: PASSED },
    ],
    [
      'kept is known before the preview is there',
      [pressed, delivered({ kind: 'later', reason: 'busy', afterMs: 1 }), previewed(PASSED)],
      { by: 'browser', sending: 'kept', report: PASSED },
    ],
    [
      'sent when the network is back',
      [
        pressed,
        previewed(PASSED),
        delivered({ kind: 'later', reason: 'offline', afterMs: 1 }),
        delivered(recorded(PASSED)),
      ],
      { by: 'server', sending: 'recorded' },
    ],
    [
      'refused, with the reason',
      [pressed, previewed(PASSED), delivered({ kind: 'refused', message: 'No.' })],
      { sending: 'refused', note: 'No.' },
    ],
  ])('%s', (_, events, expected) => {
    expect(stateAfter(...events)).toMatchObject(expected)
  })

  test('news of an earlier attempt changes nothing', () => {
    const state = stateAfter(pressed, { type: 'Pressed', attemptId: '2', source: 'more' })
    expect(checkReducer(state, delivered(recorded(PASSED)))).toBe(state)
  })

  test('one sentence each', () => {
    expect(checkSentence(stateAfter(pressed))).toBe('Checking…')
    expect(checkSentence(stateAfter(pressed, delivered(recorded(PASSED))))).toBe('Passed.')
    expect(checkSentence(stateAfter(pressed, previewed(PASSED)))).toMatch(/server checks it once more/)
  })
})

describe('the prominent button', () => {
  const run = { run: undefined as never, scenarioId: 's', source: 'text' }
  test.each<[string, { source: string; run?: typeof run }, CheckState, string]>([
    ['at first', { source: 'text' }, { phase: 'none' }, 'run'],
    ['after a run of this text', { source: 'text', run }, { phase: 'none' }, 'check'],
    ['after the text has changed', { source: 'other', run }, { phase: 'none' }, 'run'],
    ['after passing', { source: 'text', run }, stateAfter(pressed, previewed(PASSED)), 'next'],
    ['after failing', { source: 'text', run }, stateAfter(pressed, previewed(FAILED)), 'run'],
    ['after passing and changing', { source: 'other', run }, stateAfter(pressed, previewed(PASSED)), 'run'],
  ])('%s', (_, state, check, act) => {
    expect(nextAct(state, check)).toBe(act)
  })
})
