import { expect, test } from 'vitest'
import { agoText } from '@/app/(teach)/teach/ago-text'

const now = new Date('2026-11-22T12:00:00Z')

test.each([
  ['2026-11-22T11:59:31Z', 'just now'],
  ['2026-11-22T11:59:00Z', '1 minute ago'],
  ['2026-11-22T11:00:01Z', '59 minutes ago'],
  ['2026-11-22T11:00:00Z', '1 hour ago'],
  ['2026-11-21T12:00:01Z', '23 hours ago'],
  ['2026-11-21T12:00:00Z', 'yesterday'],
  ['2026-10-22T12:00:00Z', '31 days ago'],
])('%s is %s', (then, expected) => {
  expect(agoText(new Date(then), now)).toBe(expected)
})
