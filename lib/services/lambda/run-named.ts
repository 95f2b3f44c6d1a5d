import type { JsonValue } from '@/lib/json'
import { REGION } from '../account'
import type { Outcome } from '../agenda'
import type { Surroundings } from '../answer'
import { runFunction } from './run-function'

/** Runs a function of the account for somebody who is no task: a worker, a callback client, an event. */
export async function runNamed(name: string, event: JsonValue, around: Surroundings): Promise<Outcome> {
  const lambda = around.account.functions.get(name)
  if (!lambda) throw new Error(`The account has no function called "${name}".`)
  const run = await runFunction(
    lambda,
    { name, account: around.account.accountId, region: REGION },
    event,
    around,
  )
  return run.result.ok ? { ok: true, output: run.result.payload } : { ok: false, failure: run.result.failure }
}
