import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readJsonPath } from '@/lib/asl/query/json-path/read-path'
import { select } from '@/lib/asl/query/json-path/select'
import { Work } from '@/lib/asl/query/work'
import type { JsonValue } from '@/lib/json'

interface Recorded {
  id: number
  group: string
  path: string
  doc: JsonValue
  answer: { result: JsonValue; definite: boolean } | { error: string; message: string }
}

const file = path.resolve(import.meta.dirname, '../../../../shared/jsonpath/cases.jsonl')
const cases: Recorded[] = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : []

/** Where ours is meant to differ: functions with arguments are not part of the language. */
const meantToDiffer = new Set([424, 425])

function answer({ path, doc }: Recorded): unknown {
  const read = readJsonPath(path)
  if (!read.ok) return { invalid: read.error }
  const selected = select(read.value, doc, { root: doc, work: new Work(), requiresProperties: false })
  return selected.found
    ? { result: selected.value, definite: read.value.isDefinite }
    : { missing: selected.message }
}

describe.skipIf(cases.length === 0)('JSONPath as Jayway answers (skipped where ../shared is absent)', () => {
  test.each(cases.filter(({ id }) => !meantToDiffer.has(id)))('$id $group: $path', (recorded) => {
    const ours = answer(recorded)
    if ('result' in recorded.answer) expect(ours).toEqual(recorded.answer)
    else if (recorded.answer.error === 'InvalidPathException') expect(ours).toHaveProperty('invalid')
    else expect(ours).toEqual({ missing: recorded.answer.message })
  })
})
