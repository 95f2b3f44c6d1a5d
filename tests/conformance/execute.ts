import { parse } from '@/lib/asl'
import { toApiHistoryEvent } from '@/lib/aws-api'
import type { JsonValue } from '@/lib/json'
import { readMockedResponses, runMocked } from '@/lib/sandbox'
import { type BucketSetup, refusal } from '@/lib/services'
import type { Answer, ExecutionCase } from './case'

/** `bucket/key` to text. */
function bucketsOf(s3: Readonly<Record<string, string>>): Record<string, BucketSetup> {
  const buckets: Record<string, { objects: Record<string, string> }> = {}
  for (const [place, body] of Object.entries(s3)) {
    const slash = place.indexOf('/')
    const name = place.slice(0, slash)
    const bucket = buckets[name] ?? { objects: {} }
    bucket.objects[place.slice(slash + 1)] = body
    buckets[name] = bucket
  }
  return buckets
}

/** Runs the definition in a world that answers what the recorded tasks answered. */
export async function execute(asked: ExecutionCase): Promise<Answer> {
  const { id, definition, absent, workflowType = 'STANDARD', now = '2024-06-01T12:00:00.000Z' } = asked
  const parsed = parse(definition, { type: workflowType })
  if (!parsed.ok) return { id, unsupported: parsed.diagnostics[0].message }
  const mocks = readMockedResponses(asked.mocks ?? {})
  if (!mocks.ok) return { id, crash: mocks.error }
  const run = await runMocked({
    machine: parsed.machine,
    input: JSON.parse(asked.input ?? '{}') as JsonValue,
    startAt: Date.parse(now),
    seed: 1,
    type: workflowType,
    accountId: '111111111111',
    mocks: mocks.value,
    buckets: bucketsOf(asked.s3 ?? {}),
    refuse: (task) =>
      absent?.includes(task.resourceArn) ? `The activity ${task.resourceArn} does not exist.` : refusal(task),
  })
  if (run.unanswered) return { id, crash: `No answer is left for the state ${run.unanswered.stateName}.` }
  if (run.stoppedBy) return { id, crash: run.stoppedBy.message }
  const { error, cause } = run.failure ?? {}
  return {
    id,
    status: run.status,
    ...(run.output !== undefined && { output: JSON.stringify(run.output) }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    events: run.history.map(toApiHistoryEvent),
  }
}
