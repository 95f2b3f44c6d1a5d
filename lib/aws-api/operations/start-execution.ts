import * as z from 'zod/mini'
import { arn, data, name, optional } from '../members'
import { refuse } from '../refused'
import { operation, seconds } from './operation'
import { startOf } from './started'

export const startMembers = {
  stateMachineArn: arn,
  name: optional(name),
  input: optional(data),
  traceHeader: optional(z.string().check(z.maxLength(256), z.regex(/^\p{ASCII}*$/u))),
}

/**
 * Idempotent for a Standard machine: the same name and input while the execution runs is the same execution. A name
 * is free again 90 days after its execution ended. An Express machine starts another one each time.
 */
export const startExecution = operation({
  input: z.object(startMembers),
  async run(sandbox, request) {
    const start = await startOf(sandbox, request)
    const started =
      start.machine.type === 'STANDARD'
        ? await sandbox.startExecution(start)
        : await sandbox.runExpress(start)
    switch (started.kind) {
      case 'Started':
        return { executionArn: started.executionArn, startDate: seconds(started.startDate) }
      case 'NameTaken':
        return refuse('ExecutionAlreadyExists', `Execution Already Exists: '${started.executionArn}'`)
      case 'TooManyRunning':
        return tooManyRunning(sandbox.limits.runningExecutions)
      case 'StorageFull':
        return refuse(
          'ExecutionLimitExceeded',
          'This sandbox keeps as much as it may. Delete state machines to make room.',
        )
    }
  },
})

/** @throws Refused */
export function tooManyRunning(most: number): never {
  refuse('ExecutionLimitExceeded', `This sandbox runs as many executions at once as it may: ${most}.`)
}
