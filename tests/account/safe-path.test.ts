import { expect, test } from 'vitest'
import { safePath } from '@/app/(account)/safe-path'

test.each(['/', '/progress', '/teach?cohort=a&page=2', '/lessons/four-types-of-task#costs'])(
  'after signing in, %s is a place to go to',
  (next) => {
    expect(safePath(next)).toBe(next)
  },
)

test.each([
  undefined,
  '',
  'progress',
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '/\t/elsewhere.example',
  // Paths whose dots, once resolved, leave two slashes at the beginning.
  '/.//elsewhere.example',
  '/a/..//elsewhere.example',
  '/%2e//elsewhere.example',
  '/\t/[',
])('after signing in, %j leads home', (next) => {
  expect(safePath(next)).toBe('/')
})
