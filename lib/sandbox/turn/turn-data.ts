import type {
  ChildHistory,
  Failure,
  Instant,
  MapRunChanges,
  MapRunDescription,
  ScheduledTask,
  Signal,
  TaskRequest,
  TaskToken,
  WorkAnswer,
} from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import type {
  Happening,
  PendingTask,
  Provision,
  Provisioned,
  Reply,
  RoleAsked,
  StoredExecution,
} from '@/lib/services'

/**
 * What goes into a turn of a durable sandbox and what comes out of it. All of it is plain data, so that a turn can
 * be taken in another thread, and stored.
 */

/** A sandbox as it is kept between two turns, as far as this turn needs it. */
export interface TurnGiven {
  facts: SandboxFacts
  /** As `savedAccount` wrote them. */
  parts: ReadonlyMap<string, string>
  /** Names of all activities. */
  activities: readonly string[]
  /** What others may be asked to start; see `Needs`. */
  machines: readonly LoadedMachine[]
  executions: readonly LoadedExecution[]
  /** Open tasks of these executions, and those that the commands and appointments name. */
  tasks: readonly KeptTask[]
  /** What is due first, in order. */
  appointments: readonly Appointment[]
  /** Others are kept, due at this instant or later, that come after these; absent when these are all. */
  moreFrom?: Instant
  /** What was looked for, and is not there unless it is here. */
  lookedFor: Needs
  commands: readonly Command[]
}

export interface SandboxFacts {
  accountId: string
  region: string
  seed: number
  /** `wall`: what is due later stays. `virtual`: time jumps to it while executions run and nobody is waited for. */
  clock: 'virtual' | 'wall'
  now: Instant
  /** Executions that run, all together. */
  running: number
  runningAtMost: number
  /** Tasks that wait for somebody outside. */
  outside: number
  /** No room for more executions. */
  isFull: boolean
  /** Bytes that the history of one execution may take. */
  historyBytesAtMost: number
  executionsMade: number
  appointmentsMade: number
}

export interface LoadedMachine {
  name: string
  type: 'STANDARD' | 'EXPRESS'
  revisionId: string
  roleArn: string
  definition: string
  /** Its executions are written to a log: the history of an Express one is then kept, too. */
  isLogged?: true
}

/** An execution as it is kept. `StoredExecution` is what services see of it. */
export interface KeptExecution extends StoredExecution {
  /** Counts the executions of the sandbox, from 1. */
  number: number
  type: 'STANDARD' | 'EXPRESS'
  revisionId: string
  versionArn?: string
  aliasArn?: string
  traceHeader?: string
  redriveCount: number
  redriveDate?: Instant
  /** By client token: when the request was heeded. */
  redrives: Readonly<Record<string, Instant>>
  /** A limit of ours ended it; it cannot be redriven. */
  isHalted?: true
  isLogged?: true
  lastEventId: number
  historyBytes: number
}

export interface LoadedExecution {
  kept: KeptExecution
  roleArn: string
  definition: string
  /** Absent when it has succeeded: nothing can come of it. */
  snapshot?: string
}

/** A task that somebody still has to answer. */
export interface KeptTask {
  taskToken: TaskToken
  executionArn: string
  /** Name of the activity that it waits in. */
  activity?: string
  /** `Outside`: for somebody whom the account does not know. `Inside`: for a job, a script, another execution. */
  waitsFor: 'Outside' | 'Inside' | 'Nobody'
  /** Only tasks with a token that others may know have one. */
  pending?: PendingTask
  /** The execution whose end it waits for. */
  awaits?: string
}

/** Something that is to happen at an instant. */
export interface Appointment {
  /** Of all keys of a sandbox, no two are the same. */
  key: string
  /** Equal instants keep this order. */
  number: number
  due: Instant
  /** The execution that it is for. */
  executionArn?: string
  what: Due
}

export type Due =
  | { kind: 'Signal'; signal: Signal }
  /** A task that could not be done before something was loaded. */
  | { kind: 'Call'; task: ScheduledTask }
  | { kind: 'Happening'; happening: Happening }

/** What has to be loaded before something can happen. */
export interface Needs {
  executions: readonly string[]
  /** By name. */
  machines: readonly string[]
  tasks: readonly TaskToken[]
  /** By name: the tasks that wait there. */
  activities: readonly string[]
}

