'use client'

import { type ReactNode, useId, useState } from 'react'
import type { Sketch } from '@/lib/playground'

const TYPES: readonly { id: Sketch['type']; label: string }[] = [
  { id: 'STANDARD', label: 'Standard' },
  { id: 'EXPRESS', label: 'Express' },
]

/** The name of the machine and what kind of workflow it is. */
export function SketchHead({
  sketch,
  onChange,
  children,
}: {
  sketch: Sketch
  onChange: (part: Partial<Sketch>) => void
  children?: ReactNode
}) {
  const id = useId()
  // It may be empty while another name is being typed; the machine keeps its last one until then.
  const [typed, setTyped] = useState<string>()
  return (
    <div className="my-4 flex flex-wrap items-end gap-x-5 gap-y-3 print:hidden">
      <div className="min-w-0 flex-1 basis-64">
        <label htmlFor={`${id}name`} className="block text-sm font-semibold text-ink-soft">
          Name
        </label>
        <input
          id={`${id}name`}
          value={typed ?? sketch.name}
          maxLength={100}
          onChange={(event) => {
            setTyped(event.target.value)
            if (event.target.value.trim() !== '') onChange({ name: event.target.value })
          }}
          onBlur={() => setTyped(undefined)}
          className="mt-1 min-h-10 w-full max-w-md rounded-md border border-line-strong bg-panel px-3"
        />
      </div>
      <fieldset className="m-0 border-0 p-0">
        <legend className="p-0 text-sm font-semibold text-ink-soft">Type</legend>
        <div className="mt-1 flex overflow-hidden rounded-md border border-line-strong">
          {TYPES.map((type) => (
            <label
              key={type.id}
              className="flex min-h-10 items-center gap-2 bg-panel px-3 text-[0.9375rem] has-checked:bg-accent-wash has-checked:font-semibold has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:-outline-offset-2"
            >
              <input
                type="radio"
                name={`${id}type`}
                checked={sketch.type === type.id}
                onChange={() => onChange({ type: type.id })}
                className="accent-current"
              />
              {type.label}
            </label>
          ))}
        </div>
      </fieldset>
      {children}
    </div>
  )
}
