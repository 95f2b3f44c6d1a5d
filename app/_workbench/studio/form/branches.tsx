import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { childPointer, isJsonArray, isJsonObject } from '@/lib/json'
import type { FieldFacts } from '@/lib/language'
import { addEntry, fieldOrder, moveEntry, removeEntry } from '@/lib/studio'
import { Button } from '../../../_ui/button'
import { TextWithCode } from '../../../_ui/text-with-code'
import { Problems } from './field-row'
import { type FieldsOf, problemsAt, useForm } from './form-context'

/** The branches of a Parallel: how many, in which order; what is in them is drawn. */
export function Branches({ of, facts }: { of: FieldsOf; facts: FieldFacts }) {
  const { perform, diagnostics } = useForm()
  const written = of.object[facts.name]
  const branches = isJsonArray(written) ? written : []
  const at = childPointer(of.at, facts.name)
  return (
    <fieldset className="my-2 min-w-0 rounded-sm border border-line px-2 py-1.5" data-field={facts.name}>
      <legend className="px-1 text-sm font-semibold">{facts.name}</legend>
      <ol className="m-0 list-none p-0">
        {branches.map((branch, index) => {
          const here = childPointer(at, index)
          const states = isJsonObject(branch) && isJsonObject(branch.States) ? Object.keys(branch.States) : []
          return (
            <li key={here} className="m-0 flex items-center gap-1 text-sm">
              <span className="min-w-0 flex-1 truncate">
                Branch {index + 1}: {states.length === 0 ? 'empty' : states.join(', ')}
              </span>
              <EntryButtons
                noun={`branch ${index + 1}`}
                index={index}
                count={branches.length}
                onMove={(to) => perform((source) => moveEntry(source, at, index, to))}
                onRemove={() => perform((source) => removeEntry(source, here, true))}
              />
            </li>
          )
        })}
      </ol>
      <Button
        look="quiet"
        size="sm"
        onClick={() =>
          perform((source) =>
            addEntry(source, of.at, facts.name, { StartAt: '', States: {} }, fieldOrder(of.owner)),
          )
        }
      >
        <Plus aria-hidden /> Add a branch
      </Button>
      <p className="m-0 text-xs text-ink-soft">
        <TextWithCode text={facts.help} />
      </p>
      <Problems problems={problemsAt(diagnostics, at).filter(({ path }) => path === at)} />
    </fieldset>
  )
}

/** Up, down, away: for one entry of a list whose order counts. */
export function EntryButtons({
  noun,
  index,
  count,
  onMove,
  onRemove,
}: {
  noun: string
  index: number
  count: number
  onMove: (to: number) => void
  onRemove: () => void
}) {
  return (
    <span className="ml-auto flex shrink-0">
      <Button
        look="quiet"
        size="sm"
        aria-label={`Move ${noun} up`}
        disabled={index === 0}
        onClick={() => onMove(index - 1)}
      >
        <ArrowUp aria-hidden />
      </Button>
      <Button
        look="quiet"
        size="sm"
        aria-label={`Move ${noun} down`}
        disabled={index === count - 1}
        onClick={() => onMove(index + 1)}
      >
        <ArrowDown aria-hidden />
      </Button>
      <Button look="quiet" size="sm" aria-label={`Remove ${noun}`} onClick={onRemove}>
        <Trash2 aria-hidden />
      </Button>
    </span>
  )
}
