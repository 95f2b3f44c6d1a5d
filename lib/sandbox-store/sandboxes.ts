import { randomInt, randomUUID } from 'node:crypto'
import type { Person } from '@/lib/auth'
import { database } from '@/lib/db/server'
import { ACCOUNT_ID, type AccountSetup, createAccount, savedAccount } from '@/lib/services'
import { StoredChange } from './resources'

/** `virtual`: waits take no time as long as nobody outside is waited for. `wall`: they take what they say. */
export type SandboxClock = 'virtual' | 'wall'

/** The learner's sandbox, made when there is none yet. Answers its id. */
export async function sandboxOf(learner: Pick<Person, 'id'>, clock: SandboxClock = 'wall'): Promise<string> {
  const db = await database()
  const known = await db.sandbox.findUnique({ where: { learnerId: learner.id }, select: { id: true } })
  return known?.id ?? newSandbox(learner.id, { clock })
}

/**
 * A sandbox for somebody who has none, with what the setup puts into it. State machines and activities of the setup
 * can be changed and deleted like those that a client makes.
 */
export async function newSandbox(
  learnerId: string,
  { clock, setup = {} }: { clock: SandboxClock; setup?: AccountSetup },
): Promise<string> {
  const db = await database()
  const id = randomUUID()
  // The upper half counts executions.
  const seed = randomInt(2 ** 32)
  const { machines = {}, ...rest } = setup
  const parts = savedAccount(createAccount(rest, { seed }))
  await db.$transaction(async (tx) => {
    const [now] = await tx.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS "at"`
    const at = now?.at ?? new Date()
    const createdAt = at.getTime()
    await tx.sandbox.create({
      data: { id, learnerId, clock, seed: BigInt(seed), now: BigInt(createdAt), clockAt: at },
    })
    await tx.sandboxPart.createMany({
      data: [...parts].map(([name, value]) => ({ sandboxId: id, name, value })),
    })
    const change = new StoredChange(tx, id)
    for (const name of Object.keys(setup.activities ?? {})) await change.saveActivity({ name, createdAt })
    for (const [name, { definition, type = 'STANDARD' }] of Object.entries(machines)) {
      await change.saveMachine({
        name,
        type,
        status: 'ACTIVE',
        createdAt,
        updatedAt: createdAt,
        latestVersion: 0,
        revision: {
          revisionId: randomUUID(),
          number: 1,
          createdAt,
          definition,
          roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/${name}-role`,
        },
      })
    }
  })
  return id
}

/** Sets the clock of the learner's sandbox. Time goes on from where it is. */
export async function setClock(learner: Pick<Person, 'id'>, clock: SandboxClock): Promise<void> {
  const db = await database()
  // Between two turns: what is due is looked up anew.
  await db.$executeRaw`
    UPDATE "Sandbox" SET
      "now" = "now" + CASE WHEN "clock" = 'virtual' AND "isCut" THEN 0
        ELSE (GREATEST(0, EXTRACT(EPOCH FROM clock_timestamp() - "clockAt")) * 1000)::bigint END,
      "clockAt" = clock_timestamp(), "clock" = ${clock}, "wakeAt" = clock_timestamp(), "lease" = "lease" + 1,
      "leaseUntil" = NULL
    WHERE "learnerId" = ${learner.id} AND "clock" <> ${clock}`
}

/** The clock of the learner's sandbox, or the one that it would be made with. */
export async function clockOf(learner: Pick<Person, 'id'>): Promise<SandboxClock> {
  const db = await database()
  const sandbox = await db.sandbox.findUnique({ where: { learnerId: learner.id }, select: { clock: true } })
  return sandbox?.clock === 'virtual' ? 'virtual' : 'wall'
}
