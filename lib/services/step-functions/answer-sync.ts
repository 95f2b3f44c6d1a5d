import { isJsonObject } from '@/lib/json'
import type { Answer, Call, Surroundings } from '../answer'
import { callOperation } from '../integrate'
import { stepFunctions } from './service'

/**
 * `aws-sdk:sfn:startSyncExecution`: the task goes on when the Express execution has ended, however that was. Nobody
 * stops it for a caller that gave up.
 */
export async function callStartSync({ payload, taskToken }: Call, around: Surroundings): Promise<Answer> {
  const answer = await callOperation(
    { service: stepFunctions, action: 'startSyncExecution', integration: 'aws-sdk' },
    payload,
    around,
  )
  if (answer.kind !== 'Succeeded' || taskToken === undefined) return answer
  const arn = isJsonObject(answer.output) ? answer.output.ExecutionArn : undefined
  const execution = typeof arn === 'string' ? around.account.executions.get(arn) : undefined
  if (!execution) return answer
  execution.awaitedBy.push({
    taskToken,
    pattern: 'startSync',
    from: around.at + answer.durationMs,
    goesOn: true,
  })
  return { kind: 'Queued', durationMs: 0 }
}
