import { describe, expect, test } from 'vitest'
import { splitFrontmatter } from '@/lib/curriculum/frontmatter'
import { readMdx } from '@/lib/curriculum/mdx-text'

const frontmatter = `---
title: A lesson
summary: What it is about.
minutes: 5
concepts: [task-types]
examTasks:
  DVA-C02: ["1.1"]
  DVA-C03: ["1.1"]
sources:
  - title: A page
    url: https://docs.aws.amazon.com/
    checked: "2026-11-22"
---
`

describe('splitFrontmatter', () => {
  test('keeps the lines of the text where they are in the file', () => {
    const split = splitFrontmatter('l.mdx', `${frontmatter}\n# Here\n`)
    if (!split.ok) throw new Error(split.error[0]?.message)
    expect(split.value.frontmatter).toMatchObject({ title: 'A lesson', minutes: 5 })
    expect(split.value.body.trim()).toBe('# Here')
    expect(split.value.padded.split('\n')[14]).toBe('# Here')
    expect(split.value.padded.length).toBe(frontmatter.length + '\n# Here\n'.length)
  })

  test.each<[string, string, number, RegExp]>([
    ['none', '# Here\n', 1, /has no frontmatter/],
    ['no YAML', frontmatter.replace('title: A lesson', 'title: A: lesson: "'), 2, /is not YAML/],
    ['a missing member', frontmatter.replace('title: A lesson\n', ''), 1, /has no "title"/],
    ['another type', frontmatter.replace('minutes: 5', 'minutes: long'), 4, /"minutes" in the frontmatter/],
    [
      'an unknown member',
      frontmatter.replace('minutes: 5', 'minutes: 5\nautor: me'),
      5,
      /no member called "autor"/,
    ],
    [
      'an exam task that is none',
      frontmatter.replace('DVA-C02: ["1.1"]', 'DVA-C02: ["9.9"]'),
      6,
      /task statement/,
    ],
    ['a day without quotes', frontmatter.replace('"2026-11-22"', '2026-11-22'), 9, /checked/],
  ])('%s', (_, text, line, message) => {
    const split = splitFrontmatter('l.mdx', text)
    if (split.ok) throw new Error('it was taken')
    expect(split.error[0]).toMatchObject({ file: 'l.mdx', line })
    expect(split.error[0]?.message).toMatch(message)
    // The same broken text again: nothing is remembered as read.
    expect(splitFrontmatter('l.mdx', text).ok).toBe(false)
  })
})

describe('readMdx', () => {
  const read = (text: string) => {
    const result = readMdx('l.mdx', text)
    if (!result.ok) throw new Error(result.error[0]?.message)
    return result.value
  }

  test('reads components, their attributes as data, links and headings', () => {
    const text = read(
      '## Read the *ARN*, now\n\n<Quiz questions={["a", "b"]} />\n\nAt <State name="X"/>, see [this](/lessons/y).\n\n| a |\n|---|\n| <State name="Y"/> |\n',
    )
    expect(text.elements.map(({ name, line, column }) => [name, line, column])).toEqual([
      ['Quiz', 3, 1],
      ['State', 5, 4],
      ['State', 9, 3],
    ])
    expect(text.elements[0]?.attributes.get('questions')).toEqual(['a', 'b'])
    expect(text.links).toEqual([{ url: '/lessons/y', line: 5, column: 27 }])
    expect([...text.anchors]).toEqual(['read-the-arn-now'])
    expect(text.scripts).toEqual([])
  })

  test('evaluates nothing', () => {
    const text = read('<Quiz questions={[process.env.HOME]} />\n\n{process.exit(1)}\n\n{/* a comment */}\n')
    expect(text.elements[0]?.attributes.get('questions')).toBeUndefined()
    expect(text.scripts).toEqual([{ line: 3, column: 1 }])
  })

  test.each<[string, string, number, RegExp]>([
    ['an open tag', 'a\n\n<Note kind="trap">\n\nb\n', 3, /Expected a closing tag for `<Note>`/],
    ['a lone brace', 'a\n\nwrite {x y} here\n', 3, /expression/],
    ['a lone <', 'a\n\nif a <3 then\n', 3, /Unexpected character `3`/],
  ])('%s', (_, text, line, message) => {
    const result = readMdx('l.mdx', text)
    if (result.ok) throw new Error('it was taken')
    expect(result.error[0]).toMatchObject({ file: 'l.mdx', line })
    expect(result.error[0]?.message).toMatch(message)
  })
})
