import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as aRun from '@/app/api/aws-runs/[id]/route'
import * as runs from '@/app/api/aws-runs/route'
import { database } from '@/lib/db/server'
import { acceptRole, accessOf, roleSetupOf } from '@/lib/runners/aws/access'
import { closeGradingPool } from '@/lib/runners/server'
import { someLearner, withThrowAwayDatabase } from '../support/throw-away-database'
import { FakeAws } from './fake-aws'
import { EXERCISE, settingsFor, solution, solved } from './runs'

withThrowAwayDatabase()
afterAll(closeGradingPool)

let fake: FakeAws
beforeAll(async () => {
  fake = await FakeAws.start({ execute: solved })
})
afterAll(() => fake.stop())

const before = { ...process.env }
beforeEach(() => {
  Object.assign(process.env, {
    STEPWISE_AWS: 'local',
    SFN_ENDPOINT: fake.url,
    AWS_ACCESS_KEY_ID: 'AKIDOFATEST',
    AWS_SECRET_ACCESS_KEY: 'verysecretindeed',
  })
})
afterEach(() => {
  for (const name of [
    'STEPWISE_AWS',
    'SFN_ENDPOINT',
    'HOST',
    'STEPWISE_URL',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
  ]) {
    if (before[name] === undefined) delete process.env[name]
    else process.env[name] = before[name]
  }
})

const wish = () => ({ exerciseId: EXERCISE, definition: solution() })

async function plan(body: unknown, headers: Record<string, string> = {}, query = '') {
  const request = new Request(`http://127.0.0.1:3000/api/aws-runs${query}`, {
    method: 'POST',
    headers: {
      host: '127.0.0.1:3000',
      origin: 'http://127.0.0.1:3000',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(body),
  })
  const response = await runs.POST(request, { params: Promise.resolve({}) })
  return { status: response.status, body: await response.json() }
}

describe('on one’s own machine', () => {
  test('a page of ours gets a plan', async () => {
    const { status, body } = await plan(wish())
    expect([status, body.ok]).toEqual([200, true])
  }, 120_000)

  test.each([
    ['a foreign Host', { host: 'evil.example:3000' }, 'ForeignHost'],
    ['a Host that only looks like loopback', { host: '127.0.0.1.evil.example' }, 'ForeignHost'],
    ['no Host at all', { host: '' }, 'ForeignHost'],
    ['a foreign Origin', { origin: 'http://evil.example' }, 'ForeignOrigin'],
    ['another port of this machine', { origin: 'http://127.0.0.1:8080' }, 'ForeignOrigin'],
    ['an opaque Origin', { origin: 'null' }, 'ForeignOrigin'],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }, 'ForeignOrigin'],
  ])('%s is refused', async (_, headers, code) => {
    const { status, body } = await plan(wish(), headers)
    expect([status, body.error.code]).toEqual([403, code])
  })

  test.each(['endpoint', 'profile', 'region', 'roleArn', 'credentials', 'executionRoleArn'])(
    'a request that names its own %s is refused',
    async (name) => {
      const inBody = await plan({ ...wish(), [name]: 'http://evil.example' })
      expect([inBody.status, inBody.body.error.code]).toEqual([400, 'MalformedBody'])
      expect(inBody.body.error.message).toContain(name)
      const inQuery = await plan(wish(), {}, `?${name}=http://evil.example`)
      expect([inQuery.status, inQuery.body.error.code]).toEqual([400, 'NotYoursToSay'])
    },
  )

  test('reading is guarded like writing', async () => {
    const request = new Request('http://evil.example/api/aws-runs/x', { headers: { host: 'evil.example' } })
    const response = await aRun.GET(request, { params: Promise.resolve({ id: 'x' }) })
    expect(response.status).toBe(403)
  })

  test.each([
    ['HOST', '0.0.0.0'],
    ['HOST', '192.168.1.7'],
    ['STEPWISE_URL', 'https://learn.example.org'],
    ['STEPWISE_AWS', ''],
    ['STEPWISE_AWS', 'yes'],
  ])('%s=%s turns it off', async (name, value) => {
    process.env[name] = value
    const { status, body } = await plan(wish())
    expect([status, body.error.code]).toEqual([403, 'AwsNotEnabled'])
  })
})

describe('on a shared server', () => {
  const ROLE = 'arn:aws:iam::444455556666:role/stepwise-server'
  const settings = () => settingsFor(fake, { access: 'role' })

  test('a guest has no way in', async () => {
    process.env.STEPWISE_AWS = 'role'
    const { status, body } = await plan(wish())
    expect([status, body.error.code]).toEqual([403, 'NoAccount'])
  })

  test('a role that asks for the learner’s external id is taken', async () => {
    const { id } = await someLearner()
    const { externalId } = await roleSetupOf(id)
    fake.options = { ...fake.options, roles: { [ROLE]: externalId } }
    expect(await acceptRole(id, ROLE, settings())).toBeUndefined()
    expect(await accessOf(id, settings())).toMatchObject({ role: { roleArn: ROLE, externalId } })
  })

  test('a role that lets anybody in is refused, and so is one that takes any external id', async () => {
    const { id } = await someLearner()
    fake.options = { ...fake.options, roles: { [ROLE]: undefined } }
    expect(await acceptRole(id, ROLE, settings())).toContain('without its external id')
    expect(await accessOf(id, settings())).toBeUndefined()
  })

  test('a role of somebody else’s external id is refused', async () => {
    const [{ id }, other] = await Promise.all([someLearner(), someLearner('Grace')])
    fake.options = { ...fake.options, roles: { [ROLE]: (await roleSetupOf(other.id)).externalId } }
    expect(await acceptRole(id, ROLE, settings())).toContain('does not let us assume')
  })

  test('whether it is safe has to be known: any other error is no proof', async () => {
    const { id } = await someLearner()
    fake.options = {
      ...fake.options,
      fault: (operation) =>
        operation === 'AssumeRole' ? { type: 'ExpiredToken', message: 'expired' } : undefined,
    }
    expect(await acceptRole(id, ROLE, settings())).toContain('could not be found out')
    fake.options = { execute: solved }
  })

  test.each([
    '',
    'stepwise-server',
    'arn:aws:iam::1:role/x',
    'arn:aws:iam::444455556666:user/me',
    'https://evil.example',
  ])('%o is no role', async (arn) => {
    const { id } = await someLearner()
    expect(await acceptRole(id, arn, settings())).toContain('is not the ARN of a role')
  })

  test('an external id is one’s own, random, and never changes, not even in the database', async () => {
    const [one, other] = await Promise.all([someLearner(), someLearner('Grace')])
    const [first, second] = [await roleSetupOf(one.id), await roleSetupOf(other.id)]
    expect(first.externalId).toMatch(/^stepwise-[0-9a-f]{48}$/)
    expect(second.externalId).not.toBe(first.externalId)
    expect(await roleSetupOf(one.id)).toEqual(first)
    const db = await database()
    const change = db.awsAccess.update({ where: { learnerId: one.id }, data: { externalId: randomUUID() } })
    await expect(change).rejects.toThrow(/never changed/)
    expect(await roleSetupOf(one.id)).toEqual(first)
  })
})
