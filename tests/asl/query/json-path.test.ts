import { describe, expect, test } from 'vitest'
import { readJsonPath } from '@/lib/asl/query/json-path/read-path'
import { select } from '@/lib/asl/query/json-path/select'
import { Work } from '@/lib/asl/query/work'
import { findByPath } from '../../conformance/json-path'
import { type RecordedPath, recordedPaths } from '../../conformance/recordings'

const cases = recordedPaths()

function answer({ path, doc }: RecordedPath): unknown {
  const read = readJsonPath(path)
  if (!read.ok) return { invalid: read.error }
  const selected = select(read.value, doc, { root: doc, work: new Work(), requiresProperties: false })
  return selected.found
    ? { result: selected.value, definite: read.value.isDefinite }
    : { missing: selected.message }
}

describe.skipIf(cases.length === 0)('JSONPath as Jayway answers (skipped where ../shared is absent)', () => {
  test.each(cases)('$id $group: $path', (recorded) => {
    const ours = answer(recorded)
    if ('result' in recorded.answer) expect(ours).toEqual(recorded.answer)
    else if (recorded.answer.error === 'InvalidPathException') expect(ours).toHaveProperty('invalid')
    else expect(ours).toEqual({ missing: recorded.answer.message })
  })
})

describe('functions with arguments, after Jayway’s source', () => {
  const doc = {
    list: [3, 1, 2],
    texts: ['a', 'b'],
    rows: [[1], [2, 3]],
    store: { book: [{ price: 1 }, { price: 2 }], bike: { price: 5 } },
  }

  test.each<[path: string, result: unknown]>([
    ['$.sum($.list)', 6],
    ['$.list.sum(4, $.rows[1])', 15],
    ['$.list.max({"a": 9})', 3],
    ['$.list.sum(-6)', 0],
    ['$.texts.concat("-", $.list)', 'ab-312'],
    ["concat('a', 'b')", ''],
    ['$.list.append(4)', [3, 1, 2, 4]],
    ['$.list.append("x").length()', 4],
    ['$.list.size()', 3],
    ['$..price.sum()', 8],
    ['$..book.length()', 2],
    ['length($.list)', 4],
    ['length($.rows)', 2],
    ['$.sum($.list.max(), 1)', 4],
  ])('%s', (path, result) => {
    expect(findByPath('', path, doc)).toEqual({ id: '', response: { result } })
  })

  test.each<[path: string, error: string]>([
    ['sum($.missing)', 'PathNotFoundException'],
    ['$.list.length().x', 'PathNotFoundException'],
    ['$.sum()', 'JsonPathException'],
    ['$.list.sum(', 'InvalidPathException'],
    ['$.list.sum([)', 'InvalidPathException'],
    ['$.list.sum(])', 'InvalidPathException'],
    ['$.list.sum({)', 'InvalidPathException'],
    [`${'$.sum('.repeat(100)}$.list${')'.repeat(100)}`, 'InvalidPathException'],
  ])('%s', (path, error) => {
    expect(findByPath('', path, doc)).toMatchObject({ response: { error } })
  })
})
