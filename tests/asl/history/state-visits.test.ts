import { describe, expect, test } from 'vitest'
import { type StateVisit, stateStatuses, stateVisits, transitions } from '@/lib/asl'
import { loadCases } from '../cases/case'
import { runCase } from '../cases/run-case'

const histories = new Map(
  await Promise.all(
    loadCases().map(async (theCase) => [theCase.name, (await runCase(theCase)).history] as const),
  ),
)

function historyOf(name: string) {
  const history = histories.get(name)
  if (!history) throw new Error(`There is no case ${name}.`)
  return history
}

/** `Each[1]/Item: aborted` */
function asText({ name, path, status, retries, failure }: StateVisit): string {
  const where = path
    .map((step) => `${step.state}[${step.of === 'Iteration' ? step.index : step.startsWith}]/`)
    .join('')
  const again = retries > 0 ? ` after ${retries}` : ''
  return `${where}${name}: ${status}${again}${failure?.error === undefined ? '' : ` !${failure.error}`}`
}

describe('stateVisits: one entry per stay in a state', () => {
  test.each([
    ['pass/passes-input-on', ['Through: succeeded']],
    [
      'choice/loop-until-done',
      ['Count', 'Enough', 'Count', 'Enough', 'Done'].map((name) => `${name}: succeeded`),
    ],
    ['task/fails', ['Charge: failed !Card.Declined']],
    ['retry/succeeds-at-the-third-try', ['Charge: succeeded after 2 !Gateway.Busy']],
    ['retry/exhausted', ['Charge: failed after 1 !Gateway.Busy']],
    ['catch/keeps-input', ['Charge: caught !Card.Declined', 'Apologise: succeeded']],
    ['catch/after-the-last-retry', ['Charge: caught after 1 !A', 'Apologise: succeeded']],
    ['fail/error-and-cause', ['No: failed !Order.Rejected']],
    ['choice/no-match', ['Pick: failed !States.Runtime']],
    ['parallel/catch', ['Both: caught', 'Both[No]/No: failed', 'After: succeeded']],
    [
      'parallel/retry-runs-all-again',
      [
        'Both: failed after 1 !A',
        'Both[Fine]/Fine: succeeded',
        'Both[No]/No: failed',
        'Both[Fine]/Fine: succeeded',
        'Both[No]/No: failed',
      ],
    ],
    [
      'parallel/stops-the-others',
      [
        'Both: failed !A',
        'Both[Fails]/Fails: failed !A',
        'Both[Works]/Works: aborted',
        'Both[Waits]/Waits: aborted',
      ],
    ],
    [
      'parallel/nested',
      [
        'Outer: succeeded',
        'Outer[Inner]/Inner: caught',
        'Outer[Fine]/Fine: succeeded',
        'Outer[Inner]/Inner[No]/No: failed',
        'Outer[Inner]/Fixed: succeeded',
      ],
    ],
    ['map/one-after-another', ['Each: succeeded', 'Each[0]/Item: succeeded', 'Each[1]/Item: succeeded']],
    ['map/fails-and-is-caught', ['Each: caught', 'Each[0]/No: failed', 'After: succeeded']],
    ['map/retry', ['Each: succeeded after 1 !A', 'Each[0]/Item: failed !A', 'Each[0]/Item: succeeded']],
    ['map/runtime-error-inside', ['Each: failed !States.Runtime', 'Each[0]/Item: failed !States.Runtime']],
    ['execution/time-out', ['Long: aborted']],
    ['execution/stopped', ['Work: aborted']],
  ])('%s', (name, expected) => {
    expect(stateVisits(historyOf(name)).map(asText)).toEqual(expected)
  })

  test('tell input, output, variables and the events that belong to them', () => {
    const [, visit] = stateVisits(historyOf('assign/swap'))
    expect(visit).toMatchObject({
      name: 'Swap',
      type: 'Pass',
      input: {},
      output: {},
      assigned: { a: 2, b: 1 },
      enteredEvent: 4,
      exitedEvent: 5,
      events: [4, 5],
    })
  })

  test('keep a task’s events together, and a Map’s apart from its iterations’', () => {
    const visits = stateVisits(historyOf('map/retry'))
    expect(visits.map(({ events }) => events)).toEqual([
      [2, 3, 9, 11, 18, 19, 20],
      [5, 6, 7, 8, 10],
      [13, 14, 15, 16, 17],
    ])
  })
})

describe('stateStatuses: what the graph shows at a playhead', () => {
  const history = historyOf('retry/succeeds-at-the-third-try')

  test.each([
    [1, undefined],
    [2, 'running'],
    [5, 'retrying'],
    [6, 'running'],
    [12, 'succeeded'],
  ])('after event %i', (upTo, status) => {
    expect(stateStatuses(history, upTo).get('Charge')).toBe(status)
  })

  test('a state that stands differently in several iterations shows the most telling', () => {
    expect(stateStatuses(historyOf('map/stops-the-others')).get('Item')).toBe('failed')
    expect(stateStatuses(historyOf('map/two-at-a-time'), 11).get('Item')).toBe('running')
  })

  test('a state visited again shows the latest stay', () => {
    expect(stateStatuses(historyOf('choice/loop-until-done'), 6).get('Count')).toBe('running')
  })
})

describe('transitions: the edges taken', () => {
  test('from exit to entry, and from nowhere at a start', () => {
    expect(transitions(historyOf('catch/keeps-input'))).toEqual([
      { to: 'Charge', event: 2 },
      { from: 'Charge', to: 'Apologise', event: 7 },
    ])
    expect(transitions(historyOf('map/one-after-another'))).toEqual([
      { to: 'Each', event: 2 },
      { to: 'Item', event: 5 },
      { to: 'Item', event: 9 },
    ])
  })
})
