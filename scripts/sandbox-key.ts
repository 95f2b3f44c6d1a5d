/**
 * `npm run --silent sandbox:key`: an access key for AWS's SDKs and CLI, as JSON. Each call makes a sandbox of its own,
 * empty or with the account of an exercise; with `--email` it is the sandbox of somebody with an account here. With
 * `--shell` the key comes as the variables that AWS's clients read, for `eval`. A running server need not be stopped.
 */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { exercise as exerciseOf } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'
import { makeAccessKey, newSandbox, type SandboxClock, sandboxOf, setClock } from '@/lib/sandbox-store/server'
import { type AccountSetup, REGION } from '@/lib/services'
import { withDatabase } from './with-database'

await withDatabase(async () => {
  const { values } = parseArgs({
    options: {
      clock: { type: 'string' },
      email: { type: 'string' },
      exercise: { type: 'string' },
      shell: { type: 'boolean', default: false },
    },
  })
  const clock = clockOf(values.clock)
  if (values.email && values.exercise)
    throw new Error('An exercise is laid into a new sandbox only: leave out --email.')
  const sandboxId = values.email
    ? await sandboxOfPerson(values.email.toLowerCase(), clock)
    : await sandboxOfNobody(clock ?? 'wall', setupOf(values.exercise))
  const key = await makeAccessKey(sandboxId)
  if (!key) throw new Error('This sandbox has ten keys already. Revoke one on the account page first.')
  const access = { endpoint: endpoint(), region: REGION, ...key }
  console.log(values.shell ? exports(access) : JSON.stringify(access, null, 2))
})

/** Nothing in them has to be quoted but the secret, whose letters may be `+` and `/`. */
function exports(access: { endpoint: string; region: string; accessKeyId: string; secretAccessKey: string }) {
  return [
    `export AWS_ACCESS_KEY_ID=${access.accessKeyId}`,
    `export AWS_SECRET_ACCESS_KEY='${access.secretAccessKey}'`,
    `export AWS_DEFAULT_REGION=${access.region}`,
    `export AWS_REGION=${access.region}`,
    `export AWS_ENDPOINT_URL='${access.endpoint}'`,
    'unset AWS_SESSION_TOKEN AWS_PROFILE',
  ].join('\n')
}

function clockOf(text: string | undefined): SandboxClock | undefined {
  if (text === undefined || text === 'wall' || text === 'virtual') return text
  throw new Error(`A clock is wall or virtual, not "${text}".`)
}

/** What the first visible scenario of an exercise finds in its account. */
function setupOf(exerciseId: string | undefined): AccountSetup {
  if (exerciseId === undefined) return {}
  const exercise = exerciseOf(exerciseId)
  const scenario = exercise?.scenarios.find(({ hidden }) => !hidden)
  if (!scenario) throw new Error(`There is no exercise "${exerciseId}". Its id stands in content/exercises.`)
  return scenario.account
}

async function sandboxOfPerson(email: string, clock: SandboxClock | undefined): Promise<string> {
  const db = await database()
  const person = await db.user.findUnique({ where: { email }, select: { id: true } })
  if (!person) throw new Error(`Nobody has signed up as ${email}: make an account at /sign-up first.`)
  const id = await sandboxOf(person, clock)
  if (clock) await setClock(person, clock)
  return id
}

/** Somebody has to own it: a guest, who is forgotten when the sandbox was not used for thirty days. */
async function sandboxOfNobody(clock: SandboxClock, setup: AccountSetup): Promise<string> {
  const db = await database()
  const id = randomUUID()
  await db.user.create({
    data: { id, name: 'Sandbox', email: `${id}@sandbox.invalid`, isAnonymous: true },
  })
  return newSandbox(id, { clock, setup })
}

/** Where the server is, if it is started with the same environment. */
function endpoint(): string {
  const { STEPWISE_URL, HOST, PORT = '3000' } = process.env
  const host = !HOST || HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST
  const base = STEPWISE_URL || `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`
  return new URL('/api/aws', base).href
}
