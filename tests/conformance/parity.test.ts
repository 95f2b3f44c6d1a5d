import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parity, parityFile } from './parity'

test('docs/parity.md is up to date; npm run parity writes it', () => {
  expect(readFileSync(parityFile, 'utf8')).toBe(parity())
})
