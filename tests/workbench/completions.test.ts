import { describe, expect, test } from 'vitest'
import { completionsAt } from '@/app/_workbench/workers/completions'

/** `|` marks the cursor. */
function offered(marked: string) {
  const offset = marked.indexOf('|')
  const source = marked.replace('|', '')
  const found = completionsAt(source, offset)
  return {
    labels: found?.options.map((option) => option.label) ?? [],
    apply: (label: string) => {
      const option = found?.options.find((one) => one.label === label)
      return found && option
        ? source.slice(0, found.from) + option.insert + source.slice(found.to)
        : undefined
    },
  }
}

const MACHINE = (next: string) =>
  `{"StartAt":"A","States":{"A":{"Type":"Pass","Next":${next}},"B":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"C","States":{"C":{"Type":"Pass","End":true}}}]}}}`

describe('completion', () => {
  test.each<[string, string, string[]]>([
    ['Next offers the other states of the machine', MACHINE('"|"'), ['B']],
    ['also while the name is being typed', MACHINE('"B|\n'), ['B']],
    ['StartAt offers every state', '{"StartAt":"|","States":{"A":{},"B":{}}}', ['A', 'B']],
    [
      'a branch knows its own states only',
      '{"States":{"P":{"Branches":[{"StartAt":"|","States":{"C":{}}}]}}}',
      ['C'],
    ],
    ['a Choice rule leads to states', '{"States":{"A":{"Choices":[{"Next":"|"}]},"B":{}}}', ['B']],
    ['a catcher too', '{"States":{"A":{"Catch":[{"Next":"|"}]},"B":{}}}', ['B']],
    ['Default too', '{"States":{"A":{"Default":"|"},"B":{}}}', ['B']],
    ['QueryLanguage has two values', '{"QueryLanguage":"|"}', ['JSONPath', 'JSONata']],
    ['nothing where nothing is known', '{"Comment":"|"}', []],
  ])('%s', (_, text, labels) => {
    expect(offered(text).labels).toEqual(labels)
  })

  test('a state’s fields follow its type, without those it has', () => {
    const { labels } = offered('{"States":{"A":{"Type":"Wait","|"}}}')
    expect(labels).toContain('Seconds')
    expect(labels).not.toContain('Type')
    expect(labels).not.toContain('Resource')
  })

  test.each([
    ['{"States":{"A":{"Type":"Task","Retry":[{"|"}]}}}', 'MaxAttempts'],
    ['{"States":{"A":{"Type":"Task","Catch":[{"|"}]}}}', 'ErrorEquals'],
    ['{"States":{"A":{"Type":"Choice","Choices":[{"|"}]}}}', 'Variable'],
    ['{"|"}', 'StartAt'],
  ])('%s offers %s', (text, label) => {
    expect(offered(text).labels).toContain(label)
  })

  test('what is chosen replaces the token, with a colon where one is missing', () => {
    expect(offered('{"Sta|"}').apply('StartAt')).toBe('{"StartAt": }')
    expect(offered('{"Sta|": "A"}').apply('StartAt')).toBe('{"StartAt": "A"}')
    expect(offered(MACHINE('"|"')).apply('B')).toBe(MACHINE('"B"'))
    expect(offered(MACHINE('"B|\n')).apply('B')).toBe(MACHINE('"B"\n'))
  })

  test('texts too long to complete in are left alone', () => {
    expect(completionsAt(`{"Comment":"${'x'.repeat(400_000)}","`, 400_014)).toBeUndefined()
  })
})
