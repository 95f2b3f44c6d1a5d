import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { JsonValue } from '@/lib/json'

export const ROOT = path.resolve(import.meta.dirname, '../..')

/** Beside the repository, or where `STEPWISE_SHARED` says; they are not part of it. */
const shared = path.resolve(ROOT, process.env.STEPWISE_SHARED ?? '../shared')

export const comparator = path.join(shared, 'conformance/run.mjs')
export const cases = path.join(shared, 'conformance/cases')

export const areThere = existsSync(comparator)
export const areMissing = `There are no recordings in ${shared}; STEPWISE_SHARED names another folder.`

/** One answer of Jayway JsonPath. */
export interface RecordedPath {
  id: number
  group: string
  path: string
  doc: JsonValue
  answer: { result: JsonValue; definite: boolean } | { error: string; message: string }
}

export function recordedPaths(): RecordedPath[] {
  const file = path.join(shared, 'jsonpath/cases.jsonl')
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}
