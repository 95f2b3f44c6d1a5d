import { assertNever } from '@/lib/assert-never'
import type { InAccount } from './agenda'
import type { World } from './answer'
import type { Account } from './create-account'
import { jobEnds } from './jobs'
import { functionRuns } from './lambda'
import { surroundingsOf, within } from './perform'
import { clientActs, workerActs } from './step-functions'

/** Something that was on the agenda happens in the account, and may put more on it. */
export async function happen(account: Account, happening: InAccount, world: World): Promise<void> {
  const around = surroundingsOf(account, world)
  switch (happening.kind) {
    case 'CallbackActs':
      return clientActs(happening, around)
    case 'WorkerAsks':
    case 'WorkerBeats':
    case 'WorkerAnswers':
      return workerActs(happening, around)
    case 'FunctionRuns':
      return functionRuns(happening, around)
    case 'JobEnds':
      return jobEnds(happening, around)
    case 'QueuePolled':
    case 'QueueBatchEnds': {
      const { queueHappens } = await import('./sqs/trigger')
      return queueHappens(happening, around)
    }
    case 'Delivered': {
      const { delivered } = await import('./deliver')
      return delivered(happening, around)
    }
    case 'InOtherAccount':
      if (!account.otherAccount) return
      return happen(account.otherAccount, happening.happening, within(account.otherAccount, around))
    default:
      return assertNever(happening)
  }
}
