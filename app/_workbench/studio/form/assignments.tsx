import { Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { childPointer, type JsonObject, type JsonPointer } from '@/lib/json'
import { fieldOrder, jsonText, readJsonText, setField, setFieldWithin } from '@/lib/studio'
import { Button } from '../../../_ui/button'
import { Problems } from './field-row'
import { type FieldsOf, problemsAt, useForm } from './form-context'
import { TypedControl } from './typed-control'

/** The variables that a state sets: a name and a value each. */
export function Assignments({
  of,
  at,
  name,
  variables,
}: {
  of: FieldsOf
  /** Of the field itself, usually `Assign`. */
  at: JsonPointer
  name: string
  variables: JsonObject
}) {
  const { perform, diagnostics, language } = useForm()
  const [wanted, setWanted] = useState('')
  const isFree = wanted.trim() !== '' && !Object.hasOwn(variables, wanted.trim())
  const add = () => {
    const value = language === 'JSONata' ? '{% $states.input %}' : wanted.trim().endsWith('.$') ? '$' : ''
    if (perform((source) => setFieldWithin(source, of.at, name, wanted.trim(), value, fieldOrder(of.owner))))
      setWanted('')
  }
  return (
    <>
      {Object.entries(variables).map(([variable, value]) => (
        <div key={variable} className="mt-1 flex items-start gap-1">
          <span className="w-28 shrink-0 pt-1 font-mono text-[0.8125rem] break-all">{variable}</span>
          <div className="min-w-0 flex-1">
            <TypedControl
              label={`Value of ${variable}`}
              shown={jsonText(value)}
              read={readJsonText}
              isLong={typeof value === 'object' && value !== null}
              isCode
              onCommit={(next) => perform((source) => setField(source, at, variable, next))}
            />
            <Problems problems={problemsAt(diagnostics, childPointer(at, variable))} />
          </div>
          <Button
            look="quiet"
            size="sm"
            aria-label={`Remove variable ${variable}`}
            onClick={() => perform((source) => setField(source, at, variable, undefined))}
          >
            <Minus aria-hidden />
          </Button>
        </div>
      ))}
      <div className="mt-1 flex gap-1">
        <input
          aria-label={`New variable in ${name}`}
          placeholder="name"
          value={wanted}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setWanted(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !isFree) return
            event.preventDefault()
            add()
          }}
          className="min-w-0 flex-1 rounded-sm border border-line-strong bg-panel px-2 py-1 font-mono text-[0.8125rem]"
        />
        <Button look="quiet" size="sm" aria-disabled={!isFree} onClick={() => isFree && add()}>
          <Plus aria-hidden /> Add variable
        </Button>
      </div>
    </>
  )
}
