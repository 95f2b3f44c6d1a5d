import * as z from 'zod/mini'
import { includedData } from '../members'
import { operation, seconds } from './operation'
import { wrongMachineType } from './refusals'
import { startMembers, tooManyRunning } from './start-execution'
import { startOf } from './started'

/** Answers when the execution has ended; one that failed is no error of the call. */
export const startSyncExecution = operation({
  input: z.object({ ...startMembers, includedData }),
  async run(sandbox, { includedData, ...request }) {
    const start = await startOf(sandbox, request)
    if (start.machine.type !== 'EXPRESS') wrongMachineType()
    const started = await sandbox.runExpress(start)
    if (started.kind === 'TooManyRunning') tooManyRunning(sandbox.limits.runningExecutions)
    const { executionArn, startDate, ended } = started
    const { status, stopDate, output, failure, billedMemoryMiB, billedDurationMs } = await ended
    const isWhole = includedData !== 'METADATA_ONLY'
    return {
      executionArn,
      stateMachineArn: machineOf(request.stateMachineArn),
      name: start.name,
      startDate: seconds(startDate),
      stopDate: seconds(stopDate),
      status,
      ...(isWhole && {
        ...failure,
        input: start.input,
        inputDetails: { included: true },
        ...(output !== undefined && { output, outputDetails: { included: true } }),
      }),
      ...(start.traceHeader !== undefined && { traceHeader: start.traceHeader }),
      billingDetails: {
        billedMemoryUsedInMB: billedMemoryMiB,
        billedDurationInMilliseconds: billedDurationMs,
      },
    }
  },
})

/** Without version or alias. */
function machineOf(arn: string): string {
  return arn.split(':').slice(0, 7).join(':')
}
