import { Plus } from 'lucide-react'
import { choiceOperators, type FieldOwner } from '@/lib/asl'
import { childPointer, isJsonArray, isJsonObject, type JsonObject } from '@/lib/json'
import type { FieldFacts } from '@/lib/language'
import {
  addEntry,
  fieldOrder,
  moveEntry,
  nameOf,
  newComparison,
  removeEntry,
  statesBeside,
} from '@/lib/studio'
import { Button } from '../../../_ui/button'
import { Group } from '../../../_ui/group'
import { TextWithCode } from '../../../_ui/text-with-code'
import { EntryButtons } from './branches'
import { Problems } from './field-row'
import { type FieldsOf, problemsAt, useForm } from './form-context'
import { AllFields } from './object-fields'
import { RuleBuilder } from './rule-builder'
import { Yields } from './yields'

/** What the rule builder stands for. */
const CONDITION = ['Variable', 'And', 'Or', 'Not', ...choiceOperators]

/** What a list holds: the kind of object, its word, and one to begin with. */
export interface EntryKind {
  owner: FieldOwner
  noun: string
  begin: (next: string) => JsonObject
}

/** Retriers, catchers or rules, in the order in which they are tried; each can be moved, changed, taken away. */
export function EntryList({ of, facts, entry }: { of: FieldsOf; facts: FieldFacts; entry: EntryKind }) {
  const { definition, diagnostics, language, perform, preview } = useForm()
  const { name } = facts
  const written = of.object[name]
  const entries = isJsonArray(written) ? written.filter(isJsonObject) : []
  const at = childPointer(of.at, name)
  const add = () => {
    const others = statesBeside(definition, of.at)
    const next = others.find((other) => other !== nameOf(of.at)) ?? others[0] ?? ''
    const condition = language === 'JSONata' ? { Condition: '{% false %}' } : newComparison
    const made = entry.owner === 'ChoiceRule' ? { ...condition, ...entry.begin(next) } : entry.begin(next)
    perform((source) => addEntry(source, of.at, name, made, fieldOrder(of.owner)))
  }
  return (
    <fieldset className="my-2 min-w-0 rounded-sm border border-line px-2 py-1.5" data-field={name}>
      <legend className="px-1 text-sm font-semibold">{name}</legend>
      <p className="m-0 text-xs text-ink-soft">
        <TextWithCode text={facts.help} />
      </p>
      <ol className="m-0 list-none p-0">
        {entries.map((object, index) => {
          const here = { owner: entry.owner, at: childPointer(at, index), object }
          const noun = `${entry.noun} ${index + 1}`
          return (
            <li key={here.at} className="m-0 border-t border-line py-1 first:border-t-0">
              <Group label={noun}>
                <div className="flex items-center">
                  <p className="m-0 text-sm font-semibold first-letter:uppercase">{noun}</p>
                  <EntryButtons
                    noun={noun}
                    index={index}
                    count={entries.length}
                    onMove={(to) => perform((source) => moveEntry(source, at, index, to))}
                    onRemove={() => perform((source) => removeEntry(source, here.at, name === 'Choices'))}
                  />
                </div>
                {entry.owner === 'ChoiceRule' && <Yields of={preview?.rules[index]} />}
                {entry.owner === 'ChoiceRule' && language === 'JSONPath' ? (
                  <>
                    <RuleBuilder at={here.at} rule={object} isTop />
                    <AllFields of={here} but={CONDITION} />
                  </>
                ) : (
                  <AllFields of={here} />
                )}
              </Group>
            </li>
          )
        })}
      </ol>
      <Button look="quiet" size="sm" onClick={add}>
        <Plus aria-hidden /> Add a {entry.noun}
      </Button>
      <Problems problems={problemsAt(diagnostics, at).filter(({ path }) => path === at)} />
    </fieldset>
  )
}
