import type { AwsClients } from './clients'
import { errorText } from './errors'
import { type LedgerEntry, noteProblem, openEntries, strikeOff } from './journal'
import type { Pace } from './patience'
import { deleteStack, describeStack } from './stacks'
import { deleteStateMachine, findStateMachine } from './state-machines'

/**
 * What was asked for just before a crash may become known only a while later. So what is not there is believed to be
 * gone only so long after it was written down; before, it is asked for again.
 */
export const SETTLING_MS = 30_000

/** Executions end with their state machine, and a role is there until nobody needs it any more. */
const ORDER = { stateMachine: 0, execution: 1, stack: 2 } as const

/**
 * Takes away what stands in a run's ledger and strikes it off. Said again, it goes on with what is left.
 *
 * @returns whether the ledger is empty now
 */
export async function tearDown(
  runId: string,
  clients: AwsClients,
  { pace, settlingMs = SETTLING_MS }: { pace: Pace; settlingMs?: number },
): Promise<boolean> {
  let isEmpty = true
  const entries = await openEntries(runId)
  for (const entry of entries.sort((one, other) => ORDER[one.kind] - ORDER[other.kind])) {
    try {
      const problem = await problemWith(entry, clients, { pace, settlingMs })
      if (problem === undefined) {
        await strikeOff(entry)
        continue
      }
      await noteProblem(entry, problem)
    } catch (error) {
      await noteProblem(entry, errorText(error))
    }
    isEmpty = false
  }
  return isEmpty
}

/** Makes it go away; undefined when it is gone. */
async function problemWith(
  entry: LedgerEntry,
  clients: AwsClients,
  { pace, settlingMs }: { pace: Pace; settlingMs: number },
): Promise<string | undefined> {
  switch (entry.kind) {
    // Of one that has ended nothing is left but its history, which AWS keeps for 90 days and bills nothing for.
    case 'execution': {
      const isHeld = (await openEntries(entry.runId)).some(({ kind }) => kind === 'stateMachine')
      return isHeld ? 'Its state machine is still there.' : undefined
    }
    case 'stateMachine': {
      const found = () => findStateMachine(clients.sfn, entry.name)
      const arn = entry.arn ?? (await settled(entry, found, { pace, settlingMs }))
      if (arn === undefined) return undefined
      return (await deleteStateMachine(clients.sfn, arn, pace))
        ? undefined
        : 'AWS is still deleting it: an execution has not ended yet.'
    }
    case 'stack': {
      if (entry.arn === undefined) {
        const found = () => describeStack(clients.cloudformation, entry.name)
        if (!(await settled(entry, found, { pace, settlingMs }))) return undefined
      }
      const deletion = await deleteStack(clients.cloudformation, entry.name, pace)
      return deletion.gone ? undefined : deletion.because
    }
  }
}

/** Looks again and again for what AWS never acknowledged, until it is found or would have become known. */
async function settled<Found>(
  { writtenAt }: LedgerEntry,
  find: () => Promise<Found | undefined>,
  { pace, settlingMs }: { pace: Pace; settlingMs: number },
): Promise<Found | undefined> {
  for (;;) {
    const found = await find()
    const left = writtenAt.getTime() + settlingMs - pace.now()
    if (found !== undefined || left <= 0) return found
    await pace.sleep(Math.min(left, 3_000))
  }
}
