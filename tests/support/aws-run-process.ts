/** A process that makes runs on an account, one after the other, until it is killed; `tests/aws-runs/killed.test.ts` starts it. */
import { randomUUID } from 'node:crypto'
import { exercise as exerciseOf } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'
import { awsSettings, planRun, startRun } from '@/lib/runners/server'

const settings = awsSettings()
const exercise = exerciseOf(process.env.EXERCISE ?? '')
if (!settings.enabled || !exercise || exercise.kind === 'predict') throw new Error('There is nothing to run.')

const db = await database()
const learnerId = randomUUID()
await db.user.create({ data: { id: learnerId, name: 'Ada', email: `${learnerId}@example.org` } })

for (;;) {
  const planned = await planRun(
    learnerId,
    { exerciseId: exercise.id, definition: exercise.solution },
    { settings },
  )
  if (!planned.ok) throw new Error(planned.message)
  const started = await startRun(learnerId, planned.plan.runId, settings)
  console.log('started')
  const report = await started?.report
  if (report?.message !== undefined) console.error(report.message)
  console.log(report?.outcome)
}
