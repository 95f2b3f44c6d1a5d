import { exercise as exerciseOf } from '@/lib/curriculum/server'
import type { Tools } from '@/lib/runners/aws/carry-out'
import { awsClients } from '@/lib/runners/aws/clients'
import type { Pace } from '@/lib/runners/aws/patience'
import type { AwsSettings } from '@/lib/runners/aws/settings'
import { planRun, startRun } from '@/lib/runners/server'
import { someLearner } from '../support/throw-away-database'
import type { FakeAws } from './fake-aws'
import { EXERCISE } from './solved'

export { EXERCISE, lambdaEvents, OUTPUT, solved } from './solved'

/** Time that passes when somebody sleeps, so that no test waits. */
export function quickPace(): Pace & { slept: number } {
  const pace = {
    slept: 0,
    now: () => Date.now() + pace.slept,
    sleep: async (ms: number) => {
      pace.slept += ms
      await new Promise((resolve) => setImmediate(resolve))
    },
    random: () => 0.5,
  }
  return pace
}

export function settingsFor(fake: FakeAws, more: Partial<AwsSettings> = {}): AwsSettings {
  const { url } = fake
  return {
    access: 'local',
    region: 'us-east-1',
    endpoints: { sfn: url, cloudformation: url, sts: url, logs: url },
    ...more,
  }
}

export function solution(): string {
  const exercise = exerciseOf(EXERCISE)
  if (!exercise || exercise.kind === 'predict') throw new Error(`${EXERCISE} is not there.`)
  return exercise.solution
}

/** A plan of a learner of its own. */
export async function planned(settings: AwsSettings, definition = solution()) {
  const { id: learnerId } = await someLearner()
  const made = await planRun(learnerId, { exerciseId: EXERCISE, definition }, { settings })
  if (!made.ok) throw new Error(made.message)
  return { learnerId, plan: made.plan }
}

/** From plan to report. */
export async function runOn(fake: FakeAws, tools: Partial<Tools> = {}, definition?: string) {
  const settings = settingsFor(fake)
  const { learnerId, plan } = await planned(settings, definition)
  const pace = quickPace()
  const clients = await awsClients(settings)
  const started = await startRun(learnerId, plan.runId, settings, { pace, clients, settlingMs: 0, ...tools })
  const report = await started?.report
  if (!report) throw new Error('The run did not start.')
  return { report, plan, learnerId, settings, pace }
}
