import type { ComponentProps } from 'react'

/** A choice of a few words. */
export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  ...rest
}: {
  /** For a listener; absent where a label element stands beside it. */
  label?: string
  value: Value
  options: readonly (readonly [value: Value, word: string])[]
  onChange: (value: Value) => void
} & Omit<ComponentProps<'select'>, 'value' | 'onChange'>) {
  return (
    <select
      {...(label !== undefined && { 'aria-label': label })}
      value={value}
      onChange={(event) => {
        const chosen = options.find(([option]) => option === event.target.value)
        if (chosen) onChange(chosen[0])
      }}
      className="min-h-8 max-w-full min-w-0 rounded-sm border border-line-strong bg-panel px-2 text-sm text-ink"
      {...rest}
    >
      {options.map(([option, word]) => (
        <option key={option} value={option}>
          {word}
        </option>
      ))}
    </select>
  )
}
