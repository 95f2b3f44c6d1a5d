import type { StateType } from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import type { FieldFacts } from '@/lib/language'
import {
  actions,
  type Change,
  endAt,
  isLine,
  jsonText,
  lineOf,
  readJsonText,
  readLine,
  setNext,
  stateAround,
  statesBeside,
} from '@/lib/studio'
import { type FieldsOf, settingField, useForm } from './form-context'
import { Select } from './select'
import { TypedControl } from './typed-control'

const STATE_TYPES: readonly StateType[] = [
  'Task',
  'Pass',
  'Choice',
  'Wait',
  'Parallel',
  'Map',
  'Succeed',
  'Fail',
]
const CODE = new Set(['Path', 'ReferencePath', 'Expression', 'Resource'])

/** The control for one field, by the kind of value it takes. What no control can show is text, in place. */
export function FieldControl({
  of,
  facts,
  id,
  describedBy,
}: {
  of: FieldsOf
  facts: FieldFacts
  id: string
  describedBy: string
}) {
  const { definition, language, perform } = useForm()
  const { kind, name } = facts
  const value = Object.hasOwn(of.object, name) ? of.object[name] : undefined
  const set = (next: JsonValue | undefined) => perform(setting(of, name, next))
  const common = { id, describedBy, isRequired: facts.isRequired }

  const words = kind === 'OneOf' ? facts.values : kind === 'StateType' ? STATE_TYPES : undefined
  if (words && (value === undefined || (typeof value === 'string' && words.includes(value)))) {
    return (
      <Words id={id} describedBy={describedBy} value={value} words={words} facts={facts} onChange={set} />
    )
  }
  if (kind === 'StateName' && (value === undefined || typeof value === 'string')) {
    const around = name === 'StartAt' ? `${of.at}/States/any` : (stateAround(of.at) ?? of.at)
    const names = statesBeside(definition, around)
    const all = value === undefined || names.includes(value) ? names : [value, ...names]
    return <Words id={id} describedBy={describedBy} value={value} words={all} facts={facts} onChange={set} />
  }
  if (kind === 'True' && (value === undefined || typeof value === 'boolean')) {
    return (
      <input
        id={id}
        type="checkbox"
        aria-describedby={describedBy}
        checked={value === true}
        onChange={(event) => set(event.target.checked ? true : undefined)}
        className="ml-1 size-4 align-middle accent-accent"
      />
    )
  }
  if (isLine(kind, value)) {
    return (
      <TypedControl
        {...common}
        shown={lineOf(kind, value)}
        read={(text) => readLine(kind, text, language)}
        isCode={CODE.has(kind)}
        {...(kind === 'Resource' && { suggestions: RESOURCES })}
        onCommit={set}
      />
    )
  }
  return <TypedControl {...common} isLong isCode shown={jsonText(value)} read={readJsonText} onCommit={set} />
}

/** `Next` and `End` stand in for each other in a state; every other field stands for itself. */
function setting(of: FieldsOf, name: string, value: JsonValue | undefined): (source: string) => Change {
  const isState = of.owner !== 'ChoiceRule' && of.owner !== 'Catcher'
  if (isState && name === 'Next' && (value === undefined || typeof value === 'string')) {
    return (source) => setNext(source, of.at, value)
  }
  if (isState && name === 'End' && value === true) return (source) => endAt(source, of.at)
  return settingField(of, name, value)
}

const RESOURCES = actions.map(({ resource }) => resource)

/** A choice of a few words, none of them among the choices where the field may be absent. */
function Words({
  id,
  describedBy,
  value,
  words,
  facts,
  onChange,
}: {
  id: string
  describedBy: string
  value: string | undefined
  words: readonly string[]
  facts: FieldFacts
  onChange: (value: string | undefined) => void
}) {
  const none = facts.isRequired && value !== undefined ? [] : [['', '(none)'] as const]
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      value={value ?? ''}
      options={[...none, ...words.map((word) => [word, word] as const)]}
      onChange={(word) => onChange(word === '' ? undefined : word)}
    />
  )
}
