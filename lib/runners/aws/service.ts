import type { Diagnostic } from '@/lib/asl'
import { exercise as exerciseOf } from '@/lib/curriculum/server'
import type { Exercise } from '@/lib/exercises'
import type { AwsAccess } from './access'
import { carryOut, type Tools } from './carry-out'
import { awsClients, closeClients } from './clients'
import { errorText } from './errors'
import { rehearsalOf } from './in-sandbox'
import { beginRun, endRun, forgetPlans, newRunId, type StoredRun, savePlan } from './journal'
import { REAL_PACE } from './patience'
import { type Plan, planOf } from './plan'
import { reachOf } from './reach'
import type { AwsReport } from './report'
import { boundaryArnBeside } from './server-role'
import type { AwsSettings } from './settings'

/** Plans wait for their yes for a day. */
const DAY_MS = 86_400_000

export type Planned =
  | { ok: true; plan: Plan }
  | { ok: false; reason: 'UnknownExercise' | 'NoDefinition'; message: string }
  | { ok: false; reason: 'InvalidDefinition'; message: string; diagnostics: readonly Diagnostic[] }

/**
 * Plans a run of an answer on the account that the settings mean, or that a role opens. Nothing is made; the plan is kept,
 * so that a yes is to this plan and no other.
 *
 * @throws NoAccount, NotRehearsed, PoolFull
 */
export async function planRun(
  learnerId: string,
  answer: { exerciseId: string; definition: string },
  access: AwsAccess,
): Promise<Planned> {
  const exercise = exerciseOf(answer.exerciseId)
  if (!exercise) {
    return { ok: false, reason: 'UnknownExercise', message: `There is no exercise "${answer.exerciseId}".` }
  }
  if (exercise.kind === 'predict') {
    const message = 'A prediction is about the sandbox’s run; only a definition can be run on AWS.'
    return { ok: false, reason: 'NoDefinition', message }
  }
  const rehearsal = await rehearsalOf(exercise, answer.definition)
  if (!rehearsal.ok) {
    const [first] = rehearsal.diagnostics
    const message = `The definition is not valid, so there is nothing to run. ${first?.message ?? ''}`.trim()
    return { ok: false, reason: 'InvalidDefinition', message, diagnostics: rehearsal.diagnostics }
  }
  const { role } = access
  const settings = role
    ? { ...access.settings, boundaryArn: boundaryArnBeside(role.roleArn) }
    : access.settings
  const now = new Date()
  const plan = planOf({
    runId: newRunId(),
    exercise,
    rehearsal,
    settings,
    reach: await reachOf(settings, role),
    deleteAfter: new Date(now.getTime() + DAY_MS).toISOString().slice(0, 10),
  })
  await forgetPlans(new Date(now.getTime() - DAY_MS))
  await savePlan(learnerId, { plan, definition: answer.definition, ...(role && { role }) })
  return { ok: true, plan }
}

/**
 * Carries out a plan of this learner, who said yes to it. The promise inside is the run's; nobody has to wait for it,
 * since all that comes of it is in the database.
 *
 * @returns undefined where there is no such plan, or it was said yes to before
 */
export async function startRun(
  learnerId: string,
  runId: string,
  settings: AwsSettings,
  tools: Partial<Tools> = {},
): Promise<{ report: Promise<AwsReport> } | undefined> {
  const run = await beginRun(learnerId, runId)
  return run && { report: carriedOut(run, settings, tools) }
}

async function carriedOut(run: StoredRun, settings: AwsSettings, tools: Partial<Tools>): Promise<AwsReport> {
  const exercise: Exercise | undefined = exerciseOf(run.exerciseId)
  if (!exercise) return failed(run, 'The exercise is gone.')
  const clients = tools.clients ?? (await awsClients(settings, run.role))
  try {
    return await carryOut(run, exercise, { pace: REAL_PACE, ...tools, clients })
  } catch (error) {
    return failed(run, errorText(error))
  } finally {
    if (!tools.clients) closeClients(clients)
  }
}

/** What the run has left is in its ledger; a sweep takes it away. */
async function failed({ id, plan }: StoredRun, message: string): Promise<AwsReport> {
  const report: AwsReport = {
    outcome: 'not-run',
    message,
    results: [],
    notChecked: plan.notChecked,
    runs: [],
  }
  await endRun(id, report)
  return report
}
