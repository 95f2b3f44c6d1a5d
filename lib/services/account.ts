import type { JsonValue } from '@/lib/json'

/** What an exercise's simulated account holds before a run: data, read from `exercise.json`. */
export interface AccountSetup {
  functions?: Readonly<Record<string, FunctionSetup>>
  tables?: Readonly<Record<string, TableSetup>>
  queues?: Readonly<Record<string, QueueSetup>>
  buckets?: Readonly<Record<string, BucketSetup>>
  activities?: Readonly<Record<string, ActivitySetup>>
  /** Other state machines, for `states:startExecution` and as targets of events. */
  machines?: Readonly<Record<string, MachineSetup>>
  /** Who answers task tokens. The first that fits a request answers it. */
  callbacks?: readonly CallbackSetup[]
}

export interface ActivitySetup {
  workers?: Readonly<Record<string, WorkerSetup>>
}

/** A worker polls all the time and does one task after the other. */
export interface WorkerSetup {
  /** How long a task lies there before the worker, when it is free, asks for it; 0 unless given. */
  asksAfterSeconds?: number
  /** What it does with its first task, its second and so on; the last is done again and again. */
  works: readonly WorkSetup[]
}

export interface WorkSetup {
  /** Only for tasks whose input includes this; such work goes before the others. */
  where?: JsonValue
  takesSeconds?: number
  heartbeatEverySeconds?: number
  /** `Succeed` unless given. `Vanish` is never heard of again. */
  does?: 'Succeed' | 'Fail' | 'Vanish'
  output?: JsonValue
  error?: string
  cause?: string
  /** A function of the account that does the work instead: its result or its error is sent. */
  function?: string
}

export interface MachineSetup {
  /** Text of the definition; the exercise names a file. */
  definition: string
  /** `STANDARD` unless given. */
  type?: 'STANDARD' | 'EXPRESS'
}

/** Somebody outside who gets task tokens, and what he does with each. */
export interface CallbackSetup {
  /** The request that brings the token, such as `sqs:sendMessage` or `lambda:invoke`. */
  on: string
  /** Only for requests that include this. */
  where?: JsonValue
  acts: readonly CallbackAct[]
}

export interface CallbackAct {
  /** After the request was answered. */
  afterSeconds: number
  /** `Success` unless given. */
  send?: 'Success' | 'Failure' | 'Heartbeat'
  output?: JsonValue
  error?: string
  cause?: string
  /** A function of the account that gets the request: its result or its error is sent. */
  function?: string
  /** Another token than the one in the request. */
  token?: string
}

export interface FunctionSetup {
  /** Text of the ES module; the exercise names a file, the reader of content puts its text here. */
  source: string
  timeoutSeconds?: number
  memoryMiB?: number
  /** Virtual time that one invocation takes, on top of what its code burns. */
  durationMs?: number
}

export interface TableSetup {
  partitionKey: { name: string; type: 'S' | 'N' | 'B' }
  sortKey?: { name: string; type: 'S' | 'N' | 'B' }
  /** By name. One without a partition key of its own is local. */
  indexes?: Readonly<Record<string, IndexSetup>>
  /** The attribute with the second since 1970 at which an item expires. */
  timeToLive?: string
  /** In DynamoDB's own JSON: `{ "orderId": { "S": "o-1" } }`. */
  items?: readonly Readonly<Record<string, JsonValue>>[]
}

export interface IndexSetup {
  partitionKey?: { name: string; type: 'S' | 'N' | 'B' }
  sortKey?: { name: string; type: 'S' | 'N' | 'B' }
  /** `ALL` unless given; or the attributes that the index holds besides the keys. */
  projection?: 'ALL' | 'KEYS_ONLY' | readonly string[]
}

export interface QueueSetup {
  fifo?: boolean
}

export interface BucketSetup {
  /** Texts by key. */
  objects?: Readonly<Record<string, string>>
}

/** What is in an account after a run, for checks and for the workbench. */
export interface AccountView {
  functions: Readonly<Record<string, { invocations: number; logs: readonly string[] }>>
  tables: Readonly<Record<string, { items: readonly Readonly<Record<string, JsonValue>>[] }>>
  queues: Readonly<Record<string, { messages: readonly { messageId: string; body: string }[] }>>
  /** Absent without buckets. */
  buckets?: Readonly<Record<string, { objects: Readonly<Record<string, string>> }>>
  /** Tasks that waited for an answer from outside, and what became of them; absent without any. */
  pendingTasks?: readonly PendingTaskView[]
  /** What callback clients sent, and what they were answered; absent when they sent nothing. */
  callbackCalls?: readonly { at: number; client: string; action: string; answer: string }[]
}

export interface PendingTaskView {
  taskToken: string
  stateName: string
  /** Such as `sqs:sendMessage.waitForTaskToken`, or the ARN of an activity. */
  resource: string
  status: 'Waiting' | 'Succeeded' | 'Failed' | 'GivenUp'
  heartbeats: number
}

/** The account that every exercise runs in; AWS's documentation uses the same number. */
export const ACCOUNT_ID = '111122223333'
export const REGION = 'us-east-1'
