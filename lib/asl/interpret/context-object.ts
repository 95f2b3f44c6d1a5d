import type { JsonObject, JsonValue } from '@/lib/json'
import type { RunningExecution } from './execution'
import { retriesOf, type Visit } from './frame'
import type { Instant, TaskToken } from './signal'

/** What only some fields of a state may see in the context object. */
export interface ContextExtras {
  /** `$$.Task.Token`, for a task that waits for it. */
  taskToken?: TaskToken
  /** `$$.Map.Item`, for a Map's ItemSelector. */
  item?: { index: number; value: JsonValue; key?: string; source?: string }
}

/** `$$` as the state sees it. RetryCount is there only for states that can be retried (recorded). */
export function contextObject(execution: RunningExecution, visit: Visit, extras: ContextExtras): JsonObject {
  const { identity } = execution
  return {
    Execution: {
      Id: identity.executionArn,
      Input: execution.input,
      StartTime: isoDate(execution.startedAt),
      Name: identity.name,
      RoleArn: identity.roleArn,
      RedriveCount: execution.redriveCount,
      ...(execution.redrivenAt !== undefined && { RedriveTime: isoDate(execution.redrivenAt) }),
    },
    StateMachine: { Id: identity.stateMachineArn, Name: identity.stateMachineName },
    State: {
      Name: visit.state.name,
      EnteredTime: isoDate(visit.enteredAt),
      ...('retriers' in visit.state && { RetryCount: retriesOf(visit) }),
    },
    ...(extras.taskToken !== undefined && { Task: { Token: extras.taskToken } }),
    ...itemContext(extras),
  }
}

/** `$$.Map`, where there is an item. Only those of a distributed Map have a source, and a key in an object. */
export function itemContext({ item }: ContextExtras): JsonObject {
  if (!item) return {}
  const { index, value, key, source } = item
  return {
    Map: {
      Item: {
        Index: index,
        ...(key !== undefined && { Key: key }),
        Value: value,
        ...(source !== undefined && { Source: source }),
      },
    },
  }
}

function isoDate(at: Instant): string {
  return new Date(at).toISOString()
}
