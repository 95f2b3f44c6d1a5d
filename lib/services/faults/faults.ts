import type { JsonValue } from '@/lib/json'
import type { FaultSetup } from '../account'
import { type Answer, type Call, failed, type Surroundings } from '../answer'
import { includes } from '../includes'
import { nextUse } from '../scripted'
import { optimizedCause, sdkCause } from '../sdk-error'
import { type RefusalWords, wordsOf } from './fault-words'

/** Unless the exercise says. */
const SLOW_SECONDS = 5
const REFUSAL_MS = 25

type Act = () => Promise<Answer>

/** The call as it goes with the faults that the exercise orders for it. */
export async function withFaults(words: string, call: Call, around: Surroundings, act: Act): Promise<Answer> {
  const fault = faultOn(words, () => call.payload, around)
  switch (fault?.fault) {
    case undefined:
      return act()
    case 'NeverAnswers':
      return { kind: 'Queued', durationMs: 0 }
    case 'Slow': {
      const answer = await act()
      return { ...answer, durationMs: answer.durationMs + (fault.seconds ?? SLOW_SECONDS) * 1000 }
    }
    case 'Duplicate':
      await act()
      return act()
    case 'Poison':
      return failed(fault.error ?? 'Error', fault.cause ?? 'Poison item', REFUSAL_MS)
    case 'Throttle':
    case 'ServerError':
      return refused(wordsOf(words, fault.fault), around)
  }
}

/** The fault that is ordered for this use of `words`, if any; counts on. `seenBy` is what a fault's `where` looks at. */
export function faultOn(
  words: string,
  seenBy: (where: JsonValue | undefined) => JsonValue,
  { account, ids }: Surroundings,
): FaultSetup | undefined {
  for (const [place, fault] of (account.setup.faults ?? []).entries()) {
    const { on, where } = fault
    if (on !== words || (where !== undefined && !includes(where, seenBy(where)))) continue
    const number = nextUse(account, 'fault', place) + 1
    if (fault.calls && !fault.calls.includes(number)) continue
    if (fault.percent !== undefined && ids.number() % 100 >= fault.percent) continue
    return fault
  }
  return undefined
}

function refused({ error, client, isSdk, ...refusal }: RefusalWords, { ids }: Surroundings): Answer {
  const facts = { ...refusal, requestId: ids.uuid() }
  const cause = isSdk ? `${sdkCause(client, facts)} (SDK Attempt Count: 1)` : optimizedCause(client, facts)
  return failed(error, cause, REFUSAL_MS)
}
