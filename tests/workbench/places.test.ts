import { describe, expect, test } from 'vitest'
import { placeAt } from '@/app/_workbench/workers/places'
import { readingOf } from '@/app/_workbench/workers/reading'

const SOURCE = `{
  "StartAt": "Both",
  "States": {
    "Both": {
      "Type": "Parallel",
      "End": true,
      "Branches": [{ "StartAt": "In", "States": { "In": { "Type": "Pass", "End": true } } }]
    },
    "Lost": { "Type": "Pass", "End": true }
  }
}`

describe('the state around the cursor', () => {
  test.each([
    ['in the head', '"StartAt": "Both"', undefined],
    ['on a name', '"Both": {', '/States/Both'],
    ['in a field', '"Parallel"', '/States/Both'],
    ['in a branch', '"In": { "Type"', '/States/Both/Branches/0/States/In'],
    ['in the next state', '"Lost"', '/States/Lost'],
  ])('%s', async (_, text, at) => {
    const { places } = await readingOf(SOURCE)
    expect(placeAt(places, SOURCE.indexOf(text) + 2)).toBe(at)
  })
})

describe('a reading', () => {
  test.each([
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['half a definition', '{"StartAt":"A","States":{"A":{"Type":"Pa'],
    ['ten thousand levels', '['.repeat(10_000)],
    ['ten thousand objects', '{"a":'.repeat(10_000)],
    ['a comment', '{ // no\n}'],
    ['two mebibytes', `{"Comment":"${'x'.repeat(2 * 1024 * 1024)}"}`],
  ])('of %s comes back', async (_, source) => {
    const reading = await readingOf(source)
    expect(reading.diagnostics.length).toBeGreaterThan(0)
    expect(reading.diagnostics.length).toBeLessThanOrEqual(100)
    expect(reading.layout.width).toBeGreaterThan(0)
  })
})

test('a definition is read as the type of workflow that the exercise asks for', async () => {
  const resource = 'arn:aws:states:::glue:startJobRun.sync'
  const definition = {
    StartAt: 'Run',
    States: { Run: { Type: 'Task', Resource: resource, Parameters: { JobName: 'j' }, End: true } },
  }
  expect((await readingOf(JSON.stringify(definition))).diagnostics).toEqual([])
  expect((await readingOf(JSON.stringify(definition), 'EXPRESS')).diagnostics).toMatchObject([
    { path: '/States/Run/Resource', severity: 'ERROR' },
  ])
})
