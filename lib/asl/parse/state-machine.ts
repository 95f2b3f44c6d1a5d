import type { JsonPointer, JsonValue } from '@/lib/json'
import type { Intrinsic } from '../query/intrinsics/intrinsic'
import type { JsonPath } from '../query/json-path/json-path'

/**
 * The tidy form of a definition. The wire form (PascalCase, what learners write) is read once by `parse`;
 * the interpreter sees only this. Both query languages meet here: a field whose value is only known at run
 * time is an `Expression` or a `Template`.
 */

export type StateName = string
export type QueryLanguage = 'JSONPath' | 'JSONata'

/** A JSONPath such as `$.order`, `$$.Execution.Id` or `$name.field`, parsed; `text` is what was written. */
export interface Path {
  text: string
  /** `$…` reads the state's input, `$$…` the context object, `$name…` a variable. */
  root: { kind: 'Input' } | { kind: 'Context' } | { kind: 'Variable'; name: string }
  /** By `lib/asl/query/json-path`, the one that reads it. */
  compiled: JsonPath
}

/** A path that names exactly one node: object keys and array indexes only (`ResultPath`). */
export interface ReferencePath {
  text: string
  segments: readonly (string | number)[]
}

/** An intrinsic function call such as `States.Format('{}', $.name)`, parsed. */
export interface IntrinsicCall {
  text: string
  compiled: Intrinsic
}

/** A value known now, or an expression that yields it when the state runs. */
export type Expression<T extends JsonValue = JsonValue> =
  | { kind: 'Literal'; value: T }
  | { kind: 'JSONPath'; path: Path }
  | { kind: 'Intrinsic'; call: IntrinsicCall }
  | JsonataExpression

/** What stands between `{%` and `%}`. */
export interface JsonataExpression {
  kind: 'JSONata'
  source: string
  at: JsonPointer
  /** Its place in the state in AWS's notation, such as `Arguments/Payload/items[0]`. */
  location: string
}

/** A JSON template: `.$` fields (JSONPath) or `{% %}` strings (JSONata) are replaced when the state runs. */
export type Template =
  | { kind: 'Literal'; value: JsonValue }
  | { kind: 'Expression'; expression: Expression }
  | { kind: 'Object'; entries: readonly { key: string; value: Template }[] }
  | { kind: 'Array'; items: readonly Template[] }

/** Where a state leads. A state cannot both end and go on. */
export type Transition = { to: 'State'; name: StateName } | { to: 'End' }

export interface StateBase {
  name: StateName
  /** Of the state's object in the definition. */
  at: JsonPointer
  comment?: string
  queryLanguage: QueryLanguage
}

/** `InputPath` and `OutputPath`; `null` means the empty object. Absent in JSONata states. */
export interface PathFields {
  inputPath: Path | null
  outputPath: Path | null
}

/** One variable of `Assign`. */
export interface Assignment {
  name: string
  at: JsonPointer
  value: Template
}

/** Data flow of a state that does work. JSONPath and JSONata fields never meet in one state. */
export type DataFlow =
  | ({
      language: 'JSONPath'
      parameters?: Template
      resultSelector?: Template
      /** `null` discards the result; the default is `$`. */
      resultPath: ReferencePath | null
      assign: readonly Assignment[]
    } & PathFields)
  | {
      language: 'JSONata'
      arguments?: Template
      output?: Template
      assign: readonly Assignment[]
    }

export interface PassState extends StateBase {
  type: 'Pass'
  flow: DataFlow
  /** Emitted verbatim, JSONPath only. */
  result?: JsonValue
  then: Transition
}

/** How long, as a whole number of seconds. */
export type Seconds = Expression<number>

export interface TaskState extends StateBase {
  type: 'Task'
  resource: Resource
  /** The ARN as written. */
  resourceArn: string
  flow: DataFlow
  timeoutSeconds?: Seconds
  heartbeatSeconds?: Seconds
  credentials?: Template
  retriers: readonly Retrier[]
  catchers: readonly Catcher[]
  then: Transition
}

/** What a Task asks for, told apart by its ARN as on AWS. */
export type Resource =
  /** `arn:aws:lambda:…:function:NAME[:QUALIFIER]` */
  | { kind: 'LambdaFunction'; functionName: string; qualifier?: string; region: string; account: string }
  /** `arn:aws:states:…:activity:NAME` */
  | { kind: 'Activity'; activityArn: string }
  /**
   * `arn:aws:states:::SERVICE:ACTION[.PATTERN]` and `arn:aws:states:::aws-sdk:SERVICE:ACTION[.PATTERN]`;
   * `resourceType` and `resource` are the words that `TaskScheduled` uses, such as `lambda` and
   * `invoke.waitForTaskToken`, or `aws-sdk:dynamodb` and `getItem`. HTTP tasks are `http` and `invoke`.
   */
  | {
      kind: 'Integration'
      integration: 'optimized' | 'aws-sdk'
      service: string
      action: string
      pattern: IntegrationPattern
      resourceType: string
      resource: string
    }

export type IntegrationPattern = 'requestResponse' | 'sync' | 'sync:2' | 'waitForTaskToken'

