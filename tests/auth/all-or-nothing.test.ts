import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { auth, EVERYONE } from '@/lib/auth/server'
import { database } from '@/lib/db/server'
import { withThrowAwayDatabase } from '@/tests/support/throw-away-database'

withThrowAwayDatabase()

const ORIGIN = 'http://stepwise.test'

async function post(path: string, body: object, cookie = ''): Promise<Response> {
  const headers = { 'content-type': 'application/json', host: 'stepwise.test', origin: ORIGIN, cookie }
  const request = new Request(`${ORIGIN}/api/auth${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  return (await auth()).handler(request)
}

const account = () => ({
  email: `${randomUUID()}@example.org`,
  password: 'correct horse battery',
  name: 'Ada',
})

/** Lets the database refuse rows of a table: as good as a process that ends right before them. */
async function refuse(operation: 'INSERT' | 'DELETE', table: string, condition: string): Promise<void> {
  const db = await database()
  await db.$executeRawUnsafe(`
    CREATE FUNCTION refuse_for_test() RETURNS trigger AS $$ BEGIN
      IF ${condition} THEN RAISE 'refused for a test'; END IF;
      RETURN coalesce(NEW, OLD);
    END $$ LANGUAGE plpgsql`)
  await db.$executeRawUnsafe(
    `CREATE TRIGGER refuse_for_test BEFORE ${operation} ON "${table}" FOR EACH ROW EXECUTE FUNCTION refuse_for_test()`,
  )
}

async function refuseNothing(): Promise<void> {
  const db = await database()
  await db.$executeRawUnsafe('DROP FUNCTION IF EXISTS refuse_for_test CASCADE')
}

afterEach(refuseNothing)

test.each(['CohortMember', 'Account', 'Session'])(
  'without its %s nobody is made, and may sign up again',
  async (table) => {
    const db = await database()
    const who = account()
    const isTheirs = `EXISTS (SELECT 1 FROM "User" WHERE "id" = NEW."userId" AND "email" = '${who.email}')`
    await refuse('INSERT', table, isTheirs)
    expect((await post('/sign-up/email', who)).ok).toBe(false)
    expect(await db.user.count({ where: { email: who.email } })).toBe(0)

    await refuseNothing()
    expect((await post('/sign-up/email', who)).status).toBe(200)
    expect(
      await db.user.findUnique({
        where: { email: who.email },
        select: {
          accounts: { select: { providerId: true } },
          memberships: { select: { cohortId: true, role: true } },
        },
      }),
    ).toEqual({
      accounts: [{ providerId: 'credential' }],
      memberships: [{ cohortId: EVERYONE, role: 'LEARNER' }],
    })
  },
)

test('an account that cannot be deleted as a whole stays as a whole', async () => {
  const db = await database()
  const who = account()
  const cookie = (await post('/sign-up/email', who)).headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  const { id } = await db.user.findUniqueOrThrow({ where: { email: who.email } })
  await refuse('DELETE', 'CohortMember', `OLD."userId" = '${id}'`)
  expect((await post('/delete-user', { password: who.password }, cookie)).ok).toBe(false)
  expect(await db.session.count({ where: { user: { email: who.email } } })).toBe(1)
  expect((await post('/sign-in/email', who)).status).toBe(200)

  await refuseNothing()
  expect((await post('/delete-user', { password: who.password }, cookie)).status).toBe(200)
  expect(await db.user.count({ where: { email: who.email } })).toBe(0)
})
