import * as z from 'zod/mini'
import { learnerRoute } from '@/app/_server'
import { openEntryCount, sweep } from '@/lib/runners/server'
import { guarded, settingsHere } from '../guard'
import { asAwsRefusal } from '../refusals'

/** Takes away now what runs have left that nobody is at any more; a server does so by itself every few minutes. */
export const POST = guarded(
  learnerRoute(z.strictObject({}), async () => {
    const swept = await sweep({ settings: settingsHere() }).catch(asAwsRefusal)
    return { ...swept, ledger: await openEntryCount() }
  }),
)
