import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonValue } from '@/lib/json'
import { answerHash, canonicalJson } from '@/lib/progress/answer-hash'

test('the order of members makes no difference, anything else does', () => {
  const choices = answerHash({ kind: 'prediction', choices: { a: '1', b: '2' } })
  expect(answerHash({ choices: { b: '2', a: '1' }, kind: 'prediction' })).toBe(choices)
  expect(answerHash({ kind: 'prediction', choices: { a: '1', b: '3' } })).not.toBe(choices)
  expect(answerHash({ kind: 'definition', definition: '{}' })).not.toBe(
    answerHash({ kind: 'definition', definition: '{} ' }),
  )
})

test('canonical JSON reads back as the same value, and is the same for the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value as JsonValue)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    }),
  )
})
