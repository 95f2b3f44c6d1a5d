import type { JsonObject, JsonValue } from '@/lib/json'

/** What the comparator sends: a case without what it expects. See the README beside the recordings. */
export type ConformanceCase = ExecutionCase | DefinitionCase | TestStateCase | PathCase

export interface ExecutionCase {
  id: string
  kind: 'execution'
  workflowType?: 'STANDARD' | 'EXPRESS'
  /** When the execution starts, where it matters. */
  now?: string
  definition: string
  input?: string
  /** By state name, then by invocation. */
  mocks?: JsonObject
  /** ARNs of activities that do not exist. */
  absent?: readonly string[]
  /** By bucket and key; what is not there is empty. */
  s3?: Readonly<Record<string, string>>
}

export interface DefinitionCase {
  id: string
  kind: 'validate' | 'createError'
  workflowType?: 'STANDARD' | 'EXPRESS'
  definition: string
}

export interface TestStateCase {
  id: string
  kind: 'testState'
  now?: string
  /** The parameters of TestState. */
  request: JsonObject
  /** What the one state's task answers, under the name `*`. */
  mocks?: JsonObject
}

export interface PathCase {
  id: string
  kind: 'jsonpath'
  path: string
  doc: JsonValue
}

export type Answer = { id: string } & (
  | { status: string; output?: string; error?: string; cause?: string; events: readonly JsonObject[] }
  | { response: JsonObject }
  | { unsupported: string }
  | { crash: string }
)