export interface WaitState extends StateBase {
  type: 'Wait'
  /** `Seconds`/`SecondsPath` and `Timestamp`/`TimestampPath` are four spellings of these two. */
  until: { kind: 'Seconds'; value: Expression<number> } | { kind: 'Timestamp'; value: Expression<string> }
  flow: DataFlow
  then: Transition
}

export interface ChoiceState extends StateBase {
  type: 'Choice'
  flow: DataFlow
  rules: readonly ChoiceRule[]
  otherwise?: StateName
}

export interface ChoiceRule {
  condition: Condition
  next: StateName
  /** JSONata: `Output` of this rule. */
  output?: Template
  assign: readonly Assignment[]
}

export type ComparisonOperator =
  | `String${'Equals' | 'LessThan' | 'GreaterThan' | 'LessThanEquals' | 'GreaterThanEquals' | 'Matches'}`
  | `Numeric${'Equals' | 'LessThan' | 'GreaterThan' | 'LessThanEquals' | 'GreaterThanEquals'}`
  | `Timestamp${'Equals' | 'LessThan' | 'GreaterThan' | 'LessThanEquals' | 'GreaterThanEquals'}`
  | 'BooleanEquals'

export type TypeTest = 'IsPresent' | 'IsNull' | 'IsString' | 'IsNumeric' | 'IsBoolean' | 'IsTimestamp'

export type Condition =
  | {
      kind: 'Compare'
      variable: Path
      operator: ComparisonOperator
      operand: Expression<string | number | boolean>
    }
  | { kind: 'Test'; variable: Path; test: TypeTest; expected: boolean }
  | { kind: 'And' | 'Or'; conditions: readonly Condition[] }
  | { kind: 'Not'; condition: Condition }
  /** `Condition`: `true`, `false` or an expression that gives one of them. */
  | { kind: 'JSONata'; expression: Expression<boolean> }

export interface SucceedState extends StateBase {
  type: 'Succeed'
  flow: DataFlow
}

export interface FailState extends StateBase {
  type: 'Fail'
  error?: Expression<string>
  cause?: Expression<string>
}

export interface ParallelState extends StateBase {
  type: 'Parallel'
  branches: readonly StateMachine[]
  flow: DataFlow
  retriers: readonly Retrier[]
  catchers: readonly Catcher[]
  then: Transition
}

export interface MapState extends StateBase {
  type: 'Map'
  processor: StateMachine
  mode: 'INLINE' | 'DISTRIBUTED'
  /** Of the children of a distributed Map. */
  executionType: 'STANDARD' | 'EXPRESS'
  /** Distributed only. */
  label?: string
  itemReader?: ItemReader
  itemBatcher?: ItemBatcher
  resultWriter?: ResultWriter
  /** `ItemsPath`, or `Items`. Absent in a JSONata state that iterates over its own input. */
  items?: Template
  itemSelector?: Template
  /** 0 means no limit of the learner's own. */
  maxConcurrency: Expression<number>
  toleratedFailureCount?: Expression<number>
  toleratedFailurePercentage?: Expression<number>
  /**
   * In JSONPath mode `flow.parameters` is not used: `Parameters` of a Map is the old name of
   * `ItemSelector` and lands in `itemSelector`.
   */
  flow: DataFlow
  retriers: readonly Retrier[]
  catchers: readonly Catcher[]
  then: Transition
}

/** Where a distributed Map reads its items. */
export interface ItemReader {
  action: 'getObject' | 'listObjectsV2'
  /** `Parameters` or `Arguments`: Bucket, Key, Prefix. */
  parameters?: Template
  inputType?: 'CSV' | 'JSON' | 'JSONL' | 'MANIFEST' | 'PARQUET'
  manifestType?: 'ATHENA_DATA' | 'S3_INVENTORY'
  transformation: 'NONE' | 'LOAD_AND_FLATTEN'
  csv: {
    delimiter: string
    headerLocation: 'FIRST_ROW' | 'GIVEN'
    headers?: Expression
  }
  /** By RFC 6901: where in a JSON file the array is. */
  itemsPointer?: JsonPointer
  maxItems?: Expression<number>
}

/** How a distributed Map puts several items into one child execution. */
export interface ItemBatcher {
  maxItems?: Expression<number>
  maxBytes?: Expression<number>
  input?: Template
}

/** Where a distributed Map puts its results. */
export interface ResultWriter {
  /** `Parameters` or `Arguments`: Bucket, Prefix. Absent: the results stay in the state machine. */
  parameters?: Template
  transformation?: 'NONE' | 'COMPACT' | 'FLATTEN'
  outputType: 'JSON' | 'JSONL'
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState

export type StateType = State['type']

export interface Retrier {
  errorEquals: readonly string[]
  intervalSeconds: number
  maxAttempts: number
  backoffRate: number
  maxDelaySeconds?: number
  jitterStrategy: 'FULL' | 'NONE'
}

export interface Catcher {
  errorEquals: readonly string[]
  next: StateName
  /** JSONPath: where the error output goes; `null` keeps the input. */
  resultPath: ReferencePath | null
  /** JSONata. */
  output?: Template
  assign: readonly Assignment[]
}

/** A machine, a Parallel branch or a Map's processor: names of states are looked up here only. */
export interface StateMachine {
  at: JsonPointer
  comment?: string
  queryLanguage: QueryLanguage
  startAt: StateName
  states: ReadonlyMap<StateName, State>
  timeoutSeconds?: number
}
