import type { FieldOwner } from './fields'

/** What a field is for, in one line of our own words; for the completion list, so only an editor loads it. */
export function fieldHelp(owner: FieldOwner, name: string): string {
  return own[owner]?.[name] ?? shared[name] ?? ''
}

type Lines = Readonly<Record<string, string>>

/** Fields that mean the same wherever they stand. */
const shared: Lines = {
  // machines
  Comment: 'A note for people; it changes nothing.',
  StartAt: 'The name of the state that runs first.',
  States: 'The states by name.',

  // every state
  Type: 'What the state does: one of the eight state types.',
  QueryLanguage: 'JSONPath or JSONata, for this state alone.',
  Next: 'The state to go on with.',
  End: '`true` ends the execution, branch or iteration here.',

  // data
  InputPath: 'The part of the input that the state works on; `null` for an empty object.',
  OutputPath: 'The part of the outcome that is passed on; `null` for an empty object.',
  Parameters: 'Builds what the work gets; keys ending in `.$` are read from the input.',
  ResultSelector: 'Builds a new result out of the raw one.',
  ResultPath: 'Where the result goes in the input; `null` drops the result.',
  Output: 'What the state passes on, as a template with `{% %}` expressions.',
  Arguments: 'What the work gets, as a template with `{% %}` expressions.',
  Assign: 'Variables to set when the state ends, readable by later states.',

  // errors
  Retry: 'When to try again after an error, and how long to wait.',
  Catch: 'Where to go on after an error that retrying did not cure.',
  ErrorEquals: 'The names of the errors that this entry is for.',
}

