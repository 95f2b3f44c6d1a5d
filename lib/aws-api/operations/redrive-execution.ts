import * as z from 'zod/mini'
import { arn, optional, text } from '../members'
import { refuse } from '../refused'
import { findExecution, redriveOf } from './executions'
import { operation, seconds } from './operation'
import { noSuchExecution } from './refusals'
import { tooManyRunning } from './start-execution'

export const redriveExecution = operation({
  input: z.object({
    executionArn: arn,
    clientToken: optional(text(1, 64).check(z.regex(/^[!-~]+$/))),
  }),
  async run(sandbox, { executionArn, clientToken }) {
    const execution = await findExecution(sandbox, executionArn)
    const redrive = await redriveOf(sandbox, execution)
    // The same call once more, with its token, finds the execution running.
    if (redrive.status === 'NOT_REDRIVABLE' && execution.status !== 'RUNNING') notRedrivable(redrive.reason)
    const redriven = await sandbox.redriveExecution(executionArn, clientToken)
    switch (redriven.kind) {
      case 'Redriven':
        return { redriveDate: seconds(redriven.redriveDate) }
      case 'DoesNotExist':
        return noSuchExecution(executionArn)
      case 'NotRedrivable':
        return notRedrivable(redriven.reason)
      case 'TooManyRunning':
        return tooManyRunning(sandbox.limits.runningExecutions)
    }
  },
})

function notRedrivable(reason: string): never {
  refuse('ExecutionNotRedrivable', reason)
}
