import type { Instant, StorageAnswer, StorageRequest } from '@/lib/asl'
import { type Account, accountOf } from './create-account'
import { Ids } from './ids'
import { answerStorage } from './s3'

/** What S3 answers to a map run of this execution, which reads and writes as the execution's role. */
export async function askStorage(
  account: Account,
  request: StorageRequest,
  caller: { executionArn: string; roleArn: string },
  at: Instant,
): Promise<StorageAnswer> {
  const owner = accountOf(caller.executionArn, account) ?? account
  if (owner.role) {
    const { storageDenial } = await import('./iam')
    const message = storageDenial(request, owner, caller.roleArn, { at, ids: new Ids(account.chance) })
    if (message !== undefined) return { kind: 'Refused', message }
  }
  return answerStorage(owner.buckets, request, at)
}
