import { expect, test } from 'vitest'
import { divergenceSentence } from '@/app/_workbench/history-import/divergence'
import type { HistoryEvent } from '@/lib/asl'
import { toApiHistoryEvent } from '@/lib/aws-api'
import { align, comparisonOf, readHistory, recordedEvents } from '@/lib/histories'
import { historyOf } from '../support/history-of'

const HISTORY = historyOf([
  [0, 'ExecutionStarted', { input: {}, roleArn: '' }],
  [0, 'PassStateEntered', { name: 'Pack', input: {} }],
  [0, 'PassStateExited', { name: 'Pack', output: { n: 1 } }],
  [0, 'ExecutionSucceeded', { output: { n: 1 } }],
])
const onAws = JSON.stringify({ events: HISTORY.map(toApiHistoryEvent) })

function sentenceFor(history: readonly HistoryEvent[], pasted: string): string {
  const read = readHistory(pasted)
  if (!read.ok) throw new Error(read.error)
  const [here, there] = [recordedEvents(history), read.value.events]
  return divergenceSentence(
    comparisonOf(align(here, there)),
    (id) => here[id - 1],
    (id) => there[id - 1],
  )
}

test.each<[string, readonly HistoryEvent[], string, string]>([
  ['agreement', HISTORY, onAws, 'Both histories agree, all 4 events.'],
  [
    'another value',
    HISTORY,
    onAws.replace('\\"n\\":1', '\\"n\\":2'),
    'They first part at event 3 here and 3 on AWS, PassStateExited Pack: /output/n differs.',
  ],
  [
    'an event too few here',
    HISTORY.slice(0, 3),
    onAws,
    'They first part at event 4 of AWS, ExecutionSucceeded: the run here has nothing like it at that place.',
  ],
  [
    'data that AWS left out',
    HISTORY,
    onAws.replaceAll('"truncated":false', '"truncated":true'),
    '4 pairs of events were compared without data, because one side has none there.',
  ],
])('%s is said in a sentence', (_, history, pasted, sentence) => {
  expect(sentenceFor(history, pasted)).toContain(sentence)
})
