import { readJsonPath } from '@/lib/asl/query/json-path/read-path'
import { select } from '@/lib/asl/query/json-path/select'
import { Work } from '@/lib/asl/query/work'
import { type JsonObject, type JsonValue, jsonEquals } from '@/lib/json'
import type { Answer } from './case'
import type { RecordedPath } from './recordings'

/** What a path finds in a document, or Jayway's name of the problem and its words. */
export function findByPath(id: string, path: string, doc: JsonValue): Answer {
  return { id, response: found(path, doc) }
}

export function agrees({ path, doc, answer }: RecordedPath): boolean {
  const ours = found(path, doc)
  if ('error' in answer) return ours.error === answer.error
  return jsonEquals(ours.result, answer.result)
}

function found(path: string, doc: JsonValue): JsonObject {
  const read = readJsonPath(path)
  if (!read.ok) return { error: 'InvalidPathException', message: read.error }
  const selected = select(read.value, doc, { root: doc, work: new Work(), requiresProperties: false })
  if (selected.found) return { result: selected.value }
  return { error: nameOf(selected.reason, doc), message: selected.message }
}

function nameOf(reason: string, doc: JsonValue): string {
  if (doc === null) return 'IllegalArgumentException'
  return reason === 'RefusedByFunction' ? 'JsonPathException' : 'PathNotFoundException'
}
