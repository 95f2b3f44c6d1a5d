import { expect, test } from 'vitest'
import { placeOfCookie } from '@/app/_lesson/place'

test.each([
  ['four-types-of-task/read-the-arn', { lesson: 'four-types-of-task', anchor: 'read-the-arn' }],
  ['four-types-of-task', { lesson: 'four-types-of-task', anchor: undefined }],
  ['four-types-of-task/caf%C3%A9', { lesson: 'four-types-of-task', anchor: 'café' }],
  ['four-types-of-task/%E0%A4%A', undefined],
  ['../../etc/passwd', undefined],
  ['four-types-of-task/"><script>', undefined],
  ['', undefined],
  [undefined, undefined],
])('the cookie %j is the place %j', (value, expected) => {
  expect(placeOfCookie(value)).toEqual(expected)
})
