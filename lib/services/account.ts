import type { JsonValue } from '@/lib/json'

/** What an exercise's simulated account holds before a run: data, read from `exercise.json`. */
export interface AccountSetup {
  functions?: Readonly<Record<string, FunctionSetup>>
  tables?: Readonly<Record<string, TableSetup>>
  queues?: Readonly<Record<string, QueueSetup>>
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
  /** In DynamoDB's own JSON: `{ "orderId": { "S": "o-1" } }`. */
  items?: readonly Readonly<Record<string, JsonValue>>[]
}

export interface QueueSetup {
  fifo?: boolean
}

/** What is in an account after a run, for checks and for the workbench. */
export interface AccountView {
  functions: Readonly<Record<string, { invocations: number; logs: readonly string[] }>>
  tables: Readonly<Record<string, { items: readonly Readonly<Record<string, JsonValue>>[] }>>
  queues: Readonly<Record<string, { messages: readonly { messageId: string; body: string }[] }>>
}

/** The account that every exercise runs in; AWS's documentation uses the same number. */
export const ACCOUNT_ID = '111122223333'
export const REGION = 'us-east-1'
