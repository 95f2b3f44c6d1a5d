import type { Runnable } from '@/lib/exercises'
import type { JsonValue } from '@/lib/json'

/** A machine of the playground to start from: one idea, ready to run. */
export interface Example {
  slug: string
  title: string
  /** What it shows, in a sentence. */
  idea: string
  /** What to look at once it has run, in a sentence. */
  look: string
  /** Further words by which it is found. */
  words: readonly string[]
  type: NonNullable<Runnable['workflowType']>
  definition: string
  inputs: readonly ExampleInput[]
  account: AccountText
}

export interface ExampleInput {
  title: string
  input: JsonValue
  /** How a run ends; the output and the error only where they are the point. */
  ends: { status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'RUNNING'; error?: string; output?: JsonValue }
}

/** An account as it is written: JSON by the schema of accounts, and the files that it names. */
export interface AccountText {
  json: string
  /** By name: `functions/price.mjs`, `machines/refund.asl.json`. */
  files: Readonly<Record<string, string>>
}

/** Examples that belong together. */
export interface ExampleGroup {
  title: string
  summary: string
  examples: readonly Example[]
}
