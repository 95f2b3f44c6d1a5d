import * as z from 'zod/mini'
import { arn, name, optional } from '../members'
import { refuse } from '../refused'
import { findActivity } from './activities'
import { operation } from './operation'

/** AWS holds the connection for so long. */
const POLL_MS = 60_000

/** A long poll: the next task, or an empty answer when none came. */
export const getActivityTask = operation({
  input: z.object({ activityArn: arn, workerName: optional(name) }),
  async run(sandbox, { activityArn, workerName }, { abandoned }) {
    const activity = await findActivity(sandbox, activityArn)
    const task = await sandbox.takeActivityTask(activity.name, {
      waitMs: POLL_MS,
      ...(workerName !== undefined && { workerName }),
      ...(abandoned && { abandoned }),
    })
    if (task === 'TooManyWorkers') {
      refuse(
        'ActivityWorkerLimitExceeded',
        `As many workers poll this activity as may: ${sandbox.limits.workersPerActivity}.`,
      )
    }
    return task ? { taskToken: task.taskToken, input: JSON.stringify(task.input) } : {}
  },
})
