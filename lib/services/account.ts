import type { LogLine } from '@/lib/handlers'
import type { JsonValue } from '@/lib/json'
import type { DeliveryTarget } from './deliver'
import type { RoleSetup } from './iam'

/** What an exercise's simulated account holds before a run: data, read from `exercise.json`. */
export interface AccountSetup {
  functions?: Readonly<Record<string, FunctionSetup>>
  tables?: Readonly<Record<string, TableSetup>>
  queues?: Readonly<Record<string, QueueSetup>>
  topics?: Readonly<Record<string, TopicSetup>>
  /** EventBridge; the bus `default` is there in any case. */
  buses?: Readonly<Record<string, BusSetup>>
  buckets?: Readonly<Record<string, BucketSetup>>
  activities?: Readonly<Record<string, ActivitySetup>>
  /** Other state machines, for `states:startExecution` and as targets of events. */
  machines?: Readonly<Record<string, MachineSetup>>
  /** Who answers task tokens. The first that fits a request answers it. */
  callbacks?: readonly CallbackSetup[]
  /** How long jobs take and how they end; the first that fits. */
  jobs?: readonly JobSetup[]
  /** Answers of services that are not simulated; the first that fits. They go before a simulated service. */
  answers?: readonly ScriptedAnswer[]
  /** EventBridge connections, for HTTP tasks. */
  connections?: Readonly<Record<string, ConnectionSetup>>
  /** What answers HTTP requests; the first that fits. */
  endpoints?: readonly EndpointSetup[]
  /** What goes wrong, on order. */
  faults?: readonly FaultSetup[]
  /** The role of the state machine. Without one it may do everything, and no exercise needs policies. */
  role?: RoleSetup
  /** Other roles, by name, for `Credentials`. */
  roles?: Readonly<Record<string, RoleSetup>>
  /** A second account, in which a task acts by `Credentials`. */
  otherAccount?: OtherAccountSetup
}

/** What stands in it only matters where a task goes there; its id is `OTHER_ACCOUNT_ID` unless given. */
export interface OtherAccountSetup extends Omit<AccountSetup, 'otherAccount' | 'role'> {
  accountId?: string
}

/** A job as a service runs it: `ecs:runTask`, `glue:startJobRun` and the like. */
export interface JobSetup {
  on: string
  /** Only for requests that include this. */
  where?: JsonValue
  /** How long it runs; a minute unless given. */
  seconds?: number
  /** It ends badly: `status` and `reason` as the service words them, the error and cause only to replace AWS's. */
  fails?: { status?: string; reason?: string; error?: string; cause?: string }
  /** The service does not take it at all. */
  refuses?: { error: string; cause?: string }
  /** Added to what the service tells of the job at its end. */
  details?: Readonly<Record<string, JsonValue>>
}

export interface ScriptedAnswer {
  /** `aws-sdk:bedrockruntime:invokeModel`, `athena:getQueryResults`: the `Resource` without ARN and pattern. */
  on: string
  /** Only for requests that include this. */
  where?: JsonValue
  /** For the first call, the second and so on; the last is given again and again. */
  replies: readonly ScriptedReply[]
}

export interface ScriptedReply {
  output?: JsonValue
  /** The error name that the task fails with, such as `S3.NoSuchKeyException`. */
  error?: string
  cause?: string
  /** How long the service takes. */
  seconds?: number
}

/** A connection adds its credentials, headers, query and body to each request that names it. */
export interface ConnectionSetup {
  auth:
    | { type: 'API_KEY'; name: string; value: string }
    | { type: 'BASIC'; username: string; password: string }
    | OAuthSetup
  headers?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, string>>
  body?: Readonly<Record<string, string>>
  /** `AUTHORIZED` unless given. */
  state?: ConnectionState
}

/** EventBridge has more; in any but the first, a task fails before its request goes out. */
export type ConnectionState = 'AUTHORIZED' | 'AUTHORIZING' | 'DEAUTHORIZED'

/** A client id and secret that EventBridge exchanges for a token. One of the endpoint and the token is needed. */
export interface OAuthSetup {
  type: 'OAUTH_CLIENT_CREDENTIALS'
  clientId: string
  clientSecret: string
  /** One of the account's `endpoints`; it replies with `access_token` and, as a rule, `expires_in` seconds. */
  authorizationEndpoint?: string
  /** `POST` unless given. */
  method?: 'GET' | 'POST' | 'PUT'
  /** What goes with the request for a token besides id and secret: `grant_type`, `scope`. */
  tokenParameters?: {
    headers?: Readonly<Record<string, string>>
    query?: Readonly<Record<string, string>>
    body?: Readonly<Record<string, string>>
  }
  /** A token that is there already and never expires, where an exercise is not about getting one. */
  accessToken?: string
}

