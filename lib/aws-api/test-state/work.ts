import type { StateWork, WorkAnswer } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import type { Mock } from './mock'
import { invalid, invalidInOurWords, type TestStateRequest } from './request'
import type { TestStateWorld } from './test-state'

/** What the world answered to a task; of an HTTP call also what went over the wire, for the level TRACE. */
export type TaskAnswer = WorkAnswer & { request?: JsonObject; response?: JsonObject }

/** What the work of the state comes to: what the mock says, or what the world answers to the task. */
export async function workAnswer(
  work: StateWork,
  { stateConfiguration = {}, revealSecrets = false }: TestStateRequest,
  mock: Mock | undefined,
  inspected: Record<string, JsonValue>,
  world: TestStateWorld,
): Promise<WorkAnswer> {
  if (!mock) {
    if (work.of !== 'Task' || !world.call) {
      throw invalidInOurWords('Nothing answers this task here. Give a mock.')
    }
    const { request, response, ...answer } = await world.call(work.task, { revealSecrets })
    if (request) inspected.request = request
    if (response) inspected.response = response
    return answer
  }
  const total = work.of === 'Iterations' ? work.inputs?.length : undefined
  if (total === undefined) return mock
  const failed = stateConfiguration.mapIterationFailureCount ?? 0
  if (failed > total) {
    throw invalid('Map iteration failure count must be less than or equal to the number of Map iterations')
  }
  return 'failure' in mock || isTolerated(failed, total, inspected) ? mock : { failure: THRESHOLD_EXCEEDED }
}

const THRESHOLD_EXCEEDED = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
}

/** A Map that names no threshold tolerates any number of failures here (recorded), unlike in an execution. */
function isTolerated(
  failed: number,
  total: number,
  { toleratedFailureCount: count, toleratedFailurePercentage: percentage }: JsonObject,
): boolean {
  if (typeof count === 'number' && failed > count) return false
  return !(typeof percentage === 'number' && failed * 100 > percentage * total)
}
