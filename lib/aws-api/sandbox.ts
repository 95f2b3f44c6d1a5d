import type {
  Failure,
  HistoryEvent,
  Instant,
  MapRunChanges,
  TaskRequest,
  TaskToken,
  WorkAnswer,
} from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import type { Provision, Provisioned, Reply, RoleAsked } from '@/lib/services'
import type { Stack } from './cloudformation/stack'
import type {
  ActivityRecord,
  Alias,
  CallbackAnswer,
  ExecutionQuery,
  ExecutionRecord,
  ExecutionStart,
  ExecutionStarted,
  ExpressStarted,
  LogGroup,
  LoggedExecution,
  Machine,
  MachineSummary,
  MapRunRecord,
  Redriven,
  Revision,
  Tags,
  Version,
  VersionSummary,
} from './records'

export type * from './records'
export type { MapRunChanges }

/**
 * What the operations of the API need of a learner's sandbox. An operation checks its request, asks here, and words
 * the answer; where the data is and which process works on it, only the implementation knows: one in memory
 * (`lib/sandbox-store/in-memory`) for tests, one over the database for everybody else.
 *
 * - Nothing here throws because of what the caller asked for; refusals are values. `InvalidCursor` is the exception.
 * - Names and ARNs are of this sandbox. What belongs to another one is not found, as if it did not exist.
 * - When a promise is kept, what it says is stored, and outlives the process.
 */
export interface SandboxSession {
  /** Twelve digits. */
  readonly accountId: string
  readonly region: string
  readonly limits: SandboxLimits
  /** Time in the sandbox: on a virtual clock it may be years ahead. */
  now(): Promise<Instant>

  /** State machines, versions, aliases, activities and tags, as they are now. */
  readonly resources: Resources
  /**
   * Changes resources, all or nothing: what `work` throws leaves everything as it was, and is thrown on. Two changes
   * of one sandbox never overlap. `work` should be quick: parse definitions before. It asks nothing of the session
   * meanwhile, not even the time: a transaction is open, and there may be no second connection.
   */
  change<T>(work: (resources: ChangeableResources) => Promise<T>): Promise<T>

  /** Starts a Standard execution, or finds the one that the same request has started before. */
  startExecution(start: ExecutionStart): Promise<ExecutionStarted>
  /**
   * Runs an Express execution. The promise is kept as soon as it has begun; `ended` when it is over, which takes five
   * minutes at most, and real time on a wall clock. Only who asks for `ended` waits for it. It lives in this process
   * alone.
   */
  runExpress(start: ExecutionStart): Promise<ExpressStarted>
  stopExecution(
    executionArn: string,
    failure: Failure,
  ): Promise<{ kind: 'Stopped'; stopDate: Instant } | { kind: 'DoesNotExist' }>
  /** The same `clientToken` for the same execution once more answers what the first call was answered. */
  redriveExecution(executionArn: string, clientToken?: string): Promise<Redriven>

  /** An execution, or a child of a map run; never its history. */
  execution(executionArn: string): Promise<ExecutionRecord | undefined>
  /** The definition and settings that the execution runs with. */
  revisionOf(execution: ExecutionRecord): Promise<Revision | undefined>
  /** Newest first. */
  executions(of: ExecutionQuery, page: Page): Promise<Paged<ExecutionRecord>>
  /** How many executions run now; a bound of `limits.runningExecutions`. */
  runningExecutions(): Promise<number>
  /** Events in order of their ids, or against it. */
  history(executionArn: string, page: Page & { isReversed: boolean }): Promise<Paged<HistoryEvent>>

  mapRun(mapRunArn: string): Promise<MapRunRecord | undefined>
  /** Newest first. */
  mapRuns(executionArn: string, page: Page): Promise<Paged<MapRunRecord>>
  updateMapRun(mapRunArn: string, changes: MapRunChanges): Promise<'Updated' | 'DoesNotExist' | 'Ended'>

  /** Whether somebody may still answer this token; AWS looks at it before it looks at an answer. */
  taskState(taskToken: TaskToken): Promise<'Waiting' | 'UnknownToken' | 'TimedOut'>
  /** Answers a task that waits outside: of an activity, or of `.waitForTaskToken`. */
  answerTask(taskToken: TaskToken, answer: CallbackAnswer): Promise<'Accepted' | 'UnknownToken' | 'TimedOut'>
  /**
   * A worker asks for a task of the activity; nothing when none came within `waitMs`. No transaction is open and no
   * lease is held meanwhile. Once it is answered, the task is this worker's.
   */
  takeActivityTask(
    activityName: string,
    ask: { workerName?: string; waitMs: number; abandoned?: AbortSignal },
  ): Promise<{ taskToken: TaskToken; input: JsonValue } | 'TooManyWorkers' | undefined>

