import { Minus, Plus } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import type { FieldOwner } from '@/lib/asl'
import { childPointer, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { type FieldFacts, fieldFactsOf } from '@/lib/language'
import { jsonText, readJsonText } from '@/lib/studio'
import { Button } from '../../../_ui/button'
import { Group } from '../../../_ui/group'
import { TextWithCode } from '../../../_ui/text-with-code'
import { Assignments } from './assignments'
import { Branches } from './branches'
import { EntryList } from './entry-list'
import { FieldControl } from './field-control'
import { FieldRow } from './field-row'
import { type FieldsOf, problemsAt, settingField, useForm } from './form-context'
import { TypedControl } from './typed-control'
import { Yields } from './yields'

/** Fields that the picture shows and changes, and those that other parts of the form stand for. */
const ELSEWHERE = new Set(['States', 'Variable', 'And', 'Or', 'Not'])

/** Some of an object's fields, in the order in which they are read. */
export function ObjectFields({ of, facts }: { of: FieldsOf; facts: readonly FieldFacts[] }) {
  return facts
    .filter(({ name }) => !ELSEWHERE.has(name))
    .map((one) => <Field key={one.name} of={of} facts={one} />)
}

/** One field: a list, an object with fields of its own, or a control. */
function Field({ of, facts }: { of: FieldsOf; facts: FieldFacts }) {
  const { diagnostics, perform, preview } = useForm()
  const { kind, name } = facts
  const yields = isOfState(of.owner) ? preview?.fields[name] : undefined
  const value = Object.hasOwn(of.object, name) ? of.object[name] : undefined
  const at = childPointer(of.at, name)
  const problems = problemsAt(diagnostics, at)
  const isList = value === undefined || (isJsonArray(value) && value.every(isJsonObject))
  if (kind === 'Retriers' && isList) return <EntryList of={of} facts={facts} entry={RETRIER} />
  if (kind === 'Catchers' && isList) return <EntryList of={of} facts={facts} entry={CATCHER} />
  if (kind === 'Rules' && isList) return <EntryList of={of} facts={facts} entry={RULE} />
  if (kind === 'Machines' && isList) return <Branches of={of} facts={facts} />
  if (kind === 'Variables' && (value === undefined || isJsonObject(value))) {
    return (
      <Part
        facts={facts}
        isPresent={value !== undefined}
        onAdd={() => {}}
        onRemove={() => perform(settingField(of, name, undefined))}
      >
        <Assignments at={at} of={of} name={name} variables={isJsonObject(value) ? value : {}} />
        <Yields of={yields} />
      </Part>
    )
  }
  const inner = INNER[name]
  if ((kind === 'Object' || kind === 'Machine') && inner && (value === undefined || isJsonObject(value))) {
    return (
      <Part
        facts={facts}
        isPresent={value !== undefined}
        onAdd={() => perform(settingField(of, name, inner.begin))}
        onRemove={() => perform(settingField(of, name, undefined))}
        isFixed={kind === 'Machine'}
      >
        {isJsonObject(value) && <AllFields of={{ owner: inner.owner, at, object: value }} />}
      </Part>
    )
  }
  return (
    <FieldRow facts={facts} problems={problems}>
      {(ids) => (
        <>
          <FieldControl of={of} facts={facts} {...ids} />
          {(value !== undefined || name === 'Output') && <Yields of={yields} />}
        </>
      )}
    </FieldRow>
  )
}

const PARTS: ReadonlySet<FieldOwner> = new Set(['ChoiceRule', 'Retrier', 'Catcher', 'StateMachine', 'Branch'])

/** What is previewed are the fields of the state itself. */
function isOfState(owner: FieldOwner): boolean {
  return !PARTS.has(owner)
}

/** The objects inside a state that have fields of their own, and what they begin with. */
const INNER: Readonly<Record<string, { owner: FieldOwner; begin: JsonObject }>> = {
  ItemProcessor: { owner: 'ItemProcessor', begin: { StartAt: '', States: {} } },
  Iterator: { owner: 'ItemProcessor', begin: { StartAt: '', States: {} } },
  ProcessorConfig: { owner: 'ProcessorConfig', begin: { Mode: 'INLINE' } },
  ItemReader: { owner: 'ItemReader', begin: { Resource: 'arn:aws:states:::s3:getObject' } },
  ReaderConfig: { owner: 'ReaderConfig', begin: { InputType: 'JSON' } },
  ItemBatcher: { owner: 'ItemBatcher', begin: { MaxItemsPerBatch: 10 } },
  ResultWriter: { owner: 'ResultWriter', begin: { Resource: 'arn:aws:states:::s3:putObject' } },
  WriterConfig: { owner: 'WriterConfig', begin: { Transformation: 'NONE', OutputType: 'JSON' } },
}

const RETRIER = {
  owner: 'Retrier',
  noun: 'retrier',
  begin: () => ({ ErrorEquals: ['States.TaskFailed'] }),
} as const
const CATCHER = {
  owner: 'Catcher',
  noun: 'catcher',
  begin: (next: string) => ({ ErrorEquals: ['States.ALL'], Next: next }),
} as const
const RULE = { owner: 'ChoiceRule', noun: 'rule', begin: (next: string) => ({ Next: next }) } as const

/** Every field that an object has or may have: those of its language, then whatever else stands in it, as text. */
export function AllFields({ of, but = [] }: { of: FieldsOf; but?: readonly string[] }) {
  const { language } = useForm()
  const facts = fieldFactsOf(of.owner, language).filter(({ name }) => !but.includes(name))
  return (
    <>
      <ObjectFields of={of} facts={facts} />
      <OtherFields of={of} known={[...facts.map(({ name }) => name), ...but]} />
    </>
  )
}

/** What the language does not have here, or has in the other query language: text, in place, to change or to take away. */
export function OtherFields({ of, known }: { of: FieldsOf; known: readonly string[] }) {
  const { diagnostics, perform } = useForm()
  const others = Object.entries(of.object).filter(([name]) => !known.includes(name) && !ELSEWHERE.has(name))
  return others.map(([name, value]: [string, JsonValue]) => (
    <FieldRow
      key={name}
      facts={{ name, help: 'Not a field that a form knows here: its text as it stands.', isRequired: false }}
      problems={problemsAt(diagnostics, childPointer(of.at, name))}
    >
      {({ id, describedBy }) => (
        <TypedControl
          id={id}
          describedBy={describedBy}
          isLong
          isCode
          shown={jsonText(value)}
          read={readJsonText}
          onCommit={(next) => perform(settingField(of, name, next))}
        />
      )}
    </FieldRow>
  ))
}

/** A part of the form that stands for an object which may be absent. */
export function Part({
  facts,
  isPresent,
  isFixed = false,
  onAdd,
  onRemove,
  children,
}: {
  facts: FieldFacts
  isPresent: boolean
  /** Cannot be taken away here. */
  isFixed?: boolean
  onAdd: () => void
  onRemove: () => void
  children: ReactNode
}) {
  const id = useId()
  const isVariables = facts.kind === 'Variables'
  return (
    <Group
      aria-labelledby={id}
      data-field={facts.name}
      className="my-2 rounded-sm border border-line px-2 py-1.5"
    >
      <div className="flex items-center gap-2">
        <p id={id} className="m-0 text-sm font-semibold">
          {facts.name}
        </p>
        {!isFixed && isPresent && (
          <Button look="quiet" size="sm" className="ml-auto" onClick={onRemove}>
            <Minus aria-hidden /> Remove {facts.name}
          </Button>
        )}
        {!isPresent && !isVariables && (
          <Button look="quiet" size="sm" className="ml-auto" onClick={onAdd}>
            <Plus aria-hidden /> Add {facts.name}
          </Button>
        )}
      </div>
      <p className="m-0 text-xs text-ink-soft">
        <TextWithCode text={facts.help} />
      </p>
      {children}
    </Group>
  )
}
