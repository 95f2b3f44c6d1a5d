import { expect, test } from 'vitest'
import { expendable } from '@/lib/progress/draft-room'

/** Drafts in the order in which they were saved, the oldest first. */
function drafts(...texts: string[]) {
  return texts.map((text, index) => ({ draftId: `d${index}`, text, savedAt: new Date(index * 1_000) }))
}

test.each([
  { name: 'all hold something of their own', texts: ['a', 'b', 'c'], known: [], gone: undefined },
  { name: 'an empty one goes first', texts: ['a', ' \n', 'c'], known: [], gone: 'd1' },
  { name: 'the older of two equal ones', texts: ['x', 'a', 'b', 'a'], known: [], gone: 'd1' },
  { name: 'the oldest that was handed in', texts: ['x', 'a', 'b'], known: ['b', 'a'], gone: 'd1' },
  { name: 'equal but for white space is not equal', texts: ['a', 'a ', 'b'], known: ['b '], gone: undefined },
  { name: 'none there', texts: [], known: ['a'], gone: undefined },
])('$name', ({ texts, known, gone }) => {
  const shuffled = drafts(...texts).reverse()
  expect(expendable(shuffled, new Set(known))?.draftId).toBe(gone)
})
