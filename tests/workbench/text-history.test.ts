import { expect, test } from 'vitest'
import { TextHistory } from '@/app/_workbench/editor/text-history'

test('steps go back and forth, and a new one forgets what was undone', () => {
  const history = new TextHistory('a')
  history.became('ab')
  history.became('abc')
  expect(history.undo()).toBe('ab')
  expect(history.undo()).toBe('a')
  expect(history.undo()).toBe('a')
  expect(history.redo()).toBe('ab')
  history.became('x')
  expect(history.redo()).toBe('x')
  expect(history.undo()).toBe('ab')
})

test('typing is one step until something else is done', () => {
  const history = new TextHistory('')
  for (const text of ['h', 'he', 'hey']) history.became(text, true)
  history.became('hey ')
  history.became('hey y', true)
  expect(history.undo()).toBe('hey ')
  expect(history.undo()).toBe('hey')
  expect(history.undo()).toBe('')
})

test('a history does not outgrow its bounds', () => {
  const history = new TextHistory('')
  for (let step = 1; step <= 600; step++) history.became(String(step))
  let text = '600'
  for (let step = 0; step < 1_000; step++) text = history.undo()
  expect(text).toBe('100')
})