/** Fields of one object alone, and those that mean something else there. */
const own: Partial<Readonly<Record<FieldOwner, Lines>>> = {
  StateMachine: {
    QueryLanguage: 'JSONPath (the default) or JSONata, for every state that does not say otherwise.',
    TimeoutSeconds: 'After so many seconds the execution ends as timed out.',
    Version: 'The version of the language; only `1.0` exists.',
  },
  Pass: { Result: 'A fixed result, passed on as it is written.' },
  Task: {
    Resource: 'The ARN of what does the work; it decides the type of task.',
    Credentials: 'A role to take on for this task, for example in another account.',
    TimeoutSeconds: 'After so many seconds the task fails with States.Timeout.',
    TimeoutSecondsPath: 'As TimeoutSeconds, read from the input.',
    HeartbeatSeconds: 'The longest silence of a worker before the task fails.',
    HeartbeatSecondsPath: 'As HeartbeatSeconds, read from the input.',
  },
  Choice: {
    Choices: 'The rules, tried from the top; the first that holds decides.',
    Default: 'Where to go when no rule holds; without it the execution fails.',
  },
  ChoiceRule: {
    Next: 'Where to go when the rule holds.',
    Variable: 'The value that the rule looks at.',
    And: 'Holds when all of its rules hold.',
    Or: 'Holds when one of its rules holds.',
    Not: 'Holds when its rule does not.',
    Condition: 'An expression that is true when the rule holds.',
  },
  Wait: {
    Seconds: 'How many seconds to wait.',
    SecondsPath: 'As Seconds, read from the input.',
    Timestamp: 'The moment to wait for, such as 2026-03-14T01:59:00Z.',
    TimestampPath: 'As Timestamp, read from the input.',
  },
  Fail: {
    Error: 'The name of the error that the execution fails with.',
    ErrorPath: 'As Error, read from the input or made by an intrinsic function.',
    Cause: 'What went wrong, for people.',
    CausePath: 'As Cause, read from the input or made by an intrinsic function.',
  },
  Parallel: { Branches: 'State machines that all get the same input and run at once.' },
  Map: {
    ItemProcessor: 'The state machine that runs once for every item.',
    Iterator: 'The old name of ItemProcessor.',
    ItemsPath: 'Where the array of items stands in the input.',
    Items: 'The array of items, or an expression that gives it.',
    ItemSelector: 'Builds the input of every iteration; the item is `$$.Map.Item.Value`.',
    Parameters: 'The old name of ItemSelector.',
    MaxConcurrency: 'How many iterations run at once; 0 for as many as AWS allows.',
    MaxConcurrencyPath: 'As MaxConcurrency, read from the input.',
    ItemReader: 'Reads the items of a distributed Map from S3.',
    ItemBatcher: 'Hands several items at a time to a distributed iteration.',
    ResultWriter: 'Writes the results of a distributed Map to S3.',
    ToleratedFailurePercentage: 'How much of a distributed Map may fail.',
    ToleratedFailurePercentagePath: 'As ToleratedFailurePercentage, read from the input.',
    ToleratedFailureCount: 'How many items of a distributed Map may fail.',
    ToleratedFailureCountPath: 'As ToleratedFailureCount, read from the input.',
    Label: 'A short name for the Map Run of a distributed Map.',
  },
  ItemProcessor: { ProcessorConfig: 'Inline or distributed; inline when absent.' },
  ProcessorConfig: {
    Mode: '`INLINE` runs items within this execution, `DISTRIBUTED` as executions of their own.',
    ExecutionType: 'Of the child executions: `STANDARD` or `EXPRESS`.',
  },
  ItemReader: {
    Resource: 'Reads an object of S3, or lists the objects of a bucket.',
    Parameters: 'The `Bucket`, and the `Key` or `Prefix`.',
    Arguments: 'The `Bucket`, and the `Key` or `Prefix`.',
    ReaderConfig: 'What is in the object, and how much of it to read.',
  },
  ReaderConfig: {
    InputType: '`CSV`, `JSON`, `JSONL`, `MANIFEST` or `PARQUET`.',
    ManifestType: 'Who made the list of files: `S3_INVENTORY` or `ATHENA_DATA`.',
    Transformation: '`LOAD_AND_FLATTEN` reads the listed objects and takes their items.',
    CSVHeaderLocation: '`FIRST_ROW`, or `GIVEN` with CSVHeaders.',
    CSVHeaders: 'The names of the columns.',
    CSVDelimiter: '`COMMA` (the default), `PIPE`, `SEMICOLON`, `SPACE` or `TAB`.',
    ItemsPointer: 'Where in the JSON file the array is, as a JSON pointer.',
    MaxItems: 'At most so many items; 0 for all.',
    MaxItemsPath: 'As MaxItems, read from the input.',
  },
  ItemBatcher: {
    MaxItemsPerBatch: 'At most so many items for one child execution.',
    MaxItemsPerBatchPath: 'As MaxItemsPerBatch, read from the input.',
    MaxInputBytesPerBatch: 'At most so many bytes for one child execution.',
    MaxInputBytesPerBatchPath: 'As MaxInputBytesPerBatch, read from the input.',
    BatchInput: 'Handed to every child execution beside its items.',
  },
  ResultWriter: {
    Resource: 'Writes objects to S3.',
    Parameters: 'The `Bucket` and a `Prefix`.',
    Arguments: 'The `Bucket` and a `Prefix`.',
    WriterConfig: 'How the results are shaped.',
  },
  WriterConfig: {
    Transformation: '`NONE` with all that is known of a child, `COMPACT` its output, `FLATTEN` its items.',
    OutputType: '`JSON` or `JSONL`.',
  },
  Retrier: {
    IntervalSeconds: 'Seconds before the first retry; 1 when absent.',
    MaxAttempts: 'How many retries; 3 when absent, 0 for none.',
    BackoffRate: 'What the wait is multiplied by from retry to retry; 2 when absent.',
    MaxDelaySeconds: 'The longest wait before a retry.',
    JitterStrategy: 'FULL draws the wait at random up to its length, so that retries spread out.',
  },
  Catcher: {
    Next: 'Where to go on after such an error.',
    ResultPath: 'Where the error output goes in the input; `$` replaces the input.',
  },
}
