import type { JsonValue } from '@/lib/json'
import type { EventBody } from './events'
import type { Failure } from './signal'
import type { TaskRequest } from './task'

/**
 * The events of a task, in the words of its kind: a Lambda function named by its ARN writes `LambdaFunction…`,
 * an activity `Activity…`, an integration `Task…`.
 */
export function scheduled(task: TaskRequest, region: string): EventBody {
  const { resource, resourceArn, payload } = task
  const timeout = task.timeoutSeconds !== undefined && { timeoutInSeconds: task.timeoutSeconds }
  const heartbeat = task.heartbeatSeconds !== undefined && { heartbeatInSeconds: task.heartbeatSeconds }
  const credentials = task.credentialsRoleArn !== undefined && {
    taskCredentials: { roleArn: task.credentialsRoleArn },
  }
  switch (resource.kind) {
    case 'LambdaFunction':
      return {
        type: 'LambdaFunctionScheduled',
        details: { resource: resourceArn, input: payload, ...timeout, ...credentials },
      }
    case 'Activity':
      return {
        type: 'ActivityScheduled',
        details: { resource: resourceArn, input: payload, ...timeout, ...heartbeat },
      }
    case 'Integration':
      return {
        type: 'TaskScheduled',
        details: { ...wordsOf(task), region, parameters: payload, ...timeout, ...heartbeat, ...credentials },
      }
  }
}

export function started(task: TaskRequest, workerName?: string): EventBody {
  switch (task.resource.kind) {
    case 'LambdaFunction':
      return { type: 'LambdaFunctionStarted', details: {} }
    case 'Activity':
      return { type: 'ActivityStarted', details: { ...(workerName !== undefined && { workerName }) } }
    case 'Integration':
      return { type: 'TaskStarted', details: wordsOf(task) }
  }
}

export function submitted(task: TaskRequest, output: JsonValue): EventBody {
  return { type: 'TaskSubmitted', details: { ...wordsOf(task), output } }
}

export function succeeded(task: TaskRequest, output: JsonValue): EventBody {
  switch (task.resource.kind) {
    case 'LambdaFunction':
      return { type: 'LambdaFunctionSucceeded', details: { output } }
    case 'Activity':
      return { type: 'ActivitySucceeded', details: { output } }
    case 'Integration':
      return { type: 'TaskSucceeded', details: { ...wordsOf(task), output } }
  }
}

export function failed(task: TaskRequest, failure: Failure): EventBody {
  switch (task.resource.kind) {
    case 'LambdaFunction':
      return { type: 'LambdaFunctionFailed', details: failure }
    case 'Activity':
      return { type: 'ActivityFailed', details: failure }
    case 'Integration':
      return { type: 'TaskFailed', details: { ...wordsOf(task), ...failure } }
  }
}

/** A heartbeat that does not come is written the same way as a time-out (recorded). */
export function timedOut(task: TaskRequest, failure: Failure): EventBody {
  switch (task.resource.kind) {
    case 'LambdaFunction':
      return { type: 'LambdaFunctionTimedOut', details: failure }
    case 'Activity':
      return { type: 'ActivityTimedOut', details: failure }
    case 'Integration':
      return { type: 'TaskTimedOut', details: { ...wordsOf(task), ...failure } }
  }
}

/** What AWS calls the task when its result is too large: the ARN of a function, the service of an integration. */
export function nameOf({ resource, resourceArn }: TaskRequest): string {
  return resource.kind === 'Integration' ? resource.resourceType : resourceArn
}

function wordsOf({ resource }: TaskRequest): { resourceType: string; resource: string } {
  if (resource.kind !== 'Integration') throw new Error(`A ${resource.kind} writes no Task… events.`)
  return { resourceType: resource.resourceType, resource: resource.resource }
}