export type Command =
  | { kind: 'Start'; start: StartCommand }
  | { kind: 'Stop'; executionArn: string; failure: Failure }
  | { kind: 'Redrive'; executionArn: string; clientToken?: string }
  | { kind: 'Answer'; taskToken: TaskToken; answer: TaskAnswer }
  | { kind: 'TakeTask'; activity: string; workerName?: string }
  /** Ends an execution that cannot go on, at a limit of ours; `message` is for the learner. */
  | { kind: 'Halt'; executionArn: string; message: string }
  /** Forgets an appointment that cannot be kept. */
  | { kind: 'Forget'; key: string }
  /** `executionArn` is the execution at the root. */
  | { kind: 'UpdateMapRun'; executionArn: string; mapRunArn: string; changes: MapRunChanges }
  /** One task's work outside of any execution. */
  | { kind: 'TryTask'; task: TaskRequest }
  | { kind: 'CallService'; service: string; action: string; request: JsonObject }
  | { kind: 'Provision'; changes: readonly Provision[] }
  /** Whether a user of the account may. */
  | { kind: 'AssumeRole'; asked: RoleAsked }

export interface StartCommand {
  /** Of a Standard execution; an Express one gets an ARN that nobody can know before. */
  executionArn?: string
  machine: LoadedMachine
  versionArn?: string
  aliasArn?: string
  name: string
  input: string
  traceHeader?: string
}

export type TaskAnswer =
  | { kind: 'Success'; output: JsonValue }
  | { kind: 'Failure'; failure: Failure }
  | { kind: 'Heartbeat' }

/** The answer to each kind of command. */
export interface Answers {
  Start:
    | { kind: 'Started'; executionArn: string; startDate: Instant }
    | { kind: 'NameTaken'; executionArn: string }
    | { kind: 'TooManyRunning' }
    | { kind: 'StorageFull' }
  Stop: { kind: 'Stopped'; stopDate: Instant } | { kind: 'DoesNotExist' }
  Redrive:
    | { kind: 'Redriven'; redriveDate: Instant }
    | { kind: 'DoesNotExist' }
    | { kind: 'NotRedrivable'; reason: string }
    | { kind: 'TooManyRunning' }
  Answer: 'Accepted' | 'UnknownToken' | 'TimedOut'
  TakeTask: { taskToken: TaskToken; input: JsonValue } | undefined
  Halt: undefined
  Forget: undefined
  UpdateMapRun: 'Updated' | 'Ended'
  TryTask: WorkAnswer
  CallService: Reply
  /** Of each change. */
  Provision: readonly Provisioned[]
  AssumeRole: boolean
}

export type AnswerTo<C extends Command> = Answers[C['kind']]

/** What a turn has led to. Nothing of it counts before it is stored, all at once. */
export interface TurnMade {
  /** To the commands, in their order. */
  answers: readonly Answers[Command['kind']][]
  now: Instant
  executionsMade: number
  appointmentsMade: number
  executions: readonly MadeExecution[]
  children: readonly MadeChild[]
  mapRuns: readonly MapRunDescription[]
  appointments: { set: readonly Appointment[]; cleared: readonly string[]; clearedOf: readonly string[] }
  tasks: { kept: readonly KeptTask[]; closed: readonly TaskToken[] }
  /** Parts of the account that changed; undefined for those that are gone. */
  parts: ReadonlyMap<string, string | undefined>
  /** There was no time for all that is due; another turn should follow. */
  isCut: boolean
}

export interface MadeExecution {
  kept: KeptExecution
  /** What it was started from; of a new one only. */
  startedFrom?: LoadedMachine
  /** Absent when nothing can come of it any more. */
  snapshot?: string
  /** JSON text of each event, in order; none for an Express one without a log. */
  events: readonly string[]
  /** The first event's id is one more. */
  lastEventIdBefore: number
  /** What the execution was told, and how many steps followed from each. */
  signals: readonly RecordedSignal[]
}

export interface RecordedSignal {
  signal: Signal
  steps: number
}

/** A child of a map run; what it is known by comes with its first part, how it ended with its last. */
export interface MadeChild extends Pick<ChildHistory, 'executionArn' | 'mapRunArn'> {
  /** The execution at the root. */
  rootArn: string
  number: number
  events: readonly string[]
  lastEventIdBefore: number
  items: number
  started?: { at: Instant; input: string }
  ended?: {
    status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'
    at: Instant
    output?: string
    failure?: Failure
  }
}
