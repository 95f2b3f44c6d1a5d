import * as z from 'zod/mini'
import type { JsonObject, JsonValue } from '@/lib/json'
import { cause, data, error, optional, taskToken } from '../members'
import { refuse } from '../refused'
import type { SandboxSession } from '../sandbox'
import { jsonProblem } from './json-problem'
import { operation } from './operation'
import { invalidToken } from './paging'

export const sendTaskSuccess = operation({
  input: z.object({ taskToken, output: data }),
  async run(sandbox, { taskToken, output }) {
    if (jsonProblem(output) !== undefined) {
      // AWS looks at the token first (recorded).
      accepted(await sandbox.taskState(taskToken))
      refuse('InvalidOutput', "Invalid Output: 'Invalid output'")
    }
    return answer(sandbox, taskToken, { kind: 'Success', output: JSON.parse(output) as JsonValue })
  },
})

export const sendTaskFailure = operation({
  input: z.object({ taskToken, error: optional(error), cause: optional(cause) }),
  async run(sandbox, { taskToken, error, cause }) {
    const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) }
    return answer(sandbox, taskToken, { kind: 'Failure', failure })
  },
})

export const sendTaskHeartbeat = operation({
  input: z.object({ taskToken }),
  run: (sandbox, { taskToken }) => answer(sandbox, taskToken, { kind: 'Heartbeat' }),
})

async function answer(
  sandbox: SandboxSession,
  token: string,
  given: Parameters<SandboxSession['answerTask']>[1],
): Promise<JsonObject> {
  accepted(await sandbox.answerTask(token, given))
  return {}
}

/** A token that was answered already, or whose task timed out or was aborted, is refused alike. @throws Refused */
function accepted(state: 'Accepted' | 'Waiting' | 'UnknownToken' | 'TimedOut'): void {
  if (state === 'UnknownToken') invalidToken()
  if (state === 'TimedOut') refuse('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'")
}
