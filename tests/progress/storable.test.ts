import { expect, test } from 'vitest'
import { isStorable, storable } from '@/lib/progress/storable'

test.each([
  { text: '{ "a": "😀" }\t\u2028', is: true },
  { text: 'nul \0', is: false },
  { text: 'half \ud83d', is: false },
  { text: '\ude00 half', is: false },
])('$text', ({ text, is }) => {
  expect(isStorable(text)).toBe(is)
  expect(isStorable({ kind: 'definition', definition: text })).toBe(is)
  expect(isStorable({ kind: 'prediction', choices: { a: text } })).toBe(is)
  expect(isStorable({ kind: 'prediction', choices: { [text]: 'a' } })).toBe(is)
  expect(isStorable(JSON.stringify(storable({ deep: [{ text }] })))).toBe(true)
  if (is) expect(storable({ text })).toEqual({ text })
})
