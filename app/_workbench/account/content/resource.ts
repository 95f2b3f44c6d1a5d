import type { HistoryEvent, Instant } from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import type { AccountSetup, AccountView, Run } from '@/lib/sandbox'

/** What is known of an account: as it was set up, and around a run. */
export interface Sources {
  accountId: string
  setup: AccountSetup
  /** Absent before a run, and where nobody knows. */
  before?: AccountView
  /** Before a run, what the setup says. */
  now: AccountView
  /** Absent before a run. */
  run?: Run
  /** When `now` was looked at; 0 before a run. */
  at: Instant
}

/** Things of one kind in an account: its tables, its queues. */
export interface Section {
  title: string
  resources: readonly Resource[]
}

/** One table, queue, function …, with what is in it. */
export interface Resource {
  /** Unique in its account, and what it is called in a sentence: "table orders". */
  key: string
  name: string
  /** What it is set up to be, in a few words each. */
  facts: readonly string[]
  /** What is in it: "3 items". */
  count: string
  /** What the run did to it: "1 new, 1 changed"; absent when nothing. */
  change?: Mark
  entries: readonly Entry[]
  /** Said where there are no entries: what would put one there. */
  empty: string
  /** The code of a function; the lines, from 1, in which it failed. */
  code?: { text: string; failedLines: readonly number[] }
}

/** A glyph with words: how something stands, or what became of it. */
export interface Mark {
  glyph: 'added' | 'changed' | 'removed' | 'waiting' | 'good' | 'bad' | 'stopped'
  words: string
}

/** One item, message, invocation …. */
export interface Entry {
  key: string
  title: string
  mark?: Mark
  /** How it stands, in words. */
  note?: string
  fields?: readonly Field[]
  log?: readonly LogEntry[]
  failure?: HandlerFailure
  /** Worked out when it is opened. */
  details?: () => readonly Detail[]
}

/** A part of an entry, with what it was before where it changed. */
export interface Field {
  name: string
  value?: string
  was?: string
}

export interface LogEntry {
  level: string
  text: string
}

/** Why a handler failed. */
export interface HandlerFailure {
  error: string
  message: string
  /** The place in its code, as a sentence. */
  where?: string
  help: string
}

export type Detail =
  | { kind: 'json'; label: string; value: JsonValue }
  | { kind: 'text'; label: string; text: string }
  | { kind: 'history'; label: string; history: readonly HistoryEvent[] }

/** The names in either, those of the setup first. */
export function namesIn(...records: (Readonly<Record<string, unknown>> | undefined)[]): readonly string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record ?? {})))]
}
