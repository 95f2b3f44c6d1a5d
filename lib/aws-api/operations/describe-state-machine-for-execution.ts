import * as z from 'zod/mini'
import { arn, includedData } from '../members'
import { readArn } from './arn'
import { executedMachineArn, findExecution } from './executions'
import { describedRevision } from './machines'
import { operation, seconds } from './operation'
import { noSuchExecution } from './refusals'

/** The machine as it was when the execution began. */
export const describeStateMachineForExecution = operation({
  input: z.object({ executionArn: arn, includedData }),
  async run(sandbox, { executionArn, includedData }) {
    const execution = await findExecution(sandbox, executionArn)
    const revision = (await sandbox.revisionOf(execution)) ?? noSuchExecution(executionArn)
    const { machineName, mapRunArn } = execution
    return {
      stateMachineArn: executedMachineArn(sandbox, execution),
      name: machineName,
      updateDate: seconds(revision.createdAt),
      ...describedRevision(revision, includedData),
      ...(mapRunArn !== undefined && { mapRunArn, label: readArn(mapRunArn, 'mapRun').label }),
    }
  },
})
