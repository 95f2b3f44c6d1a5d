import { describe, expect, test } from 'vitest'
import { browserBundle } from './support/browser-bundle'

/** Thousands of bytes, minified and compressed. */
const KB = 1_000

describe('the interpreter in a browser', () => {
  test('with both query languages is at most 90 KB', async () => {
    const { total, parts } = await browserBundle('tests/bench/browser/interpreter.ts')
    expect([...parts.keys()].filter(isJsonata)).not.toEqual([])
    expect(total).toBeLessThanOrEqual(90 * KB)
  })

  test('brings JSONata only where it is asked for', async () => {
    const { partsAtOnce } = await browserBundle('tests/bench/browser/interpreter-on-demand.ts')
    expect([...partsAtOnce.keys()].filter(isJsonata)).toEqual([])
  })
})

describe('a worker of the workbench', () => {
  test.each(['read-worker', 'run-worker'])('%s loads at most 120 KB before it is ready', async (name) => {
    const { atOnce, partsAtOnce } = await browserBundle(`app/_workbench/workers/${name}.ts`)
    expect([...partsAtOnce.keys()].filter(isOnDemand)).toEqual([])
    expect(atOnce).toBeLessThanOrEqual(120 * KB)
  })
})

function isJsonata(file: string): boolean {
  return file.includes('node_modules/jsonata/')
}

/** What only some definitions or exercises need. */
function isOnDemand(file: string): boolean {
  return (
    isJsonata(file) || /quickjs|lib\/handlers|lib\/services\/(iam\/decide|sdk-actions\/actions)/.test(file)
  )
}
