import type { JsonValue } from '@/lib/json'
import type { ScriptedAnswer } from '../account'
import { type Answer, type Call, failed, type Surroundings } from '../answer'
import type { Account } from '../create-account'
import { includes } from '../includes'

/** Unless the exercise says. */
const SECONDS = 0.05

/** What the exercise has written down for this call, if anything. Several replies are given one after the other. */
export function scriptedAnswer(
  spoken: string,
  { payload }: Call,
  { account }: Surroundings,
): Answer | undefined {
  const scripts: readonly ScriptedAnswer[] = account.setup.answers ?? []
  const place = scripts.findIndex(
    ({ on, where }) => on === spoken && (where === undefined || includes(where, payload)),
  )
  const replies = scripts[place]?.replies ?? []
  const reply = replies[Math.min(nextUse(account, 'answer', place), replies.length - 1)]
  if (!reply) return undefined
  const durationMs = Math.round((reply.seconds ?? SECONDS) * 1000)
  return reply.error === undefined
    ? { kind: 'Succeeded', output: reply.output ?? {}, durationMs }
    : failed(reply.error, reply.cause ?? '', durationMs)
}

/** How often this part of the setup was used before; counts on. */
export function nextUse({ scriptUses }: Account, part: string, place: number): number {
  const key = `${part} ${place}`
  const use = scriptUses[key] ?? 0
  scriptUses[key] = use + 1
  return use
}

/** A call that AWS would take and the exercise says nothing about: never a made-up success. */
export function notScripted(
  spoken: string,
  where: 'answers' | 'jobs' | 'endpoints',
  payload: JsonValue,
): Answer {
  const shown = JSON.stringify(payload)
  return failed(
    'Stepwise.NotScripted',
    `This account has no answer for ${spoken} with ${shown.length > 300 ? `${shown.slice(0, 300)}…` : shown}. On AWS the call might have succeeded; in this exercise it is not needed (its "${where}" do not speak of it).`,
    0,
  )
}
