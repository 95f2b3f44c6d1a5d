import { type AwsClients, awsClients, closeClients } from './clients'
import { errorText } from './errors'
import { endRun, holding, noteProblem, openEntries, postpone, type StoredRun, takeOver } from './journal'
import { type Pace, REAL_PACE } from './patience'
import type { AwsSettings } from './settings'
import { tearDown } from './tear-down'

/** After a sweep that could not take everything away, the next one may try. */
const AGAIN_MS = 300_000

export interface SweepOptions {
  settings: AwsSettings
  pace?: Pace
  settlingMs?: number
  /** Whose lease ended before; now, unless a test knows better. */
  silentSince?: Date
  /** Only what this learner's runs have left. */
  learnerId?: string
  /** Also what would be tried again only later. */
  atOnce?: boolean
  clientsFor?: (settings: AwsSettings, run: StoredRun) => Promise<AwsClients>
}

/**
 * Goes on from the ledger: takes away what runs have left that nobody is at any more, and ends those runs. At the start
 * of a server, from time to time, and on demand.
 *
 * @returns how many runs it looked after, and how many of them have something left
 */
export async function sweep({
  settings,
  pace = REAL_PACE,
  settlingMs,
  silentSince = new Date(),
  learnerId,
  atOnce = false,
  clientsFor = (own, run) => awsClients(own, run.role),
}: SweepOptions): Promise<{ runs: number; left: number }> {
  const seen: string[] = []
  let left = 0
  for (;;) {
    const run = await takeOver({
      silentSince,
      atOnce,
      except: seen,
      ...(learnerId !== undefined && { learnerId }),
    })
    if (!run) return { runs: seen.length, left }
    seen.push(run.id)
    const isEmpty = await holding(run.id, () => takenAway(run, { settings, pace, settlingMs, clientsFor }))
    if (!isEmpty) left++
    await endRun(run.id, abandoned(run))
    if (!isEmpty) await postpone(run.id, AGAIN_MS)
  }
}

async function takenAway(
  run: StoredRun,
  {
    settings,
    pace,
    settlingMs,
    clientsFor,
  }: Required<Pick<SweepOptions, 'settings' | 'pace' | 'clientsFor'>> & { settlingMs: number | undefined },
): Promise<boolean> {
  // It was made in that Region, whatever the environment says today.
  const own = { ...settings, region: run.plan.region }
  const clients = await clientsFor(own, run)
  try {
    return await tearDown(run.id, clients, { pace, ...(settlingMs !== undefined && { settlingMs }) })
  } catch (error) {
    for (const entry of await openEntries(run.id)) await noteProblem(entry, errorText(error))
    return false
  } finally {
    closeClients(clients)
  }
}

function abandoned({ plan, report }: StoredRun) {
  return (
    report ?? {
      outcome: 'not-run' as const,
      message: 'The server ended while this ran. What it had made was taken away afterwards.',
      results: [],
      notChecked: plan.notChecked,
      runs: [],
    }
  )
}
