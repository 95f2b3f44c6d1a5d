import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { lessonComponents } from '@/lib/curriculum'
import { jsonSchemaFiles } from '@/lib/curriculum/check'

/** docs/authoring.md lists what authors may use; a list that is not whole sends them to the code. */

const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/authoring.md'), 'utf8')

/** The names in code in the rows of the table that begins with this heading. */
function tabled(heading: string): string {
  const from = page.indexOf(`| ${heading} |`)
  return page.slice(from, page.indexOf('\n\n', from))
}

test('every kind of check is in the table, and nothing that is none', () => {
  const schema = jsonSchemaFiles().find(({ file }) => file.includes('exercise'))?.text ?? ''
  const kinds = [...schema.matchAll(/"kind": \{\s*"type": "string",\s*"const": "([A-Z]\w+)"/g)].map(
    ([, kind]) => kind,
  )
  const named = [...tabled('What is asked').matchAll(/`(\w+)`/g)].map(([, kind]) => kind)
  expect(kinds.length).toBeGreaterThan(10)
  expect(named.toSorted()).toEqual([...new Set(kinds)].sort())
})

test('every component is in the table, and nothing that is none', () => {
  const named = [...tabled('Component').matchAll(/`<(\w+)/g)].map(([, name]) => name)
  expect(named.toSorted()).toEqual(Object.keys(lessonComponents).sort())
})
