import { describe, expect, test } from 'vitest'
import { restore, snapshot } from '@/lib/asl'
import { brokenInvariants } from '../../support/history-invariants'
import { loadCases } from './case'
import { runCase } from './run-case'

const cases = await Promise.all(
  loadCases().map(async (theCase) => ({ ...theCase, theCase, ran: await runCase(theCase) })),
)

describe.each(cases)('$name', ({ theCase, ran }) => {
  const { ended, history, lines } = ran

  test('history', () => {
    expect(lines).toEqual(theCase.history)
    expect(brokenInvariants(history)).toEqual([])
  })

  test('end', () => {
    expect(ended?.status ?? 'RUNNING').toBe(theCase.status)
    if (ended?.status === 'SUCCEEDED') expect(ended.output).toEqual(theCase.output)
    if (ended && 'failure' in ended) expect(ended.failure).toEqual(theCase.failure)
    if (ended?.status === 'STOPPED') expect(ended.stoppedBy.message).toBe(theCase.stoppedBy)
  })

  test('the same after being saved and loaded between every two steps', async () => {
    const reloaded = await runCase(theCase, {
      between: (execution) => restore(execution.machine, snapshot(execution), { refuse: execution.refuse }),
    })
    expect(reloaded.history).toEqual(history)
    expect(reloaded.ended).toEqual(ended)
  })
})
