import clsx from 'clsx'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Typed } from '@/lib/studio'

const LOOK =
  'w-full min-w-0 rounded-sm border bg-panel px-2 py-1 text-sm text-ink aria-invalid:border-failed border-line-strong'

/**
 * A field that is typed into. What was typed becomes the definition's when the field is left, or at Enter; until it
 * can be read it stays here, with the reason, and is not lost. Escape takes it back.
 */
export function TypedControl({
  id,
  shown,
  read,
  isLong = false,
  isCode = false,
  describedBy,
  suggestions,
  isRequired = false,
  label,
  onCommit,
}: {
  id?: string
  label?: string
  /** What stands in the definition. */
  shown: string
  read: (text: string) => Typed
  /** Several lines. */
  isLong?: boolean
  isCode?: boolean
  describedBy?: string | undefined
  suggestions?: readonly string[]
  isRequired?: boolean
  onCommit: (value: Extract<Typed, { ok: true }>['value']) => void
}) {
  const [draft, setDraft] = useState<string>()
  const [message, setMessage] = useState<string>()
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  // Another text came in from outside, by undo or from the editor: what was typed here is about an older one.
  useEffect(() => {
    if (shown === field.current?.defaultValue) return
    setDraft(undefined)
    setMessage(undefined)
  }, [shown])

  const commit = () => {
    if (draft === undefined || draft === shown) {
      setDraft(undefined)
      setMessage(undefined)
      return
    }
    const typed = read(draft)
    if (!typed.ok) {
      setMessage(typed.message)
      return
    }
    setDraft(undefined)
    setMessage(undefined)
    onCommit(typed.value)
  }
  const keys = (event: KeyboardEvent) => {
    const isCommand = event.ctrlKey || event.metaKey
    if (event.key === 'Enter' && (!isLong || isCommand)) {
      commit()
      // With Ctrl the workbench runs as well, on the text with this change in it.
      if (!isCommand) event.preventDefault()
    } else if (event.key === 'Escape' && draft !== undefined) {
      setDraft(undefined)
      setMessage(undefined)
      event.stopPropagation()
    }
  }
  const text = draft ?? shown
  const messageId = `${id ?? label}-message`
  const props = {
    ...(id !== undefined && { id }),
    ...(label !== undefined && { 'aria-label': label }),
    ref: field,
    value: text,
    spellCheck: false,
    autoComplete: 'off',
    'aria-invalid': message !== undefined,
    'aria-required': isRequired,
    'aria-describedby': clsx(describedBy, message !== undefined && messageId) || undefined,
    onChange: (event: { target: { value: string } }) => setDraft(event.target.value),
    onBlur: commit,
    onKeyDown: keys,
    className: clsx(LOOK, isCode && 'font-mono text-[0.8125rem]'),
  }
  const listId = suggestions && `${id}-suggestions`
  return (
    <>
      {isLong ? (
        <textarea {...props} rows={Math.min(14, Math.max(2, text.split('\n').length))} wrap="off" />
      ) : (
        <input {...props} type="text" list={listId} />
      )}
      {suggestions && (
        <datalist id={listId}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      {message !== undefined && (
        <p id={messageId} role="alert" className="m-0 mt-0.5 text-xs text-failed">
          {message}
        </p>
      )}
    </>
  )
}
