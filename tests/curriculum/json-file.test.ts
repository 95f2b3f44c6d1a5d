import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { problemText } from '@/lib/curriculum/content-problem'
import { readJsonFile } from '@/lib/curriculum/json-file'
import { questionFileSchema } from '@/lib/quiz/schemas'

const schema = z.strictObject({
  title: z.string().check(z.minLength(3)),
  minutes: z.int().check(z.minimum(1)),
  kind: z.enum(['write', 'repair']),
  tags: z.array(z.string()).check(z.minLength(1)),
})

const sound = `{
  "title": "A title",
  "minutes": 3,
  "kind": "write",
  "tags": ["a"]
}`

function problems(text: string) {
  const read = readJsonFile('x.json', text, schema, 'schemas/x.json')
  return read.ok
    ? []
    : read.error.map((problem) => problemText(problem, 'content').replace('content/x.json:', ''))
}

describe('readJsonFile', () => {
  test('reads what is sound', () => {
    expect(readJsonFile('x.json', sound, schema, 's')).toMatchObject({
      ok: true,
      value: { value: { title: 'A title', minutes: 3, kind: 'write', tags: ['a'] } },
    })
  })

  test.each<[string, string, string, string]>([
    ['a missing comma', sound.replace('3,', '3'), '4:3', 'A comma is missing before this.'],
    ['a comment', sound.replace('3,', '3, // minutes'), '3:17', 'Comments are not allowed in JSON.'],
    ['a trailing comma', sound.replace('["a"]', '["a"],'), '6:1', 'The name of a member should stand here.'],
    ['an open text', sound.replace('"A title"', '"A title'), '2:12', 'A text is not closed on its line.'],
    ['two documents', `${sound} 1`, '6:3', 'Something stands after the end of the document.'],
    ['nothing', '', '1:1', 'A value should stand here.'],
    [
      'a member twice',
      sound.replace('"kind"', '"title": "B", "kind"'),
      '4:3',
      'The member "title" stands twice in one object.',
    ],
    [
      'an unknown member',
      sound.replace('"kind"', '"mistaks": [], "kind"'),
      '4:3',
      'This file has no member called "mistaks".',
    ],
    ['a missing member', sound.replace('"title": "A title",', ''), '1:1', '"title" is missing.'],
    ['another type', sound.replace('3', '"3"'), '3:14', '"minutes" has to be a number.'],
    ['too small', sound.replace('3', '0'), '3:14', '"minutes" has to be at least 1.'],
    ['too short', sound.replace('A title', 'A'), '2:12', '"title" has to be at least 3 characters long.'],
    ['an empty list', sound.replace('["a"]', '[]'), '5:11', '"tags" has to be at least 1 items.'],
    ['another word', sound.replace('write', 'writ'), '4:11', '"kind" has to be "write" or "repair".'],
    [
      'another type deep inside',
      sound.replace('"a"', '"a", 5'),
      '5:17',
      '"tags.1" has to be a text in double quotes.',
    ],
  ])('%s', (_, text, place, message) => {
    expect(problems(text)[0]).toContain(`${place}  ${message}\n`)
  })

  test('says all at once, each with a way out', () => {
    const found = problems('{ "title": "", "minutes": 1.5, "kind": "write", "tags": "a" }')
    expect(found.map((text) => text.split('  ')[1]?.split('\n')[0])).toEqual([
      '"title" has to be at least 3 characters long.',
      '"minutes" has to be a whole number.',
      '"tags" has to be a list in square brackets.',
    ])
    for (const text of found) expect(text).toMatch(/\n {4}\w.+/)
  })

  test('uses the words of the schema where it has some', () => {
    const read = readJsonFile('q.json', '{"source": {"url": "http://x"}}', questionFileSchema, 's')
    const messages = read.ok ? [] : read.error.map((problem) => problem.message)
    expect(messages).toContain('"source.url" has to be an https address.')
  })
})
