import { expect, test, vi } from 'vitest'
import { begin, parse, parseOnDemand, step } from '@/lib/asl'

const loaded = vi.hoisted(() => ({ count: 0 }))
vi.mock('jsonata', async (load) => {
  loaded.count++
  return load()
})
// As in a bundle of which `parse` is no part: there the language comes with `parseOnDemand` alone.
vi.mock('@/lib/asl/parse/parse', () => ({ parse: undefined }))

const inJsonPath = { StartAt: 'A', States: { A: { Type: 'Pass', Parameters: { 'n.$': '$.n' }, End: true } } }
const inJsonata = {
  QueryLanguage: 'JSONata',
  StartAt: 'A',
  States: { A: { Type: 'Pass', Output: '{% $states.input.n + 1 %}', End: true } },
}

async function outputOf(source: string): Promise<unknown> {
  const parsed = await parseOnDemand(source)
  if (!parsed.ok) throw new Error(parsed.diagnostics[0].message)
  const { execution } = await step(begin(parsed.machine, { seed: 1 }), {
    type: 'Started',
    at: 0,
    input: { n: 1 },
  })
  return execution.status === 'SUCCEEDED' ? execution.output : execution.status
}

test('JSONata is loaded with the first definition that uses it, however that is written', async () => {
  expect(parse).toBeUndefined()
  expect(await outputOf(JSON.stringify(inJsonPath))).toEqual({ n: 1 })
  expect(loaded.count).toBe(0)
  expect(await outputOf(JSON.stringify(inJsonata).replace('JSONata', 'JSON\\u0061ta'))).toBe(2)
  expect(await outputOf(JSON.stringify(inJsonata))).toBe(2)
  expect(loaded.count).toBe(1)
})
