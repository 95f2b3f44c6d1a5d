import type { QueryLanguage } from './state-machine'

/** One field that an object of a definition may have. What it is for says `lib/language/fields.ts`. */
export interface Field {
  name: string
  isRequired: boolean
  /** Absent: in both languages. */
  language?: QueryLanguage
}

/** The objects of a definition that have fields of their own. */
export type FieldOwner =
  | 'StateMachine'
  | 'Branch'
  | 'ItemProcessor'
  | 'ProcessorConfig'
  | 'ItemReader'
  | 'ReaderConfig'
  | 'ItemBatcher'
  | 'ResultWriter'
  | 'WriterConfig'
  | 'Pass'
  | 'Task'
  | 'Choice'
  | 'Wait'
  | 'Succeed'
  | 'Fail'
  | 'Parallel'
  | 'Map'
  | 'ChoiceRule'
  | 'Retrier'
  | 'Catcher'

const required = fieldsNamed({ isRequired: true })
const optional = fieldsNamed({ isRequired: false })
const jsonPath = fieldsNamed({ isRequired: false, language: 'JSONPath' })
const jsonata = fieldsNamed({ isRequired: false, language: 'JSONata' })

/** Makes fields out of their names, with blanks between them. */
function fieldsNamed(facts: Omit<Field, 'name'>): (names: string) => readonly Field[] {
  return (names) => names.split(' ').map((name) => ({ name, ...facts }))
}

const comment = optional('Comment')
const machine = [...comment, ...required('StartAt States')]
const common = [...required('Type'), ...optional('Comment QueryLanguage')]
const transition = optional('Next End')
const paths = jsonPath('InputPath OutputPath')
const resultPath = jsonPath('ResultPath')
const output = jsonata('Output')
const assign = optional('Assign')
const parameters = jsonPath('Parameters')
const resultSelector = jsonPath('ResultSelector')
const arguments_ = jsonata('Arguments')
const errors = optional('Retry Catch')

/** Every field that AWS knows, by the object it stands in. */
export const fields: Readonly<Record<FieldOwner, readonly Field[]>> = {
  StateMachine: [...machine, ...optional('QueryLanguage TimeoutSeconds Version')],
  Branch: machine,
  ItemProcessor: [...machine, ...optional('ProcessorConfig')],
  ProcessorConfig: optional('Mode ExecutionType'),
  ItemReader: [...required('Resource'), ...parameters, ...arguments_, ...optional('ReaderConfig')],
  ReaderConfig: [
    ...optional(
      'InputType ManifestType Transformation CSVHeaderLocation CSVHeaders CSVDelimiter ItemsPointer MaxItems',
    ),
    ...jsonPath('MaxItemsPath'),
  ],
  ItemBatcher: [
    ...optional('MaxItemsPerBatch MaxInputBytesPerBatch BatchInput'),
    ...jsonPath('MaxItemsPerBatchPath MaxInputBytesPerBatchPath'),
  ],
  ResultWriter: [...optional('Resource WriterConfig'), ...parameters, ...arguments_],
  WriterConfig: optional('Transformation OutputType'),
  Pass: [
    ...common,
    ...transition,
    ...paths,
    ...parameters,
    ...jsonPath('Result'),
    ...resultPath,
    ...output,
    ...assign,
  ],
  Task: [
    ...common,
    ...transition,
    ...required('Resource'),
    ...paths,
    ...parameters,
    ...resultSelector,
    ...resultPath,
    ...arguments_,
    ...output,
    ...assign,
    ...optional('Credentials TimeoutSeconds HeartbeatSeconds'),
    ...jsonPath('TimeoutSecondsPath HeartbeatSecondsPath'),
    ...errors,
  ],
  Choice: [...common, ...required('Choices'), ...optional('Default'), ...paths, ...output, ...assign],
  Wait: [
    ...common,
    ...transition,
    ...optional('Seconds Timestamp'),
    ...jsonPath('SecondsPath TimestampPath'),
    ...paths,
    ...output,
    ...assign,
  ],
  Succeed: [...common, ...paths, ...output],
  Fail: [...common, ...optional('Error Cause'), ...jsonPath('ErrorPath CausePath')],
  Parallel: [
    ...common,
    ...transition,
    ...required('Branches'),
    ...paths,
    ...parameters,
    ...resultSelector,
    ...resultPath,
    ...arguments_,
    ...output,
    ...assign,
    ...errors,
  ],
  Map: [
    ...common,
    ...transition,
    ...optional('ItemProcessor'),
    ...jsonPath('Iterator ItemsPath'),
    ...jsonata('Items'),
    ...optional('ItemSelector'),
    ...parameters,
    ...optional('MaxConcurrency ItemReader ItemBatcher ResultWriter Label'),
    ...jsonPath('MaxConcurrencyPath'),
    ...optional('ToleratedFailurePercentage ToleratedFailureCount'),
    ...jsonPath('ToleratedFailurePercentagePath ToleratedFailureCountPath'),
    ...paths,
    ...resultSelector,
    ...resultPath,
    ...output,
    ...assign,
    ...errors,
  ],
  ChoiceRule: [
    ...optional('Comment Next'),
    ...jsonPath('Variable And Or Not'),
    ...jsonata('Condition'),
    ...output,
    ...assign,
  ],
  Retrier: [
    ...comment,
    ...required('ErrorEquals'),
    ...optional('IntervalSeconds MaxAttempts BackoffRate MaxDelaySeconds JitterStrategy'),
  ],
  Catcher: [...comment, ...required('ErrorEquals Next'), ...resultPath, ...output, ...assign],
}

/** The fields that an object may have in a language. */
export function fieldsOf(owner: FieldOwner, language: QueryLanguage): readonly Field[] {
  return fields[owner].filter((one) => one.language === undefined || one.language === language)
}
