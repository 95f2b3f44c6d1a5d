'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useId } from 'react'
import { Button } from '@/app/_ui/button'
import { INPUTS_AT_MOST, type Sketch } from '@/lib/playground'
import { TextArea } from './text-area'

type Inputs = Pick<Sketch, 'inputs' | 'chosen'>

/** The input that Run takes, and the others that are kept beside it. */
export function InputDesk({
  inputs,
  chosen,
  problem,
  onChange,
}: Inputs & { problem: string | undefined; onChange: (part: Partial<Inputs>) => void }) {
  const id = useId()
  const shown = inputs[chosen]
  if (!shown) return null
  const changeShown = (part: Partial<typeof shown>) =>
    onChange({ inputs: inputs.map((one, place) => (place === chosen ? { ...one, ...part } : one)) })
  const add = () =>
    onChange({
      inputs: [...inputs, { title: `Input ${inputs.length + 1}`, text: shown.text }],
      chosen: inputs.length,
    })
  const remove = () =>
    onChange({ inputs: inputs.filter((_, place) => place !== chosen), chosen: Math.max(0, chosen - 1) })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 p-3 text-sm">
      <div className="flex flex-wrap items-end gap-2">
        {inputs.length > 1 && (
          <div>
            <label htmlFor={`${id}chosen`} className="block text-xs font-semibold text-ink-soft">
              Run takes
            </label>
            <select
              id={`${id}chosen`}
              value={chosen}
              onChange={(event) => onChange({ chosen: Number(event.target.value) })}
              className="mt-1 min-h-9 max-w-60 rounded-md border border-line-strong bg-panel px-2"
            >
              {[...inputs.keys()].map((place) => (
                <option key={place} value={place}>
                  {inputs[place]?.title}
                </option>
              ))}
            </select>
          </div>
        )}
        <div className="min-w-0 flex-1 basis-40">
          <label htmlFor={`${id}title`} className="block text-xs font-semibold text-ink-soft">
            Name of this input
          </label>
          <input
            id={`${id}title`}
            value={shown.title}
            maxLength={100}
            onChange={(event) => event.target.value !== '' && changeShown({ title: event.target.value })}
            className="mt-1 min-h-9 w-full max-w-72 rounded-md border border-line-strong bg-panel px-2"
          />
        </div>
        <Button size="sm" disabled={inputs.length >= INPUTS_AT_MOST} onClick={add}>
          <Plus aria-hidden /> Another input
        </Button>
        {inputs.length > 1 && (
          <Button size="sm" look="quiet" onClick={remove}>
            <Trash2 aria-hidden /> Remove this one
          </Button>
        )}
      </div>
      <TextArea
        label="Input, as JSON"
        text={shown.text}
        describedBy={`${id}problem`}
        isWrong={problem !== undefined}
        className="min-h-48"
        onChange={(text) => changeShown({ text })}
      />
      <p id={`${id}problem`} role="status" className="m-0 min-h-5 text-failed">
        {problem}
      </p>
    </div>
  )
}
