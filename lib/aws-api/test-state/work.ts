import type { StateWork, WorkAnswer } from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import type { Mock } from './mock'
import { invalid, invalidInOurWords, type TestStateRequest } from './request'
import type { TestStateWorld } from './test-state'

/** What a Map said of itself before its iterations would have started. */
export interface Tolerance {
  toleratedFailureCount?: JsonValue
  toleratedFailurePercentage?: JsonValue
}

/** What the work of the state comes to: what the mock says, or what the world answers to the task. */
export async function workAnswer(
  work: StateWork,
  { stateConfiguration = {} }: TestStateRequest,
  mock: Mock | undefined,
  tolerance: Tolerance,
  world: TestStateWorld,
): Promise<WorkAnswer> {
  if (!mock) {
    if (work.of === 'Task' && world.call) return world.call(work.task)
    throw invalidInOurWords('Nothing answers this task here. Give a mock.')
  }
  if (work.of !== 'Iterations' || 'failure' in mock) return mock
  const failed = stateConfiguration.mapIterationFailureCount ?? 0
  const total = work.inputs?.length
  if (total === undefined) return mock
  if (failed > total) {
    throw invalid('Map iteration failure count must be less than or equal to the number of Map iterations')
  }
  return isTolerated(failed, total, tolerance) ? mock : { failure: THRESHOLD_EXCEEDED }
}

const THRESHOLD_EXCEEDED = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
}

/** A Map that names no threshold tolerates any number of failures here (recorded), unlike in an execution. */
function isTolerated(
  failed: number,
  total: number,
  { toleratedFailureCount: count, toleratedFailurePercentage: percentage }: Tolerance,
): boolean {
  if (typeof count === 'number' && failed > count) return false
  return !(typeof percentage === 'number' && failed * 100 > percentage * total)
}
