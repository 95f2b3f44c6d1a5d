import { ulid } from 'ulid'
import { expect, test } from 'vitest'
import { withThrowAwayDatabase } from '@/tests/support/throw-away-database'
import { browser } from './routes'

withThrowAwayDatabase()

test('bytes that are no UTF-8 are refused, not kept as something else', async () => {
  const [before, after] = JSON.stringify({
    attemptId: ulid(),
    exerciseId: 'task-types/lambda-by-arn',
    contentVersion: '1',
    answer: { kind: 'definition', definition: '|' },
  }).split('|')
  const body = Buffer.concat([Buffer.from(before ?? ''), Buffer.from([0xe4]), Buffer.from(after ?? '')])
  expect(await browser().submit(body)).toMatchObject({
    status: 400,
    body: { error: { code: 'MalformedBody', message: expect.stringContaining('UTF-8') } },
  })
})

test('what is wrong with a body is said in a few words, however much it is', async () => {
  const body = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`member${index}`, 1]))
  const answer = await browser().submit(body)
  expect(answer.status).toBe(400)
  expect(answer.body.error.message.length).toBeLessThan(1_500)
})

test('an account is made of few bytes', async () => {
  const visitor = browser({ 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.7' })
  const person = { name: 'Ada', email: `${ulid()}@example.org`, password: 'correct horse battery' }
  expect((await visitor.signUp({ ...person, name: 'x'.repeat(1024 * 1024) })).status).toBe(413)
  expect(await visitor.signUp(person)).toMatchObject({ status: 200, body: { user: { name: 'Ada' } } })
})
