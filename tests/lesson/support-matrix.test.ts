import { describe, expect, test } from 'vitest'
import { SupportMatrix } from '@/app/_lesson/support-matrix'
import { isOffered, patterns, type SupportRow, supportMatrix } from '@/lib/services'
import { all, drawn, spokenText } from '../support/drawn'

const [table] = all('table', drawn(SupportMatrix()))
const [head, ...lines] = all('tr', table ? [table] : []).map((row) => {
  const [title] = all('th', [row])
  return {
    title: title ? spokenText(title.children.filter((part) => typeof part === 'string')) : '',
    actions: title ? all('code', [title]).map((action) => spokenText([action])) : [],
    headings: all('th', [row]).map((heading) => spokenText([heading])),
    scopes: all('th', [row]).map((heading) => heading.props.scope),
    cells: all('td', [row]).map((cell) => spokenText([cell])),
  }
})

const spokenName = ({ id, action }: SupportRow) => `${id}:${action}`

describe('the table of the support matrix', () => {
  test('has a heading for each pattern, and one for each line', () => {
    expect(head?.headings).toEqual([
      'Integration',
      'Request-response',
      '.sync',
      '.sync:2',
      '.waitForTaskToken',
    ])
    expect(head?.scopes).toEqual(head?.scopes.map(() => 'col'))
    expect(lines.map(({ scopes }) => scopes)).toEqual(lines.map(() => ['row']))
  })

  test('has a line for every row of the data, and no other', () => {
    const shown = lines.flatMap(({ title, actions }) => (actions.length > 0 ? actions : [title]))
    const wanted = supportMatrix.map((row) => (row.kind === 'optimized' ? spokenName(row) : row.title))
    expect(shown.toSorted()).toEqual(wanted.toSorted())
  })

  const cells = supportMatrix.flatMap((row) =>
    patterns.map((pattern) => ({ row, pattern, words: spokenName(row) })),
  )
  test.each(cells)('$words with $pattern is what the data say', ({ row, pattern }) => {
    const line = lines.find(({ title, actions }) =>
      row.kind === 'optimized' ? actions.includes(spokenName(row)) : title === row.title,
    )
    const types = (['STANDARD', 'EXPRESS'] as const).filter((type) => isOffered(row, pattern, type))
    expect(line?.cells[patterns.indexOf(pattern)]).toBe(
      {
        'STANDARD EXPRESS': 'Standard and Express',
        STANDARD: 'Standard only',
        EXPRESS: 'Express only',
        '': 'not offered',
      }[types.join(' ')],
    )
  })

  test('notes every doubt', () => {
    const [caption] = all('figcaption', drawn(SupportMatrix()))
    for (const { doubt } of supportMatrix) {
      if (doubt !== undefined) expect(spokenText(caption ? [caption] : [])).toContain(doubt)
    }
  })
})
