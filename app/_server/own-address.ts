import 'server-only'
import { headers } from 'next/headers'

/** Where this installation is reached, as programs have to be told: the operator says so, or the request. */
export async function ownAddress(): Promise<string> {
  return process.env.STEPWISE_URL || `http://${(await headers()).get('host')}`
}
