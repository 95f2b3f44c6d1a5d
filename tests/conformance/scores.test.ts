import { describe, expect, test } from 'vitest'
import { fallen, raised } from './scores'

describe('scores may only rise', () => {
  const least = { base: { status: [9, 10], events: [8, 10] }, logs: { status: [3, 3] } } as const

  test('what is as good or better has not fallen', () => {
    expect(fallen({ base: { status: [9, 10], events: [10, 10] }, logs: { status: [3, 3] } }, least)).toEqual(
      [],
    )
  })

  test('more recordings are compared by share', () => {
    expect(fallen({ base: { status: [18, 20], events: [16, 20] }, logs: { status: [4, 4] } }, least)).toEqual(
      [],
    )
  })

  test('less, or an area that is gone, is told', () => {
    expect(fallen({ base: { status: [8, 10], events: [8, 10] } }, least)).toEqual([
      'base, status: 8/10, and it was 9/10.',
      'logs, status: 0/0, and it was 3/3.',
    ])
  })

  test('raising keeps the better of both', () => {
    expect(raised({ base: { status: [10, 10], events: [7, 10] }, new: { status: [1, 2] } }, least)).toEqual({
      base: { status: [10, 10], events: [8, 10] },
      logs: { status: [3, 3] },
      new: { status: [1, 2] },
    })
  })
})
