'use client'

import { useId, useState } from 'react'
import type { JsonValue } from '@/lib/json'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import type { Change, Changeable } from './changeable'

export interface WhatIfProps {
  changeable: Changeable
  onGo: (change: Change) => void
  onClose: () => void
}

/** Asks for other data, or another answer of a task, with which a run is to go on. */
export default function WhatIfDialog({ changeable, onGo, onClose }: WhatIfProps) {
  const { event, what, value, call, failure } = changeable
  const [fails, setFails] = useState(false)
  const [text, setText] = useState(() => JSON.stringify(value ?? {}, null, 2))
  const [error, setError] = useState(failure?.error ?? 'States.TaskFailed')
  const [cause, setCause] = useState(failure?.cause ?? '')
  const [problem, setProblem] = useState<string>()
  const id = useId()

  const go = () => {
    if (fails) {
      onGo({ outcome: { ok: false, failure: { error, ...(cause !== '' && { cause }) } } })
      return
    }
    let parsed: JsonValue
    try {
      parsed = JSON.parse(text) as JsonValue
    } catch (thrown) {
      setProblem(`This is not JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
      return
    }
    onGo(call && value === undefined ? { outcome: { ok: true, output: parsed } } : { value: parsed })
  }

  return (
    <Dialog title="What if …" onClose={onClose}>
      <p className="mt-0">
        At event {event}, change {what}. Everything before stays as it was; the run goes on with what you
        give, and the run that you see now stays beside it to compare.
      </p>
      {call && (
        <fieldset className="m-0 mb-3 flex flex-wrap gap-x-5 border-0 p-0">
          <legend className="sr-only">How it ends</legend>
          {[false, true].map((is) => (
            <label key={String(is)} className="flex min-h-8 items-center gap-2">
              <input
                type="radio"
                name={id}
                checked={fails === is}
                onChange={() => setFails(is)}
                className="size-4"
              />
              {is ? 'It fails' : 'It answers'}
            </label>
          ))}
        </fieldset>
      )}
      {fails ? (
        <div className="grid gap-3 text-sm">
          <label className="grid gap-1 font-semibold">
            Error
            <input value={error} onChange={({ target }) => setError(target.value)} className={FIELD} />
          </label>
          <label className="grid gap-1 font-semibold">
            Cause
            <input value={cause} onChange={({ target }) => setCause(target.value)} className={FIELD} />
          </label>
        </div>
      ) : (
        <>
          <label htmlFor={id} className="text-sm font-semibold">
            {call ? 'Answer' : 'Data'}, as JSON
          </label>
          <textarea
            id={id}
            value={text}
            onChange={({ target }) => {
              setText(target.value)
              setProblem(undefined)
            }}
            rows={10}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={problem !== undefined}
            className={`${FIELD} mt-1 block w-full resize-y`}
          />
        </>
      )}
      {problem !== undefined && (
        <p role="alert" className="mt-2 mb-0 text-sm text-failed">
          {problem}
        </p>
      )}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>Not now</Button>
        <Button look="primary" onClick={go}>
          Go on from here
        </Button>
      </div>
    </Dialog>
  )
}

const FIELD =
  'rounded-md border border-line-strong bg-sunken px-3 py-2 font-mono text-[0.8125rem] font-normal text-ink'
