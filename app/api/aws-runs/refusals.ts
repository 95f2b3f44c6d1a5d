import { RefusedRequest } from '@/app/_server'
import { NoAccount, NotRehearsed } from '@/lib/runners/server'
import { asRefusal } from '../refusals'

/** What a runner refuses, in HTTP's terms. */
export function asAwsRefusal(error: unknown): never {
  if (error instanceof NoAccount) throw new RefusedRequest(502, 'NoAccount', error.message)
  if (error instanceof NotRehearsed) throw new RefusedRequest(409, 'NotRehearsed', error.message)
  return asRefusal(error)
}
