import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DRAFTS_KEPT, type Draft, opening, surplus } from '@/app/_workbench/drafts/draft'

const STARTER = '{ "StartAt": "" }'

function draft(draftId: string, text: string, savedAt: number, setAside?: Draft['setAside']): Draft {
  return { draftId, exerciseId: 'task-types/lambda-by-arn', text, savedAt, ...(setAside && { setAside }) }
}

describe('what the workbench opens with', () => {
  test.each<[string, Draft[], string | undefined, string[]]>([
    ['nothing written: the starter', [], undefined, []],
    ['the only draft', [draft('a', 'mine', 1)], 'mine', []],
    [
      'two tabs: the newer, the other one click away',
      [draft('a', 'old', 1), draft('b', 'new', 2)],
      'new',
      ['old'],
    ],
    ['the same draft twice: its newer form only', [draft('a', 'old', 1), draft('a', 'new', 2)], 'new', []],
    [
      'a text set aside never comes back by itself',
      [draft('a', 'now', 1), draft('b', 'before reset', 2, 'reset')],
      'now',
      ['before reset'],
    ],
    [
      'only a text set aside: the starter, and it is one click away',
      [draft('b', 'before', 2, 'reset')],
      undefined,
      ['before'],
    ],
    ['equal texts are one', [draft('a', 'same', 1), draft('b', 'same', 2)], 'same', []],
    ['the starter is no draft of its own', [draft('a', STARTER, 1), draft('b', 'mine', 2)], 'mine', []],
    [
      'gone back to the starter: it is shown, the rest is kept',
      [draft('a', STARTER, 3), draft('b', 'mine', 2)],
      STARTER,
      ['mine'],
    ],
  ])('%s', (_, found, shown, others) => {
    const opened = opening(found, STARTER)
    expect(opened.shown?.text).toBe(shown)
    expect(opened.others.map((one) => one.text)).toEqual(others)
  })

  const drafts = fc.array(
    fc.record({
      draftId: fc.constantFrom('a', 'b', 'c', 'd'),
      exerciseId: fc.constant('x'),
      text: fc.constantFrom('one', 'two', 'three', STARTER),
      savedAt: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 8 },
  )

  test('no text that is somebody’s newest is ever out of reach', () => {
    fc.assert(
      fc.property(drafts, (found) => {
        const opened = opening(found, STARTER)
        const reachable = new Set([STARTER, opened.shown?.text, ...opened.others.map((one) => one.text)])
        for (const id of new Set(found.map((one) => one.draftId))) {
          const newest = Math.max(...found.filter((one) => one.draftId === id).map((one) => one.savedAt))
          const texts = found
            .filter((one) => one.draftId === id && one.savedAt === newest)
            .map((one) => one.text)
          expect(texts.some((text) => reachable.has(text))).toBe(true)
        }
      }),
    )
  })

  test('every tab chooses the same, whatever order it finds them in', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          drafts.map((list) => list[0] ?? draft('z', 'z', 0)),
          { selector: (one) => one.draftId },
        ),
        (found) => {
          expect(opening([...found].reverse(), STARTER)).toEqual(opening(found, STARTER))
        },
      ),
    )
  })
})

test('only the oldest beyond the count may be forgotten, if the server has them, and never one in use', () => {
  const many = Array.from({ length: DRAFTS_KEPT + 4 }, (_, index) => ({
    ...draft(`d${index}`, `${index}`, index),
    isOnServer: index !== 1,
  }))
  expect(surplus(many, new Set(['d0'])).map((one) => one.draftId)).toEqual(['d3', 'd2'])
})
