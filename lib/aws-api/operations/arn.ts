import type { SandboxSession } from '../sandbox'
import { invalidArn } from './refusals'

/** What an ARN of Step Functions names. */
export type StatesArn =
  | {
      kind: 'stateMachine'
      machine: string
      /** Of a distributed Map in it: `stateMachine:orders/map-1`. */
      label?: string
      /** A version by its number, or an alias by its name: `stateMachine:orders:1`. */
      qualifier?: string
    }
  | { kind: 'execution'; machine: string; label?: string; name: string }
  /** With the id that tells executions of the same name apart. */
  | { kind: 'express'; machine: string; label?: string; name: string; id: string }
  | { kind: 'mapRun'; machine: string; label: string; id: string }
  | { kind: 'activity'; name: string }

type Kind = StatesArn['kind']
export type ArnOf<K extends Kind> = Extract<StatesArn, { kind: K }>

/** What follows the account: the kind, and the parts that each kind has. */
const forms: Readonly<Record<Kind, RegExp>> = {
  stateMachine: /^([^:/]+)(?:\/([^:/]+))?(?::([^:/]+))?$/,
  execution: /^([^:/]+)(?:\/([^:/]+))?:([^:/]+)$/,
  express: /^([^:/]+)(?:\/([^:/]+))?:([^:/]+):([^:/]+)$/,
  mapRun: /^([^:/]+)\/([^:/]+):([^:/]+)$/,
  activity: /^([^:/]+)$/,
}

/**
 * Reads an ARN that has to be of one of these kinds. AWS's words for the first and the third mistake are recorded;
 * whether the ARN is of this sandbox, `isOfSandbox` says. @throws Refused
 */
export function readArn<K extends Kind>(text: string, ...kinds: readonly K[]): ArnOf<K> {
  const [arn, partition, service, region, account, kind = '', ...rest] = text.split(':')
  if (arn !== 'arn') invalidArn(`Invalid ARN prefix: ${text}`)
  if (!partition || service !== 'states' || !region || !/^\d{12}$/.test(account ?? '')) {
    invalidArn(text)
  }
  const expected = kinds.find((one) => one === kind)
  if (expected === undefined) {
    invalidArn(`Resource type not valid in this context: ${kind}`)
  }
  const parts = forms[expected].exec(rest.join(':'))
  return parts ? named(expected, parts) : invalidArn(text)
}

function named<K extends Kind>(kind: K, parts: RegExpExecArray): ArnOf<K>
function named(kind: Kind, [, first = '', second, third, fourth = '']: RegExpExecArray): StatesArn {
  const machine = { machine: first, ...(second !== undefined && { label: second }) }
  switch (kind) {
    case 'stateMachine':
      return { kind, ...machine, ...(third !== undefined && { qualifier: third }) }
    case 'execution':
      return { kind, ...machine, name: third ?? '' }
    case 'express':
      return { kind, ...machine, name: third ?? '', id: fourth }
    case 'mapRun':
      return { kind, machine: first, label: second ?? '', id: third ?? '' }
    case 'activity':
      return { kind, name: first }
  }
}

/** Whether the ARN is of this account and region; nothing of another one exists here. */
export function isOfSandbox(arn: string, { accountId, region }: SandboxSession): boolean {
  const [, partition, , arnRegion, arnAccount] = arn.split(':')
  return partition === 'aws' && arnRegion === region && arnAccount === accountId
}

export function machineArn(sandbox: SandboxSession, machine: string, qualifier?: string | number): string {
  return prefixed(sandbox, `stateMachine:${machine}${qualifier === undefined ? '' : `:${qualifier}`}`)
}

export function activityArn(sandbox: SandboxSession, name: string): string {
  return prefixed(sandbox, `activity:${name}`)
}

function prefixed({ accountId, region }: SandboxSession, resource: string): string {
  return `arn:aws:states:${region}:${accountId}:${resource}`
}
