import type { JsonObject } from '@/lib/json'
import type { ExecutionRecord, SandboxSession } from '../sandbox'
import { isOfSandbox, machineArn, readArn } from './arn'
import { seconds } from './operation'
import { noSuchExecution } from './refusals'

/** A Standard execution, or a child of a map run; AWS tells nothing of others (recorded). @throws Refused */
export async function findExecution(sandbox: SandboxSession, arn: string): Promise<ExecutionRecord> {
  const isChild = /^([^:]*:){6}[^:/]+\/[^:/]+:/.test(arn)
  if (isChild) readArn(arn, 'execution', 'express')
  else readArn(arn, 'execution')
  const execution = isOfSandbox(arn, sandbox) ? await sandbox.execution(arn) : undefined
  return execution ?? noSuchExecution(arn)
}

/** Whether an execution can be redriven now, and AWS's reason if not (API reference of DescribeExecution). */
export async function redriveOf(
  { resources }: SandboxSession,
  { redrive, machineName }: ExecutionRecord,
): Promise<ExecutionRecord['redrive']> {
  if (redrive.status === 'NOT_REDRIVABLE') return redrive
  const machine = await resources.machine(machineName)
  if (machine?.status === 'ACTIVE') return redrive
  return { status: 'NOT_REDRIVABLE', reason: 'State machine is in DELETING status' }
}

/** What lists and descriptions tell alike. */
export function executionSummary(sandbox: SandboxSession, execution: ExecutionRecord): JsonObject {
  const { executionArn, name, status, startDate, stopDate, versionArn, aliasArn } = execution
  const { redriveCount, redriveDate } = execution
  return {
    executionArn,
    stateMachineArn: executedMachineArn(sandbox, execution),
    name,
    status,
    startDate: seconds(startDate),
    ...(stopDate !== undefined && { stopDate: seconds(stopDate) }),
    ...(versionArn !== undefined && { stateMachineVersionArn: versionArn }),
    ...(aliasArn !== undefined && { stateMachineAliasArn: aliasArn }),
    redriveCount,
    ...(redriveDate !== undefined && { redriveDate: seconds(redriveDate) }),
  }
}

/** A child of a map run is an execution of `MACHINE/LABEL`. */
export function executedMachineArn(
  sandbox: SandboxSession,
  { mapRunArn, machineName }: ExecutionRecord,
): string {
  return mapRunArn === undefined ? machineArn(sandbox, machineName) : labelledMachineArn(sandbox, mapRunArn)
}

export function labelledMachineArn(sandbox: SandboxSession, mapRunArn: string): string {
  const { machine, label } = readArn(mapRunArn, 'mapRun')
  return machineArn(sandbox, `${machine}/${label}`)
}
