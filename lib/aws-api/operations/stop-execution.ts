import * as z from 'zod/mini'
import { arn, cause, error, optional } from '../members'
import { findExecution } from './executions'
import { operation, seconds } from './operation'
import { noSuchExecution } from './refusals'

/** Of an execution that has ended already, nothing changes and the answer is the instant of its end. */
export const stopExecution = operation({
  input: z.object({ executionArn: arn, error: optional(error), cause: optional(cause) }),
  async run(sandbox, { executionArn, error, cause }) {
    await findExecution(sandbox, executionArn)
    const stopped = await sandbox.stopExecution(executionArn, {
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    })
    if (stopped.kind === 'DoesNotExist') noSuchExecution(executionArn)
    return { stopDate: seconds(stopped.stopDate) }
  },
})
