import * as z from 'zod/mini'
import { arn, longArn, optional, page, text } from '../members'
import type { ExecutionQuery, SandboxSession } from '../sandbox'
import { executionSummary } from './executions'
import { machineNamed, readMachineArn, versionNumber } from './machines'
import { findMapRun } from './map-runs'
import { operation } from './operation'
import { paged } from './paging'
import { invalid, noSuchMachine, wrongMachineType } from './refusals'

/** Newest first. Of a machine with its versions, of one version or alias, or the children of a map run. */
export const listExecutions = operation({
  input: z.object({
    stateMachineArn: optional(arn),
    mapRunArn: optional(longArn),
    // In the order in which AWS lists them when it refuses another (recorded).
    statusFilter: optional(
      z.enum(['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING']),
    ),
    redriveFilter: optional(z.enum(['REDRIVEN', 'NOT_REDRIVEN'])),
    ...page,
    nextToken: optional(text(1, 3096)),
  }),
  async run(sandbox, request, call) {
    const { stateMachineArn, mapRunArn, statusFilter: status, redriveFilter } = request
    const isOfMapRun = mapRunArn !== undefined
    if (isOfMapRun === (stateMachineArn !== undefined)) {
      invalid('Exactly one of stateMachineArn and mapRunArn must be specified')
    }
    if (!isOfMapRun && status === 'PENDING_REDRIVE') {
      invalid('The status filter PENDING_REDRIVE can only be used with a mapRunArn')
    }
    const of: ExecutionQuery = {
      ...(isOfMapRun
        ? { mapRunArn: (await findMapRun(sandbox, mapRunArn)).mapRunArn }
        : await queryOf(sandbox, stateMachineArn ?? '')),
      ...(status !== undefined && { status }),
      ...(redriveFilter !== undefined && { redriveFilter }),
    }
    const { items, ...rest } = await paged(call, request, (page) => sandbox.executions(of, page))
    const executions = items.map((execution) => ({
      ...executionSummary(sandbox, execution),
      ...(isOfMapRun && {
        mapRunArn,
        ...(execution.itemCount !== undefined && { itemCount: execution.itemCount }),
      }),
    }))
    return { executions, ...rest }
  },
})

async function queryOf(sandbox: SandboxSession, arn: string): Promise<ExecutionQuery> {
  const { machine: name, qualifier } = readMachineArn(arn)
  const machine = await machineNamed(name, arn, sandbox)
  if (machine.type === 'EXPRESS') wrongMachineType()
  if (qualifier === undefined) return { machineName: name }
  if (versionNumber(qualifier) !== undefined) return { versionArn: arn }
  if (!(await sandbox.resources.alias(name, qualifier))) noSuchMachine(arn)
  return { aliasArn: arn }
}
