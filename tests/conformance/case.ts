import type { JsonObject, JsonValue } from '@/lib/json'

/** What the comparator sends: a case without what it expects. See the README beside the recordings. */
export interface ConformanceCase {
  id: string
  kind: 'execution' | 'testState' | 'validate' | 'createError'
  workflowType?: 'STANDARD' | 'EXPRESS'
  /** When the execution starts, where it matters. */
  now?: string
  definition: string
  input?: string
  /** By state name, then by invocation. */
  mocks?: Readonly<Record<string, Readonly<Record<string, Mock>>>>
  /** ARNs of activities that do not exist. */
  absent?: readonly string[]
}

/** What a task answered. */
export interface Mock {
  Return?: JsonValue
  Throw?: { Error?: string; Cause?: string }
  Submitted?: JsonValue
  /** The type of the event that ended it, where it is not the ordinary one. */
  Event?: string
  Never?: boolean
  WorkerName?: string
  /** The parameters of this invocation, where several may run at once. */
  When?: JsonValue
}

export type Answer = { id: string } & (
  | { status: string; output?: string; error?: string; cause?: string; events: readonly JsonObject[] }
  | { response: JsonObject }
  | { unsupported: string }
  | { crash: string }
)
