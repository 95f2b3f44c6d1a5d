import { createContext, useContext } from 'react'
import type { Diagnostic, FieldOwner, QueryLanguage } from '@/lib/asl'
import type { JsonObject, JsonPointer, JsonValue } from '@/lib/json'
import { type Change, fieldOrder, type Preview, setField } from '@/lib/studio'

/** What every part of a form needs: the definition as it is, and the way to change it. */
export interface Form {
  definition: JsonValue | undefined
  language: QueryLanguage
  diagnostics: readonly Diagnostic[]
  /** What the selected state's fields yield on the last run's data. */
  preview: Preview | undefined
  /** Carries a change out and says what happened; false when it was refused. */
  perform: (make: (source: string) => Change) => boolean
}

export const FormContext = createContext<Form | undefined>(undefined)

export function useForm(): Form {
  const form = useContext(FormContext)
  if (!form) throw new Error('A part of a form stands outside of it.')
  return form
}

/** An object of the definition with its fields, as the form goes through it. */
export interface FieldsOf {
  owner: FieldOwner
  at: JsonPointer
  object: JsonObject
}

/** Sets or removes a field, and puts a new one where it is usually read. */
export function settingField({ owner, at }: FieldsOf, name: string, value: JsonValue | undefined) {
  return (source: string): Change => setField(source, at, name, value, fieldOrder(owner))
}

/** The problems that stand at a place, or inside of it. */
export function problemsAt(diagnostics: readonly Diagnostic[], at: JsonPointer): readonly Diagnostic[] {
  return diagnostics.filter(({ path }) => path === at || path.startsWith(`${at}/`))
}
