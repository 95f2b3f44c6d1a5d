'use client'

import { useId, useMemo, useRef, useState } from 'react'
import type { Diagnostic, FieldOwner, QueryLanguage, StateType } from '@/lib/asl'
import { childPointer, isJsonObject, type JsonPointer, type JsonValue, parsedJson } from '@/lib/json'
import { languageOf, nameOf, objectAt, obstacle, renameState } from '@/lib/studio'
import { Button } from '../../../_ui/button'
import type { ShownRun } from '../../workbench-state'
import type { Drawing } from '../drawing'
import { Problems } from './field-row'
import { type FieldsOf, type Form, FormContext, useForm } from './form-context'
import { ObjectFields, OtherFields } from './object-fields'
import { type Section, sectionsOf } from './sections'
import { TypedControl } from './typed-control'
import { usePreview } from './use-preview'

export interface FormProps {
  drawing: Drawing
  diagnostics: readonly Diagnostic[]
  /** The run on whose data expressions are shown. */
  run: ShownRun | undefined
}

/** The selected state, or the whole machine, as a form over the text. */
export default function FormPane({ drawing, diagnostics, run }: FormProps) {
  const { source, selected } = drawing
  const [isMachine, setMachine] = useState(false)
  const identity = useIdentity(selected)
  const definition = useMemo(() => parsedJson(source), [source])
  const machine = isJsonObject(definition) ? definition : undefined
  const state = selected === undefined ? undefined : objectAt(definition, selected)
  const preview = usePreview(
    run,
    source,
    state && !isMachine ? selected : undefined,
    selected === undefined ? undefined : nameOf(selected),
  )
  const form: Form = {
    preview,
    definition,
    language: (state && !isMachine ? ownLanguage(state.QueryLanguage) : undefined) ?? languageOf(source),
    diagnostics,
    perform: (make) => {
      const change = make(drawing.textNow())
      if (change.ok) {
        drawing.edit(change.edits)
        if (change.select !== undefined) drawing.mark(change.select)
      }
      drawing.say(change.ok ? change.says : change.because)
      return change.ok
    },
  }
  const because = obstacle(source)
  if (because !== undefined || !machine) {
    return (
      <p className="m-0 p-4 text-sm text-failed">
        {because ?? 'The definition has to be an object in braces.'}
      </p>
    )
  }
  const showsState = state !== undefined && !isMachine
  return (
    <FormContext value={form}>
      <div className="p-3 pb-10" data-form={showsState ? selected : ''}>
        <div className="mb-2 flex gap-1 border-b border-line pb-2">
          <Button
            look={showsState ? 'secondary' : 'quiet'}
            size="sm"
            aria-pressed={showsState}
            aria-disabled={state === undefined}
            onClick={() => setMachine(false)}
          >
            State
          </Button>
          <Button
            look={showsState ? 'quiet' : 'secondary'}
            size="sm"
            aria-pressed={!showsState}
            onClick={() => setMachine(true)}
          >
            Whole machine
          </Button>
        </div>
        {showsState && selected !== undefined ? (
          <StateForm
            key={identity.key}
            of={{ owner: ownerOf(state.Type), at: selected, object: state }}
            onRename={(name) => {
              identity.renaming(name)
              form.perform((text) => renameState(text, selected, name))
            }}
          />
        ) : (
          <>
            {state === undefined && (
              <p className="m-0 mb-2 text-sm text-ink-soft">
                Select a state in the picture to see its fields.
              </p>
            )}
            <Fields
              of={{ owner: 'StateMachine', at: '', object: machine }}
              sections={sectionsOf('StateMachine', form.language)}
            />
          </>
        )}
      </div>
    </FormContext>
  )
}

/** One key for one state, also when it gets another name: the field that is being left must stay the same one. */
function useIdentity(selected: JsonPointer | undefined) {
  const known = useRef<{ selected: JsonPointer | undefined; key: number; renamed?: JsonPointer }>({
    selected,
    key: 0,
  })
  if (known.current.selected !== selected) {
    const { key, renamed } = known.current
    known.current = { selected, key: selected === renamed ? key : key + 1 }
  }
  return {
    key: known.current.key,
    renaming: (name: string) => {
      if (selected !== undefined) {
        known.current.renamed = childPointer(selected.slice(0, selected.lastIndexOf('/')), name)
      }
    },
  }
}

function StateForm({ of, onRename }: { of: FieldsOf; onRename: (name: string) => void }) {
  const { diagnostics, language } = useForm()
  const nameId = useId()
  const type = typeof of.object.Type === 'string' ? of.object.Type : 'no type yet'
  return (
    <>
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <label htmlFor={nameId} className="text-sm font-semibold">
            Name
          </label>
          <TypedControl
            id={nameId}
            shown={nameOf(of.at)}
            read={(text) =>
              text === '' ? { ok: false, message: 'A state needs a name.' } : { ok: true, value: text }
            }
            isRequired
            onCommit={(value) => typeof value === 'string' && onRename(value)}
          />
        </div>
        <span className="pb-1 text-sm text-ink-soft">{type}</span>
      </div>
      <Problems problems={diagnostics.filter(({ path }) => path === of.at)} />
      <Fields of={of} sections={sectionsOf(of.owner, language)} />
    </>
  )
}

/** The fields in their sections; those that nothing is written in are closed, but for the first. */
function Fields({ of, sections }: { of: FieldsOf; sections: readonly Section[] }) {
  const known = sections.flatMap(({ facts }) => facts.map(({ name }) => name))
  return (
    <>
      {sections.map(({ title, facts }, index) => (
        <details
          key={title}
          open={index === 0 || facts.some(({ name }) => Object.hasOwn(of.object, name))}
          className="mt-2 border-t border-line pt-1"
        >
          <summary className="cursor-pointer py-1 text-sm font-semibold text-ink-soft">{title}</summary>
          <ObjectFields of={of} facts={facts} />
        </details>
      ))}
      <OtherFields of={of} known={known} />
    </>
  )
}

const TYPES: readonly StateType[] = ['Task', 'Pass', 'Choice', 'Wait', 'Parallel', 'Map', 'Succeed', 'Fail']

/** Whose fields a state has; one without a type yet has those that every type has. */
function ownerOf(type: JsonValue | undefined): FieldOwner {
  return TYPES.find((one) => one === type) ?? 'Succeed'
}

function ownLanguage(written: JsonValue | undefined): QueryLanguage | undefined {
  return written === 'JSONata' || written === 'JSONPath' ? written : undefined
}
