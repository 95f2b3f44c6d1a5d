'use client'

import clsx from 'clsx'

/** A text in the font of code, to be written in. Tab leaves it, as it does everywhere. */
export function TextArea({
  label,
  text,
  describedBy,
  isWrong = false,
  className,
  onChange,
}: {
  label: string
  text: string
  describedBy?: string
  isWrong?: boolean
  className?: string
  onChange: (text: string) => void
}) {
  return (
    <textarea
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={isWrong}
      value={text}
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      onChange={(event) => onChange(event.target.value)}
      className={clsx(
        'block w-full resize-y rounded-md border bg-paper p-3 font-mono text-sm leading-6',
        isWrong ? 'border-failed' : 'border-line-strong',
        className,
      )}
    />
  )
}
