'use client'

import { useActionState } from 'react'
import { Button } from '@/app/_ui/button'
import { chooseClock } from './key-actions'

const CLOCKS = [
  {
    clock: 'wall',
    label: 'As on AWS',
    explanation: 'A Wait of five seconds takes five seconds.',
  },
  {
    clock: 'virtual',
    label: 'Without waiting',
    explanation: 'Time jumps to what is due next, unless somebody outside has to answer a task.',
  },
] as const

/** How time passes in the learner's sandbox. */
export function ClockForm({ clock }: { clock: 'wall' | 'virtual' }) {
  const [state, send, isSending] = useActionState(chooseClock, { status: 'new' })
  return (
    <form action={send} className="mt-10 space-y-4">
      <fieldset className="space-y-3">
        <legend className="mb-2 text-xl font-bold">Time in the sandbox</legend>
        {CLOCKS.map((one) => (
          <label key={one.clock} className="flex gap-3">
            <input
              type="radio"
              name="clock"
              value={one.clock}
              defaultChecked={one.clock === clock}
              className="mt-1 size-5 shrink-0 accent-accent"
            />
            <span>
              <span className="font-semibold">{one.label}</span>
              <span className="block text-ink-soft">{one.explanation}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {state.status === 'refused' && (
        <p role="alert" className="rounded-md border border-failed bg-failed-wash px-4 py-3 text-failed">
          {state.problem}
        </p>
      )}
      {state.status === 'done' && (
        <p role="status" className="rounded-md bg-succeeded-wash px-4 py-3 text-succeeded">
          Time passes so from now on.
        </p>
      )}
      <Button type="submit" look="secondary" size="lg" aria-disabled={isSending}>
        Save
      </Button>
    </form>
  )
}
