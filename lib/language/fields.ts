import { type FieldOwner, fieldsOf, type QueryLanguage } from '@/lib/asl'
import type { FieldLines } from './facts/field-line'
import { own, shared } from './facts/field-lines'
import { guidePage } from './facts/guide'

/** What kind of value a field takes; forms and completion choose by it. */
export type FieldKind =
  | 'Text'
  | 'Number'
  | 'WholeNumber'
  | 'Timestamp'
  /** `true` and nothing else. */
  | 'True'
  /** One of `values`. */
  | 'OneOf'
  | 'StateType'
  /** The name of a state of the same machine. */
  | 'StateName'
  /** A JSONPath: `$.order`, `$$.Execution.Id`, `$total`. */
  | 'Path'
  /** A JSONPath that leads to one place, so that it can be written to. */
  | 'ReferencePath'
  /** One `{% %}` expression. */
  | 'Expression'
  /** JSON in which `.$` keys or `{% %}` strings are worked out, as the query language has it. */
  | 'Template'
  /** An array or an expression that gives one. */
  | 'Items'
  /** Variable names to templates. */
  | 'Variables'
  /** The ARN of what does a Task's work. */
  | 'Resource'
  | 'ErrorNames'
  | 'List'
  | 'Json'
  /** An object with fields of its own: the owner of that name. */
  | 'Object'
  | 'States'
  | 'Machine'
  | 'Machines'
  | 'Rule'
  | 'Rules'
  | 'Retriers'
  | 'Catchers'

/** All that is known of a field of a definition. */
export interface FieldFacts {
  owner: FieldOwner
  name: string
  isRequired: boolean
  /** Absent: in both query languages. */
  language?: QueryLanguage
  kind: FieldKind
  /** The words it may have, for `OneOf`. */
  values?: readonly string[]
  /** One line: what it is for. Code stands in backticks, here and in the next two. */
  help: string
  /** What holds when it is absent. */
  default?: string
  limits?: string
  /** The page of AWS's developer guide that describes it. */
  source: string
}

/** The fields that an object may have in a language, required ones first. */
export function fieldFactsOf(owner: FieldOwner, language: QueryLanguage): readonly FieldFacts[] {
  return fieldsOf(owner, language)
    .map((field) => ({ owner, ...field, ...told(owner, field.name) }))
    .sort((one, other) => Number(other.isRequired) - Number(one.isRequired))
}

/** One field of an object in whichever language has it; undefined when there is none of that name. */
export function fieldFacts(owner: FieldOwner, name: string): FieldFacts | undefined {
  const languages: readonly QueryLanguage[] = ['JSONPath', 'JSONata']
  return languages.flatMap((language) => fieldFactsOf(owner, language)).find((one) => one.name === name)
}

function told(owner: FieldOwner, name: string): Omit<FieldLines, 'page'> & { source: string } {
  const { page, ...lines } = own[owner]?.[name] ?? shared[name] ?? unknown(owner, name)
  return { ...lines, source: guidePage(page ?? pages[owner]) }
}

function unknown(owner: FieldOwner, name: string): never {
  throw new Error(`Nothing is told of the field ${owner}.${name}.`)
}

/** Pages of the developer guide. */
const pages: Readonly<Record<FieldOwner, string>> = {
  StateMachine: 'statemachine-structure',
  Branch: 'state-parallel',
  ItemProcessor: 'state-map',
  ProcessorConfig: 'state-map',
  ItemReader: 'input-output-itemreader',
  ReaderConfig: 'input-output-itemreader',
  ItemBatcher: 'input-output-itembatcher',
  ResultWriter: 'input-output-resultwriter',
  WriterConfig: 'input-output-resultwriter',
  Pass: 'state-pass',
  Task: 'state-task',
  Choice: 'state-choice',
  Wait: 'state-wait',
  Succeed: 'state-succeed',
  Fail: 'state-fail',
  Parallel: 'state-parallel',
  Map: 'state-map',
  ChoiceRule: 'state-choice',
  Retrier: 'concepts-error-handling',
  Catcher: 'concepts-error-handling',
}
