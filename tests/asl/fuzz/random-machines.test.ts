import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from '@/lib/asl'
import { Chance } from './chance'
import { definitions } from './hostile-definitions'
import { inputs } from './hostile-values'
import { runWildly } from './run-wildly'
import { share, TIMEOUT_MS } from './share'

const RUNS_EACH = 10

test(
  'machines made at random, in a world without manners',
  async () => {
    const { numRuns, ...seed } = share({ short: 1_100, long: 90_000 })
    let executions = 0
    await fc.assert(
      fc.asyncProperty(definitions, inputs, inputs, fc.integer(), async (definition, one, other, chance) => {
        const parsed = parse(JSON.stringify(definition))
        if (!parsed.ok) return
        for (let run = 0; run < RUNS_EACH; run++) {
          const input = run % 2 === 0 ? one : other
          const { problems } = await runWildly(parsed.machine, input, new Chance(chance + run))
          expect(problems).toEqual([])
          executions++
        }
      }),
      { numRuns, ...seed },
    )
    // Most definitions are valid: a fuzzer whose inputs are refused at the door tries nothing.
    expect(executions).toBeGreaterThan(numRuns * RUNS_EACH * 0.7)
  },
  TIMEOUT_MS,
)
