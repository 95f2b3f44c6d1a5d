import * as z from 'zod/mini'
import { learnerRoute } from '@/app/_server'
import { openEntryCount, sweep } from '@/lib/runners/server'
import { guarded, settingsHere } from '../guard'
import { asAwsRefusal } from '../refusals'

/** Takes away now what the learner's runs have left that nobody is at; a server does so by itself every few minutes. */
export const POST = guarded(
  learnerRoute(z.strictObject({}), async (learner) => {
    const swept = await sweep({ settings: settingsHere(), learnerId: learner.id, atOnce: true }).catch(
      asAwsRefusal,
    )
    return { ...swept, ledger: await openEntryCount(learner.id) }
  }),
)
