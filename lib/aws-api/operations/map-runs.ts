import * as z from 'zod/mini'
import type { JsonObject } from '@/lib/json'
import { arn, longArn, optional, page } from '../members'
import type { MapRunRecord, SandboxSession } from '../sandbox'
import { isOfSandbox, readArn } from './arn'
import { findExecution, labelledMachineArn } from './executions'
import { operation, seconds } from './operation'
import { paged } from './paging'
import { invalid, noSuchResource } from './refusals'

export const describeMapRun = operation({
  input: z.object({ mapRunArn: longArn }),
  async run(sandbox, { mapRunArn }) {
    const run = await findMapRun(sandbox, mapRunArn)
    const { startDate, stopDate, redriveDate, ...rest } = run
    return {
      ...rest,
      itemCounts: { ...run.itemCounts },
      executionCounts: { ...run.executionCounts },
      ...dates({ startDate, stopDate, redriveDate }),
    }
  },
})

/** Newest first. */
export const listMapRuns = operation({
  input: z.object({ executionArn: arn, ...page }),
  async run(sandbox, request, call) {
    await findExecution(sandbox, request.executionArn)
    const { items, ...rest } = await paged(call, request, (page) =>
      sandbox.mapRuns(request.executionArn, page),
    )
    const mapRuns = items.map(({ executionArn, mapRunArn, startDate, stopDate }) => ({
      executionArn,
      mapRunArn,
      stateMachineArn: labelledMachineArn(sandbox, mapRunArn),
      ...dates({ startDate, stopDate }),
    }))
    return { mapRuns, ...rest }
  },
})

/** Only of a map run that is under way. */
export const updateMapRun = operation({
  input: z.object({
    mapRunArn: longArn,
    maxConcurrency: optional(z.int().check(z.gte(0))),
    toleratedFailurePercentage: optional(z.number().check(z.gte(0), z.lte(100))),
    toleratedFailureCount: optional(z.int().check(z.gte(0))),
  }),
  async run(sandbox, { mapRunArn, ...changes }) {
    await findMapRun(sandbox, mapRunArn)
    const { maxConcurrency, toleratedFailurePercentage, toleratedFailureCount } = changes
    if (
      [maxConcurrency, toleratedFailurePercentage, toleratedFailureCount].every((one) => one === undefined)
    ) {
      invalid(
        'At least one of maxConcurrency, toleratedFailurePercentage and toleratedFailureCount must be specified',
        'MISSING_REQUIRED_PARAMETER',
      )
    }
    const updated = await sandbox.updateMapRun(mapRunArn, {
      ...(maxConcurrency !== undefined && { maxConcurrency }),
      ...(toleratedFailurePercentage !== undefined && { toleratedFailurePercentage }),
      ...(toleratedFailureCount !== undefined && { toleratedFailureCount }),
    })
    if (updated === 'DoesNotExist') noSuchResource(mapRunArn)
    if (updated === 'Ended') {
      invalid(
        `The Map Run has ended and cannot be updated: '${mapRunArn}'`,
        'CANNOT_UPDATE_COMPLETED_MAP_RUN',
      )
    }
    return {}
  },
})

/** @throws Refused */
export async function findMapRun(sandbox: SandboxSession, arn: string): Promise<MapRunRecord> {
  readArn(arn, 'mapRun')
  const run = isOfSandbox(arn, sandbox) ? await sandbox.mapRun(arn) : undefined
  return run ?? noSuchResource(arn)
}

function dates(instants: Readonly<Record<string, number | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(instants).flatMap(([name, at]) => (at === undefined ? [] : [[name, seconds(at)]])),
  )
}
