import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { JsonObject, JsonValue } from '@/lib/json'
import type { SignalWithoutTime } from '../../support/drive'
import type { ScriptedAnswer } from './scripted-tasks'

/** One file of this folder: what a machine does, and how we know. */
export interface Case {
  /** The file's path without its ending, such as `task/retry-then-succeed`. */
  name: string
  /**
   * `recorded`: AWS did so, and `ref` names the recording beside ours that shows the rule; `measured`: somebody tried
   * it on AWS and published the answer; `documentation` and `specification`: AWS's guide or the language's text says
   * so; `decision`: they are silent, we chose.
   */
  source: { kind: 'recorded' | 'measured' | 'documentation' | 'specification' | 'decision'; ref: string }
  about: string
  type?: 'STANDARD' | 'EXPRESS'
  definition: JsonObject
  input?: JsonValue
  /** An ISO date; the epoch unless given. */
  startAt?: string
  tasks?: Readonly<Record<string, readonly ScriptedAnswer[]>>
  /** Activities that do not exist. */
  absent?: readonly string[]
  limits?: Readonly<Record<string, number>>
  outside?: readonly { after: number; signal: SignalWithoutTime }[]
  status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'STOPPED' | 'RUNNING'
  output?: JsonValue
  failure?: JsonObject
  stoppedBy?: string
  history: readonly string[]
}

const FOLDER = import.meta.dirname

export function loadCases(): Case[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const read = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Omit<Case, 'name'>
      return { name: file.slice(0, -'.json'.length), ...read }
    })
}
