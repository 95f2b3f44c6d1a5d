import { expect, test } from 'vitest'
import { fallenServices, readmeSection, readmeTable, writtenScores } from './services-scores'

test('the README of the services says which recordings they pass; npm run conformance -- --services --raise writes it', () => {
  expect(readmeSection()).toBe(readmeTable(writtenScores()))
})

test('every recorded file of tests is done by the services somewhere, or says why not', () => {
  for (const { cases, onServices, mocks } of Object.values(writtenScores())) {
    expect(onServices + Object.values(mocks).reduce((sum, count) => sum + count, 0)).toBe(cases)
  }
})

test('what was reached may not fall', () => {
  const least = { 'services/a': { cases: 3, onServices: 3, output: 3, events: 2, mocks: {} } }
  expect(fallenServices(least, least)).toEqual([])
  expect(fallenServices({ 'services/a': { ...least['services/a'], onServices: 2 } }, least)).toEqual([
    'services/a, onServices: 2, and it was 3.',
  ])
  expect(fallenServices({}, least)).toHaveLength(3)
})
