'use client'

import { type ReactNode, useActionState, useEffect, useRef } from 'react'
import type { FormState } from '@/app/_server'
import { Button } from '@/app/_ui/button'

export interface Field {
  name: string
  label: string
  type: 'text' | 'email' | 'password'
  autoComplete: string
  hint?: string
}

interface AccountFormProps {
  action: (state: FormState, form: FormData) => Promise<FormState>
  fields: readonly Field[]
  submit: string
  /** Said when it went well and the page stays. */
  done?: string
  look?: 'primary' | 'secondary'
  /** Hidden fields. */
  children?: ReactNode
}

/** A form that also works without script: problems come back with the page, at their fields. */
export function AccountForm({ action, fields, submit, done, look = 'primary', children }: AccountFormProps) {
  const [state, send, isSending] = useActionState(action, { status: 'new' })
  const message = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (state.status !== 'new') message.current?.focus()
  }, [state])
  const refused = state.status === 'refused' ? state : undefined
  return (
    <form action={send} noValidate className="space-y-5">
      {refused && (
        <p
          ref={message}
          role="alert"
          tabIndex={-1}
          className="rounded-md border border-failed bg-failed-wash px-4 py-3 text-failed"
        >
          {refused.problem}
        </p>
      )}
      {state.status === 'done' && done && (
        <p
          ref={message}
          role="status"
          tabIndex={-1}
          className="rounded-md bg-succeeded-wash px-4 py-3 text-succeeded"
        >
          {done}
        </p>
      )}
      {children}
      {fields.map((field) => (
        <LabelledInput
          key={field.name}
          field={field}
          problem={refused?.fields[field.name]}
          typed={refused?.typed[field.name]}
        />
      ))}
      <Button type="submit" look={look} size="lg" aria-disabled={isSending}>
        {isSending ? 'One moment …' : submit}
      </Button>
    </form>
  )
}

interface LabelledInputProps {
  field: Field
  problem: string | undefined
  typed: string | undefined
}

function LabelledInput({
  field: { name, label, type, autoComplete, hint },
  problem,
  typed,
}: LabelledInputProps) {
  const described = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(' ')
  return (
    <div>
      <label htmlFor={name} className="block font-semibold">
        {label}
      </label>
      {hint && (
        <p id={`${name}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
      <input
        id={name}
        name={name}
        type={type}
        autoComplete={autoComplete}
        defaultValue={typed}
        required
        aria-invalid={problem ? true : undefined}
        aria-describedby={described || undefined}
        className="mt-1.5 block min-h-11 w-full rounded-md border border-line-strong bg-panel px-3 text-lg aria-invalid:border-failed"
      />
      {problem && (
        <p id={`${name}-problem`} className="mt-1.5 text-failed">
          {problem}
        </p>
      )}
    </div>
  )
}
