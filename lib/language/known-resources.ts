import { ACCOUNT_ID, type AccountSetup, REGION } from '@/lib/services'
import type { KnownResource } from './complete/completion'

/** What an account holds that a definition can name, with the ARNs and URLs that it names them by. */
export function knownResources(account: AccountSetup): KnownResource[] {
  const arn = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT_ID}:${rest}`
  const all = (
    kind: KnownResource['kind'],
    held: Readonly<Record<string, unknown>> | undefined,
    address: (name: string) => string,
  ): KnownResource[] => Object.keys(held ?? {}).map((name) => ({ kind, name, address: address(name) }))
  return [
    ...all('Function', account.functions, (name) => arn('lambda', `function:${name}`)),
    ...all('Queue', account.queues, (name) => `https://sqs.${REGION}.amazonaws.com/${ACCOUNT_ID}/${name}`),
    ...all('Topic', account.topics, (name) => arn('sns', name)),
    ...all('Table', account.tables, (name) => name),
    ...all('Bus', account.buses, (name) => name),
    ...all('Bucket', account.buckets, (name) => name),
    ...all('StateMachine', account.machines, (name) => arn('states', `stateMachine:${name}`)),
    ...all('Activity', account.activities, (name) => arn('states', `activity:${name}`)),
  ]
}