export interface EndpointSetup {
  /** Any unless given. */
  method?: string
  /** Without query; a `*` at the end stands for any rest. */
  url: string
  /** What every request has to have, or it is answered 401. */
  requires?: HttpWants
  /** Only for requests that have this. */
  where?: HttpWants
  /** For the first request, the second and so on; the last is given again and again. */
  replies?: readonly HttpReply[]
  /** A function of the account that gets `{ method, url, headers, query, body }` and returns a reply. */
  function?: string
}

export interface HttpWants {
  /** Names in lower case. */
  headers?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, JsonValue>>
  body?: JsonValue
}

export interface HttpReply {
  /** 200 unless given. */
  status?: number
  headers?: Readonly<Record<string, string>>
  /** A text, or a value that is sent as JSON. */
  body?: JsonValue
  seconds?: number
}

/** Something that goes wrong with the calls that fit, or with what a function receives from a queue. */
export interface FaultSetup {
  /**
   * `dynamodb:putItem`, the ARN of a function that a Task names as its `Resource`, or the ARN of a queue with a trigger;
   * there `where` is about one message, `{ "body": … }`.
   */
  on: string
  /** Only for requests that include this. */
  where?: JsonValue
  /**
   * - Throttle, ServerError: the service refuses, in its own words; a throttled delivery comes again later
   * - NeverAnswers: the call hangs, until a time-out of the state; not of a delivery
   * - Slow: the answer comes `seconds` later
   * - Duplicate: the call is made twice, as when the first answer got lost; a message is delivered twice
   * - Poison: it fails with `error` and `cause`, however often it is tried; a message is never done
   */
  fault: 'Throttle' | 'ServerError' | 'NeverAnswers' | 'Slow' | 'Duplicate' | 'Poison'
  /** Which of the fitting calls, counted from 1; all unless given. */
  calls?: readonly number[]
  /** Instead of `calls`: so many of a hundred, by the seed. */
  percent?: number
  seconds?: number
  error?: string
  cause?: string
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
  /** Virtual time that the first invocation takes besides, before the handler begins. */
  coldStartMs?: number
  /** Published versions by number, each with its own code. */
  versions?: Readonly<Record<string, { source: string }>>
  /** Version by alias. */
  aliases?: Readonly<Record<string, string>>
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
  /** FIFO: the body itself tells messages apart where no deduplication id is given. */
  contentBasedDeduplication?: boolean
  /** 30 unless given. */
  visibilityTimeoutSeconds?: number
  /** How long every message is hidden at first; 0 unless given. */
  delaySeconds?: number
  /** Where messages go that were received too often. */
  deadLetter?: { queue: string; maxReceiveCount: number }
  /** The function that works on the queue. */
  trigger?: {
    function: string
    /** 10 unless given. */
    batchSize?: number
    /** It names the messages that failed in `batchItemFailures`, and only they come again. */
    reportBatchItemFailures?: boolean
  }
}

export interface TopicSetup {
  fifo?: boolean
  subscriptions?: readonly SubscriptionSetup[]
}

/** A queue or a function of the account that gets what is published. */
export interface SubscriptionSetup {
  queue?: string
  function?: string
  /** A filter policy, in SNS's JSON. */
  filter?: Readonly<Record<string, JsonValue>>
  /** `MessageAttributes` unless given. */
  filterScope?: 'MessageAttributes' | 'MessageBody'
  /** A queue gets the message alone, without its envelope. */
  raw?: boolean
}

export interface BusSetup {
  rules?: Readonly<Record<string, RuleSetup>>
}

export interface RuleSetup {
  /** In EventBridge's JSON. */
  pattern: Readonly<Record<string, JsonValue>>
  disabled?: boolean
  targets: readonly RuleTargetSetup[]
}

/** One of queue, function, topic and machine; it gets the event, or what one of the inputs says. */
export interface RuleTargetSetup {
  queue?: string
  function?: string
  topic?: string
  machine?: string
  groupId?: string
  input?: JsonValue
  inputPath?: string
  inputTransformer?: { paths: Readonly<Record<string, string>>; template: string }
}

export interface BucketSetup {
  /** Texts by key. */
  objects?: Readonly<Record<string, string>>
}

