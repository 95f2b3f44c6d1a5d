import type { Identity } from '../execution'
import { uuid } from '../random'

/**
 * Who a child of a map run is: an execution of `MACHINE/LABEL`, which `$$.StateMachine` and `$$.Execution` show
 * inside it.
 */
export function childIdentity(
  parent: Identity,
  { label, executionType }: { label: string; executionType: 'STANDARD' | 'EXPRESS' },
  number: number,
): Identity {
  const { seed, region, accountId, roleArn } = parent
  const stateMachineName = `${machineName(parent)}/${label}`
  const name = uuid(seed, 'child execution', number)
  const arn = (rest: string) => `arn:aws:states:${region}:${accountId}:${rest}`
  return {
    seed,
    type: executionType,
    region,
    accountId,
    name,
    roleArn,
    executionArn:
      executionType === 'STANDARD'
        ? arn(`execution:${stateMachineName}:${name}`)
        : arn(`express:${stateMachineName}:${name}:${uuid(seed, 'express child', number)}`),
    stateMachineArn: arn(`stateMachine:${stateMachineName}`),
    stateMachineName,
  }
}

export function mapRunArn(parent: Identity, label: string, number: number): string {
  const { seed, region, accountId } = parent
  const id = uuid(seed, 'map run', number)
  return `arn:aws:states:${region}:${accountId}:mapRun:${machineName(parent)}/${label}:${id}`
}

/** What AWS makes up for a Map without `Label`: the same for every run of the state. */
export function madeUpLabel({ seed }: Identity, stateName: string): string {
  return uuid(seed, `label of ${stateName}`)
}

function machineName({ stateMachineName }: Identity): string {
  return stateMachineName.split('/', 1)[0] ?? stateMachineName
}
