import * as z from 'zod/mini'
import { learnerQuery, learnerRoute } from '@/app/_server'
import { runFor, startRun } from '@/lib/runners/server'
import { notFound } from '../../refusals'
import { guarded, settingsHere } from '../guard'
import { asAwsRefusal } from '../refusals'

const Yes = z.strictObject({ yes: z.literal(true) })

interface Params {
  id: string
}

/** A yes to the plan of that id, which is then carried out, once. */
export const POST = guarded(
  learnerRoute<typeof Yes, Params>(Yes, async (learner, _, { params }) => {
    const started = await startRun(learner.id, params.id, settingsHere()).catch(asAwsRefusal)
    if (!started) throw notFound('plan')
    // All that comes of it is in the database, where the page asks for it.
    started.report.catch((error) => console.error(`The run ${params.id} on AWS failed:`, error))
    return { id: params.id }
  }),
)

/** How a run stands: what was done so far, what came of it, and what of its things is gone. */
export const GET = guarded(
  learnerQuery<Params>(async (learner, { params }) => {
    const found = learner && (await runFor(learner.id, params.id))
    if (!found) throw notFound('run')
    const { state, progress, report, plan } = found.run
    const ledger = found.ledger.map(({ kind, name, arn, goneAt, problem }) => ({
      kind,
      name,
      ...(arn && { arn }),
      ...(goneAt && { goneAt: goneAt.toISOString() }),
      ...(problem && { problem }),
    }))
    return { id: params.id, state, plan, progress, ledger, ...(report && { report }) }
  }),
)