  /** Asks the simulated services to do one task's work, outside of any execution: for TestState. */
  tryTask(task: TaskRequest): Promise<WorkAnswer>
  /** One operation of a simulated service in its own API's shape: `callService('dynamodb', 'putItem', …)`. */
  callService(service: 'dynamodb' | 'sqs', action: string, request: JsonObject): Promise<Reply>
  /** Makes and removes things of the simulated account; answers for each what came of it. */
  provision(changes: readonly Provision[]): Promise<readonly Provisioned[]>
  /** Whether a role of the account trusts the user who asks for it. */
  mayAssumeRole(asked: RoleAsked): Promise<boolean>
  /** Executions whose events go to the log group, in the order of their start; children of map runs are not logged. */
  loggedExecutions(group: string, page: Page): Promise<Paged<LoggedExecution>>
  /**
   * Kept when something has happened in the simulated account since, or when `waitMs` of real time are over: between
   * two looks of a long poll. It may be kept for nothing.
   */
  accountChanges(ask: { waitMs: number; abandoned?: AbortSignal }): Promise<void>
}

/** Bounds of one sandbox: AWS's where AWS has one that is smaller, ours around a hostile client otherwise. */
export interface SandboxLimits {
  machines: number
  activities: number
  versionsPerMachine: number
  aliasesPerMachine: number
  runningExecutions: number
  /** Workers that ask one process for tasks of one activity at the same time. */
  workersPerActivity: number
  /** Bytes of everything that the sandbox keeps, histories included. */
  storedBytes: number
}

/** A place in a list. `after` is the `next` of the page before, as it was given out. */
export interface Page {
  /** At least 1. */
  limit: number
  after?: string
}

export interface Paged<T> {
  items: readonly T[]
  /** Absent on the last page. */
  next?: string
}

/** `after` was never given out for this list. */
export class InvalidCursor extends Error {
  constructor() {
    super('This is no place in the list.')
    this.name = 'InvalidCursor'
  }
}

export interface Resources {
  machine(name: string): Promise<Machine | undefined>
  /** By name, character by character (recorded), without those that are being deleted. */
  machines(page: Page): Promise<Paged<MachineSummary>>
  /** A version by its number. */
  version(machineName: string, number: number): Promise<Version | undefined>
  /** Newest first. */
  versions(machineName: string, page: Page): Promise<Paged<VersionSummary>>
  alias(machineName: string, name: string): Promise<Alias | undefined>
  /** In the order of their creation; with `version`, those that lead to it. */
  aliases(machineName: string, page: Page, version?: number): Promise<Paged<Alias>>
  activity(name: string): Promise<ActivityRecord | undefined>
  /** In the order of their creation. */
  activities(page: Page): Promise<Paged<ActivityRecord>>
  tags(resourceArn: string): Promise<Tags>
  /** By its name as long as it is there, by its id for some time afterwards too. */
  stack(nameOrId: string): Promise<Stack | undefined>
  /** Newest first, those that are gone among them. */
  stacks(page: Page): Promise<Paged<Stack>>
  logGroup(name: string): Promise<LogGroup | undefined>
  /** In the order of their creation. */
  logGroups(page: Page): Promise<Paged<LogGroup>>
  /** Documents of managed policies by ARN. */
  policies(): Promise<ReadonlyMap<string, JsonObject>>
  counts(): Promise<{ machines: number; activities: number }>
  countsOf(machineName: string): Promise<{ versions: number; aliases: number }>
}

export interface ChangeableResources extends Resources {
  /** Creates the machine or puts it in the place of the one of that name. Its revision is kept for its executions. */
  saveMachine(machine: Machine): Promise<void>
  /**
   * With its versions, aliases and tags. While executions of it run it is `DELETING` and can still be described;
   * afterwards it is gone.
   */
  deleteMachine(name: string): Promise<void>
  saveVersion(machineName: string, version: Version): Promise<void>
  deleteVersion(machineName: string, number: number): Promise<void>
  saveAlias(machineName: string, alias: Alias): Promise<void>
  deleteAlias(machineName: string, name: string): Promise<void>
  saveActivity(activity: ActivityRecord): Promise<void>
  /** Its tags go too; tasks that wait there wait until they time out. */
  deleteActivity(name: string): Promise<void>
  /** Replaces all tags of the resource. */
  saveTags(resourceArn: string, tags: Tags): Promise<void>
  /** In the place of the one with its id; one that is gone leaves its name free. */
  saveStack(stack: Stack): Promise<void>
  saveLogGroup(group: LogGroup): Promise<void>
  deleteLogGroup(name: string): Promise<void>
  savePolicy(arn: string, document: JsonObject): Promise<void>
  deletePolicy(arn: string): Promise<void>
}
