import * as z from 'zod/mini'
import { arn, includedData } from '../members'
import { executionSummary, findExecution, redriveOf } from './executions'
import { operation } from './operation'

export const describeExecution = operation({
  input: z.object({ executionArn: arn, includedData }),
  async run(sandbox, { executionArn, includedData }) {
    const execution = await findExecution(sandbox, executionArn)
    const { input, output, error, cause, traceHeader, mapRunArn } = execution
    const redrive = await redriveOf(sandbox, execution)
    return {
      ...executionSummary(sandbox, execution),
      ...(includedData !== 'METADATA_ONLY' && {
        input,
        inputDetails: { included: true },
        ...(output !== undefined && { output, outputDetails: { included: true } }),
        ...(error !== undefined && { error }),
        ...(cause !== undefined && { cause }),
      }),
      ...(traceHeader !== undefined && { traceHeader }),
      ...(mapRunArn !== undefined && { mapRunArn }),
      redriveStatus: redrive.status,
      ...('reason' in redrive && { redriveStatusReason: redrive.reason }),
    }
  },
})
