import type { JsonObject } from '@/lib/json'

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
  mocks?: JsonObject
  /** ARNs of activities that do not exist. */
  absent?: readonly string[]
}

export type Answer = { id: string } & (
  | { status: string; output?: string; error?: string; cause?: string; events: readonly JsonObject[] }
  | { response: JsonObject }
  | { unsupported: string }
  | { crash: string }
)
