import type { Failure, Instant, MapRunDescription } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'

// What a learner's sandbox keeps, as the operations of the API see it.

/** By key. */
export type Tags = ReadonlyMap<string, string>

/** What CreateStateMachine or UpdateStateMachine has set; never changed afterwards. */
export interface Revision {
  /** A UUID. AWS tells it from the second revision of a machine on, and calls the first one INITIAL. */
  revisionId: string
  /** Counted from 1 in each machine. */
  number: number
  createdAt: Instant
  /** The text as it came. */
  definition: string
  roleArn: string
  /** In the API's own shape; absent when the request had none. */
  loggingConfiguration?: JsonObject
  tracingConfiguration?: JsonObject
  encryptionConfiguration?: JsonObject
}

export interface Machine {
  name: string
  type: 'STANDARD' | 'EXPRESS'
  status: 'ACTIVE' | 'DELETING'
  createdAt: Instant
  /** Of the current revision. */
  updatedAt: Instant
  revision: Revision
  /** The number of the version published last, deleted ones included; 0 before the first. Numbers are not used twice. */
  latestVersion: number
}

export type MachineSummary = Pick<Machine, 'name' | 'type' | 'createdAt'>

/** An immutable snapshot of a machine. */
export interface Version {
  number: number
  description?: string
  createdAt: Instant
  revision: Revision
}

export type VersionSummary = Pick<Version, 'number' | 'createdAt'>

export interface Alias {
  name: string
  description?: string
  /** One or two versions by number; the weights add up to 100. */
  routes: readonly { version: number; weight: number }[]
  createdAt: Instant
  updatedAt: Instant
}

export interface ActivityRecord {
  name: string
  createdAt: Instant
  encryptionConfiguration?: JsonObject
}

export interface LogGroup {
  name: string
  createdAt: Instant
}

export interface LoggedExecution {
  executionArn: string
  machineName: string
  status: ExecutionStatus
  startDate: Instant
  level: 'ALL' | 'ERROR' | 'FATAL'
  includesData: boolean
}

export interface ExecutionStart {
  machine: Pick<Machine, 'name' | 'type'>
  /** Of the version that the alias led to, of the version that was started, or of the machine itself. */
  revision: Revision
  versionArn?: string
  aliasArn?: string
  name: string
  /** JSON text, checked before. */
  input: string
  traceHeader?: string
}

export type ExecutionStarted =
  /** Now, or before by the same name, input and machine, and it still runs. */
  | { kind: 'Started'; executionArn: string; startDate: Instant }
  | { kind: 'NameTaken'; executionArn: string }
  | { kind: 'TooManyRunning' }
  | { kind: 'StorageFull' }

export type ExpressStarted =
  | { kind: 'Started'; executionArn: string; startDate: Instant; ended: Promise<ExpressResult> }
  | { kind: 'TooManyRunning' }

export interface ExpressResult {
  status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT'
  stopDate: Instant
  /** JSON text; of a success. */
  output?: string
  failure?: Failure
  /** For `billingDetails`. */
  billedMemoryMiB: number
  billedDurationMs: number
}

export type Redriven =
  | { kind: 'Redriven'; redriveDate: Instant }
  | { kind: 'DoesNotExist' }
  /** `reason` as DescribeExecution tells it. */
  | { kind: 'NotRedrivable'; reason: string }
  | { kind: 'TooManyRunning' }

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE'

/** What DescribeExecution tells of an execution. */
export interface ExecutionRecord {
  executionArn: string
  name: string
  machineName: string
  revisionId: string
  versionArn?: string
  aliasArn?: string
  status: ExecutionStatus
  startDate: Instant
  stopDate?: Instant
  /** JSON text, as it came. */
  input: string
  /** JSON text. */
  output?: string
  error?: string
  cause?: string
  traceHeader?: string
  /** Of a child execution. */
  mapRunArn?: string
  itemCount?: number
  redriveCount: number
  redriveDate?: Instant
  /** Whether it could be redriven now, and AWS's reason if not. */
  redrive: { status: 'REDRIVABLE' | 'REDRIVABLE_BY_MAP_RUN' } | { status: 'NOT_REDRIVABLE'; reason: string }
}

/** Exactly one of the four is given. */
export interface ExecutionQuery {
  machineName?: string
  versionArn?: string
  aliasArn?: string
  /** The children of this map run. */
  mapRunArn?: string
  status?: ExecutionStatus
  redriveFilter?: 'REDRIVEN' | 'NOT_REDRIVEN'
}

export interface MapRunRecord extends MapRunDescription {
  redriveCount: number
  redriveDate?: Instant
}

export type CallbackAnswer =
  | { kind: 'Success'; output: JsonValue }
  | { kind: 'Failure'; failure: Failure }
  | { kind: 'Heartbeat' }