/** What is in an account after a run, for checks and for the workbench. */
export interface AccountView {
  functions: Readonly<Record<string, FunctionView>>
  tables: Readonly<Record<string, { items: readonly Readonly<Record<string, JsonValue>>[] }>>
  queues: Readonly<Record<string, { messages: readonly MessageView[] }>>
  /** What was published; absent without topics. */
  topics?: Readonly<Record<string, { published: readonly PublishedView[] }>>
  /** Events by bus; absent where none came and no bus was set up. */
  buses?: Readonly<Record<string, BusView>>
  /** Absent without buckets. */
  buckets?: Readonly<Record<string, { objects: Readonly<Record<string, string>> }>>
  /** Tasks that waited for an answer from outside, and what became of them; absent without any. */
  pendingTasks?: readonly PendingTaskView[]
  /** What callback clients sent, and what they were answered; absent when they sent nothing. */
  callbackCalls?: readonly { at: number; client: string; action: string; answer: string }[]
  /** Jobs that services ran; absent without any. */
  jobs?: readonly JobView[]
  /** Requests that HTTP tasks sent, as the endpoint got them; absent without any. */
  httpRequests?: readonly HttpRequestView[]
  /** EventBridge connections: one whose credentials were refused is locked; absent without any. */
  connections?: Readonly<Record<string, { state: ConnectionState }>>
  /** The second account; absent without one. */
  otherAccount?: AccountView
}

export interface FunctionView {
  invocations: number
  /** The lines of all invocations, in order. */
  logs: readonly string[]
  /** The invocations one by one, the first thousand; absent without any. */
  runs?: readonly InvocationView[]
}

/** One invocation, as a function's log group shows it. */
export interface InvocationView {
  requestId: string
  startedAt: number
  /** Virtual time, with the cold start. */
  durationMs: number
  /** `$LATEST`, or the number that an alias stands for. */
  version: string
  /** The error's name, its message and the trace, where it did not return. */
  ending:
    | { kind: 'Returned' }
    | {
        kind: 'Threw' | 'Exited' | 'TimedOut' | 'OutOfMemory'
        errorType: string
        errorMessage: string
        trace?: readonly string[]
        /** Of its file: where it was last seen when it was cut off, as far as that can be told. */
        line?: number
      }
  logs: readonly LogLine[]
}

export interface BusView {
  events: readonly Readonly<Record<string, JsonValue>>[]
  /** For each event the names of the rules that it fits; absent where no event came. */
  matched?: readonly (readonly string[])[]
}

export interface MessageView {
  messageId: string
  body: string
  sentAt: number
  /** Before, nobody receives it: it is delayed, or somebody works on it. */
  visibleAt: number
  /** The queue that it was moved from; absent where it was sent to this one. */
  movedFrom?: string
  /** Absent without any. */
  attributes?: Readonly<Record<string, JsonValue>>
  groupId?: string
  /** How often somebody took it; absent when nobody did. */
  receiveCount?: number
}

export interface PublishedView {
  messageId: string
  message: string
  subject?: string
  attributes?: Readonly<Record<string, JsonValue>>
  at: number
  /** Those whose filter policy it fits. */
  deliveredTo: readonly DeliveryTarget[]
}

export interface JobView {
  id: string
  /** `glue:startJobRun` */
  on: string
  status: 'Running' | 'Succeeded' | 'Failed' | 'Stopped'
  startedAt: number
  endedAt?: number
}

export interface HttpRequestView {
  method: string
  /** With its query. */
  url: string
  /** With what the connection adds, its secrets too: show them through `withoutSecrets`. */
  headers: Readonly<Record<string, string>>
  body: string
  status: number
  at: number
  /** Name of the connection; absent of a request to API Gateway, which needs none. */
  connection?: string
}

export interface PendingTaskView {
  taskToken: string
  stateName: string
  /** Such as `sqs:sendMessage.waitForTaskToken`, or the ARN of an activity. */
  resource: string
  status: 'Waiting' | 'Succeeded' | 'Failed' | 'GivenUp'
  heartbeats: number
  /** When they came, of the first two hundred. */
  heartbeatsAt?: readonly number[]
  executionArn: string
  /** What the other side was given to work on. */
  input: JsonValue
  createdAt: number
  closedAt?: number
}

/** The account that every exercise runs in; AWS's documentation uses the same number. */
export const ACCOUNT_ID = '111122223333'
/** The second account of exercises that go into one. */
export const OTHER_ACCOUNT_ID = '444455556666'
export const REGION = 'us-east-1'
