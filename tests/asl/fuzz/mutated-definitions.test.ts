import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from '@/lib/asl'
import { Chance } from './chance'
import { inputs } from './hostile-values'
import { mutated } from './mutate'
import { realDefinitions } from './real-definitions'
import { runWildly } from './run-wildly'
import { share, TIMEOUT_MS } from './share'

const RUNS_EACH = 3

test(
  'real definitions with accidents in them are refused or run, and their histories are well-formed',
  async () => {
    const { numRuns, ...seed } = share({ short: 7_000, long: 250_000 })
    const sources = realDefinitions()
    let executions = 0
    await fc.assert(
      fc.asyncProperty(fc.nat(sources.length - 1), fc.integer(), inputs, async (source, number, input) => {
        const chance = new Chance(number)
        const parsed = parse(mutated(sources[source] ?? '{}', chance))
        if (!parsed.ok) {
          expect(parsed.diagnostics.length).toBeGreaterThan(0)
          return
        }
        for (let run = 0; run < RUNS_EACH; run++) {
          const { problems } = await runWildly(parsed.machine, input, chance)
          expect(problems).toEqual([])
          executions++
        }
      }),
      { numRuns, ...seed },
    )
    expect(executions).toBeGreaterThan(numRuns * 0.3)
  },
  TIMEOUT_MS,
)
