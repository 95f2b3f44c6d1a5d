import type { QueryLanguage } from './state-machine'

/** One field that an object of a definition may have. */
export interface Field {
  name: string
  /** One line for the completion list, in our own words. */
  help: string
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

function field(
  name: string,
  help: string,
  options: { required?: true; language?: QueryLanguage } = {},
): Field {
  return {
    name,
    help,
    isRequired: options.required ?? false,
    ...(options.language === undefined ? {} : { language: options.language }),
  }
}

const jsonPath = { language: 'JSONPath' } as const
const jsonata = { language: 'JSONata' } as const
const required = { required: true } as const

const comment = field('Comment', 'A note for people; it changes nothing.')
const machine = [
  comment,
  field('StartAt', 'The name of the state that runs first.', required),
  field('States', 'The states by name.', required),
]
const common = [
  field('Type', 'What the state does: one of the eight state types.', required),
  comment,
  field('QueryLanguage', 'JSONPath or JSONata, for this state alone.'),
]
const transition = [
  field('Next', 'The state to go on with.'),
  field('End', '`true` ends the execution, branch or iteration here.'),
]
const inputPath = field(
  'InputPath',
  'The part of the input that the state works on; `null` for an empty object.',
  jsonPath,
)
const outputPath = field(
  'OutputPath',
  'The part of the outcome that is passed on; `null` for an empty object.',
  jsonPath,
)
const paths = [inputPath, outputPath]
const parameters = field(
  'Parameters',
  'Builds what the work gets; keys ending in `.$` are read from the input.',
  jsonPath,
)
const resultSelector = field('ResultSelector', 'Builds a new result out of the raw one.', jsonPath)
const resultPath = field(
  'ResultPath',
  'Where the result goes in the input; `null` drops the result.',
  jsonPath,
)
const output = field('Output', 'What the state passes on, as a template with `{% %}` expressions.', jsonata)
const arguments_ = field('Arguments', 'What the work gets, as a template with `{% %}` expressions.', jsonata)
const assign = field('Assign', 'Variables to set when the state ends, readable by later states.')
const retry = field('Retry', 'When to try again after an error, and how long to wait.')
const catch_ = field('Catch', 'Where to go on after an error that retrying did not cure.')

/** Every field that AWS knows, by the object it stands in. */
export const fields: Readonly<Record<FieldOwner, readonly Field[]>> = {
  StateMachine: [
    ...machine,
    field('QueryLanguage', 'JSONPath (the default) or JSONata, for every state that does not say otherwise.'),
    field('TimeoutSeconds', 'After so many seconds the execution ends as timed out.'),
    field('Version', 'The version of the language; only `1.0` exists.'),
  ],
  Branch: machine,
  ItemProcessor: [...machine, field('ProcessorConfig', 'Inline or distributed; inline when absent.')],
  ProcessorConfig: [
    field('Mode', '`INLINE` runs items within this execution, `DISTRIBUTED` as executions of their own.'),
    field('ExecutionType', 'Of the child executions: `STANDARD` or `EXPRESS`.'),
  ],
  ItemReader: [
    field('Resource', 'Reads an object of S3, or lists the objects of a bucket.', required),
    field('Parameters', 'The `Bucket`, and the `Key` or `Prefix`.', jsonPath),
    field('Arguments', 'The `Bucket`, and the `Key` or `Prefix`.', jsonata),
    field('ReaderConfig', 'What is in the object, and how much of it to read.'),
  ],
  ReaderConfig: [
    field('InputType', '`CSV`, `JSON`, `JSONL`, `MANIFEST` or `PARQUET`.'),
    field('ManifestType', 'Who made the list of files: `S3_INVENTORY` or `ATHENA_DATA`.'),
    field('Transformation', '`LOAD_AND_FLATTEN` reads the listed objects and takes their items.'),
    field('CSVHeaderLocation', '`FIRST_ROW`, or `GIVEN` with CSVHeaders.'),
    field('CSVHeaders', 'The names of the columns.'),
    field('CSVDelimiter', '`COMMA` (the default), `PIPE`, `SEMICOLON`, `SPACE` or `TAB`.'),
    field('ItemsPointer', 'Where in the JSON file the array is, as a JSON pointer.'),
    field('MaxItems', 'At most so many items; 0 for all.'),
    field('MaxItemsPath', 'As MaxItems, read from the input.', jsonPath),
  ],
  ItemBatcher: [
    field('MaxItemsPerBatch', 'At most so many items for one child execution.'),
    field('MaxItemsPerBatchPath', 'As MaxItemsPerBatch, read from the input.', jsonPath),
    field('MaxInputBytesPerBatch', 'At most so many bytes for one child execution.'),
    field('MaxInputBytesPerBatchPath', 'As MaxInputBytesPerBatch, read from the input.', jsonPath),
    field('BatchInput', 'Handed to every child execution beside its items.'),
  ],
  ResultWriter: [
    field('Resource', 'Writes objects to S3.'),
    field('Parameters', 'The `Bucket` and a `Prefix`.', jsonPath),
    field('Arguments', 'The `Bucket` and a `Prefix`.', jsonata),
    field('WriterConfig', 'How the results are shaped.'),
  ],
  WriterConfig: [
    field(
      'Transformation',
      '`NONE` with all that is known of a child, `COMPACT` its output, `FLATTEN` its items.',
    ),
    field('OutputType', '`JSON` or `JSONL`.'),
  ],
  Pass: [
    ...common,
    ...transition,
    ...paths,
    parameters,
    field('Result', 'A fixed result, passed on as it is written.', jsonPath),
    resultPath,
    output,
    assign,
  ],
  Task: [
    ...common,
    ...transition,
    field('Resource', 'The ARN of what does the work; it decides the type of task.', required),
    ...paths,
    parameters,
    resultSelector,
    resultPath,
    arguments_,
    output,
    assign,
    field('Credentials', 'A role to take on for this task, for example in another account.'),
    field('TimeoutSeconds', 'After so many seconds the task fails with States.Timeout.'),
    field('TimeoutSecondsPath', 'As TimeoutSeconds, read from the input.', jsonPath),
    field('HeartbeatSeconds', 'The longest silence of a worker before the task fails.'),
    field('HeartbeatSecondsPath', 'As HeartbeatSeconds, read from the input.', jsonPath),
    retry,
    catch_,
  ],
  Choice: [
    ...common,
    field('Choices', 'The rules, tried from the top; the first that holds decides.', required),
    field('Default', 'Where to go when no rule holds; without it the execution fails.'),
    ...paths,
    output,
    assign,
  ],
  Wait: [
    ...common,
    ...transition,
    field('Seconds', 'How many seconds to wait.'),
    field('SecondsPath', 'As Seconds, read from the input.', jsonPath),
    field('Timestamp', 'The moment to wait for, such as 2026-03-14T01:59:00Z.'),
    field('TimestampPath', 'As Timestamp, read from the input.', jsonPath),
    ...paths,
    output,
    assign,
  ],
  Succeed: [...common, ...paths, output],
  Fail: [
    ...common,
    field('Error', 'The name of the error that the execution fails with.'),
    field('ErrorPath', 'As Error, read from the input or made by an intrinsic function.', jsonPath),
    field('Cause', 'What went wrong, for people.'),
    field('CausePath', 'As Cause, read from the input or made by an intrinsic function.', jsonPath),
  ],
  Parallel: [
    ...common,
    ...transition,
    field('Branches', 'State machines that all get the same input and run at once.', required),
    ...paths,
    parameters,
    resultSelector,
    resultPath,
    arguments_,
    output,
    assign,
    retry,
    catch_,
  ],
  Map: [
    ...common,
    ...transition,
    field('ItemProcessor', 'The state machine that runs once for every item.'),
    field('Iterator', 'The old name of ItemProcessor.', jsonPath),
    field('ItemsPath', 'Where the array of items stands in the input.', jsonPath),
    field('Items', 'The array of items, or an expression that gives it.', jsonata),
    field('ItemSelector', 'Builds the input of every iteration; the item is `$$.Map.Item.Value`.'),
    field('Parameters', 'The old name of ItemSelector.', jsonPath),
    field('MaxConcurrency', 'How many iterations run at once; 0 for as many as AWS allows.'),
    field('MaxConcurrencyPath', 'As MaxConcurrency, read from the input.', jsonPath),
    field('ItemReader', 'Reads the items of a distributed Map from S3.'),
    field('ItemBatcher', 'Hands several items at a time to a distributed iteration.'),
    field('ResultWriter', 'Writes the results of a distributed Map to S3.'),
    field('ToleratedFailurePercentage', 'How much of a distributed Map may fail.'),
    field('ToleratedFailurePercentagePath', 'As ToleratedFailurePercentage, read from the input.', jsonPath),
    field('ToleratedFailureCount', 'How many items of a distributed Map may fail.'),
    field('ToleratedFailureCountPath', 'As ToleratedFailureCount, read from the input.', jsonPath),
    field('Label', 'A short name for the Map Run of a distributed Map.'),
    ...paths,
    resultSelector,
    resultPath,
    output,
    assign,
    retry,
    catch_,
  ],
  ChoiceRule: [
    comment,
    field('Next', 'Where to go when the rule holds.'),
    field('Variable', 'The value that the rule looks at.', jsonPath),
    field('And', 'Holds when all of its rules hold.', jsonPath),
    field('Or', 'Holds when one of its rules holds.', jsonPath),
    field('Not', 'Holds when its rule does not.', jsonPath),
    field('Condition', 'An expression that is true when the rule holds.', jsonata),
    output,
    assign,
  ],
  Retrier: [
    comment,
    field('ErrorEquals', 'The names of the errors that this entry is for.', required),
    field('IntervalSeconds', 'Seconds before the first retry; 1 when absent.'),
    field('MaxAttempts', 'How many retries; 3 when absent, 0 for none.'),
    field('BackoffRate', 'What the wait is multiplied by from retry to retry; 2 when absent.'),
    field('MaxDelaySeconds', 'The longest wait before a retry.'),
    field('JitterStrategy', 'FULL draws the wait at random up to its length, so that retries spread out.'),
  ],
  Catcher: [
    comment,
    field('ErrorEquals', 'The names of the errors that this entry is for.', required),
    field('Next', 'Where to go on after such an error.', required),
    field('ResultPath', 'Where the error output goes in the input; `$` replaces the input.', jsonPath),
    output,
    assign,
  ],
}

/** The fields that an object may have in a language, each with its line of help. */
export function fieldsOf(owner: FieldOwner, language: QueryLanguage): readonly Field[] {
  return fields[owner].filter((one) => one.language === undefined || one.language === language)
}
