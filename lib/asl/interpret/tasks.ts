import type { JsonValue } from '@/lib/json'
import { afterSeconds, cancelTimer, setTimer } from './clock'
import { write } from './events'
import type { RunningExecution } from './execution'
import { Failed, tooLarge } from './failure'
import { type Frame, type Heard, type Outcome, retriesOf, visitOf } from './frame'
import { overridden } from './override'
import type { Failure, ScheduledTask, TaskToken } from './signal'
import type { TaskRequest } from './task'
import * as taskEvents from './task-events'

/**
 * The life of one task, from `…Scheduled` to its result: the calls to the world and the signals that come back.
 * A signal with a token that nobody waits for any more (the task timed out, the branch was aborted) is dropped.
 */

/** Writes the task down. A service is called in the next round; an activity's task waits for a worker. */
export function scheduleTask(execution: RunningExecution, frame: Frame, task: TaskRequest): void {
  write(execution, frame, taskEvents.scheduled(task, execution.identity.region))
  if (task.resource.kind === 'Activity') {
    frame.activity = { doing: 'Working', task, heard: { started: false, submitted: false } }
    callWorld(execution, frame, task)
  } else {
    frame.activity = { doing: 'Starting', task }
    execution.ready.add(frame)
  }
}

/** Calls the service; from here on the time-out runs. */
export function startTask(execution: RunningExecution, frame: Frame, task: TaskRequest): void {
  write(execution, frame, taskEvents.started(task))
  callWorld(execution, frame, task)
  const heard = { started: true, submitted: false }
  frame.activity = { doing: 'Working', task, heard, ...deadlines(execution, frame, task) }
}

/** A worker took the activity's task; from here on the time-out runs. */
export function workerStarted(execution: RunningExecution, token: TaskToken, workerName?: string): void {
  const { frame, task, heard } = working(execution, token) ?? {}
  if (!frame || !task || !heard || heard.started) return
  heard.started = true
  write(execution, frame, taskEvents.started(task, workerName))
  frame.activity = { doing: 'Working', task, heard, ...deadlines(execution, frame, task) }
}

/** The service took the job (`.sync`) or the message (`.waitForTaskToken`); its result comes later. */
export function taskSubmitted(execution: RunningExecution, token: TaskToken, answer: JsonValue): void {
  const { frame, task, heard } = working(execution, token) ?? {}
  if (!frame || !task || !heard || heard.submitted || task.resource.kind !== 'Integration') return
  heard.submitted = true
  const output = overridden(execution, answer)
  if (execution.sizes.measure(execution, output) > execution.limits.payloadBytes) {
    taskFailed(execution, token, tooLarge(taskEvents.nameOf(task), 'anyone').failure)
    return
  }
  write(execution, frame, taskEvents.submitted(task, output))
}

/** The result, whose size counts first: one that is too large is a failure of the task (recorded). */
export function taskSucceeded(execution: RunningExecution, token: TaskToken, answer: JsonValue): void {
  const { frame, task } = working(execution, token) ?? {}
  if (!frame || !task) return
  const output = overridden(execution, answer)
  if (execution.sizes.measure(execution, output) > execution.limits.payloadBytes) {
    taskFailed(execution, token, tooLarge(taskEvents.nameOf(task), 'anyone').failure)
    return
  }
  write(execution, frame, taskEvents.succeeded(task, output))
  settleTask(execution, frame, { ok: true, result: output })
}

/** The service, the worker or whoever had the token says that the task failed. */
export function taskFailed(execution: RunningExecution, token: TaskToken, failure: Failure): void {
  const { frame, task } = working(execution, token) ?? {}
  if (!frame || !task) return
  write(execution, frame, taskEvents.failed(task, failure))
  settleTask(execution, frame, { ok: false, failed: new Failed(failure) })
}

/** TimeoutSeconds or HeartbeatSeconds passed. The service is told, though AWS lets a Lambda function run on. */
export function taskTimedOut(
  execution: RunningExecution,
  frame: Frame,
  which: 'Timeout' | 'Heartbeat',
): void {
  if (frame.activity.doing !== 'Working') return
  const { task } = frame.activity
  const failure: Failure = { error: 'States.Timeout' }
  write(execution, frame, taskEvents.timedOut(task, failure))
  execution.effects.push({ type: 'CancelTask', taskToken: task.taskToken })
  const alias = which === 'Heartbeat' ? 'States.HeartbeatTimeout' : undefined
  settleTask(execution, frame, { ok: false, failed: new Failed(failure, 'anyone', alias) })
}

/** A sign of life: HeartbeatSeconds begin anew. */
export function heartbeat(execution: RunningExecution, token: TaskToken): void {
  const { frame } = working(execution, token) ?? {}
  if (frame?.activity.doing !== 'Working' || frame.activity.heartbeat === undefined) return
  cancelTimer(execution, frame.activity.heartbeat)
  frame.activity.heartbeat = setTimer(
    execution,
    frame,
    'Heartbeat',
    afterSeconds(execution, frame.activity.task.heartbeatSeconds ?? 0),
  )
}

/** The branch is aborted or the execution over: nobody waits for the task any more. */
export function abandonTask(execution: RunningExecution, frame: Frame): void {
  if (frame.activity.doing !== 'Working') return
  execution.effects.push({ type: 'CancelTask', taskToken: frame.activity.task.taskToken })
  forget(execution, frame)
}

function working(
  execution: RunningExecution,
  token: TaskToken,
): { frame: Frame; task: TaskRequest; heard: Heard } | undefined {
  const frame = execution.tasks.get(token)
  if (frame?.activity.doing !== 'Working') return undefined
  const { task, heard } = frame.activity
  return { frame, task, heard }
}

function callWorld(execution: RunningExecution, frame: Frame, task: TaskRequest): void {
  execution.tasks.set(task.taskToken, frame)
  execution.effects.push({ type: 'ScheduleTask', task: scheduledTask(frame, task) })
}

/** The frame's task as the world sees it. */
export function scheduledTask(frame: Frame, task: TaskRequest): ScheduledTask {
  const { taskToken, resource, resourceArn, payload, credentialsRoleArn } = task
  const visit = visitOf(frame)
  return {
    taskToken,
    resource,
    resourceArn,
    payload,
    stateName: visit.state.name,
    retryCount: retriesOf(visit),
    ...(credentialsRoleArn !== undefined && { credentialsRoleArn }),
  }
}

function deadlines(execution: RunningExecution, frame: Frame, task: TaskRequest) {
  const { timeoutSeconds, heartbeatSeconds } = task
  return {
    ...(timeoutSeconds !== undefined && {
      timeout: setTimer(execution, frame, 'Timeout', afterSeconds(execution, timeoutSeconds)),
    }),
    ...(heartbeatSeconds !== undefined && {
      heartbeat: setTimer(execution, frame, 'Heartbeat', afterSeconds(execution, heartbeatSeconds)),
    }),
  }
}

function settleTask(execution: RunningExecution, frame: Frame, outcome: Outcome): void {
  forget(execution, frame)
  frame.activity = { doing: 'Settling', outcome }
  execution.ready.add(frame)
}

function forget(execution: RunningExecution, frame: Frame): void {
  if (frame.activity.doing !== 'Working') return
  execution.tasks.delete(frame.activity.task.taskToken)
  cancelTimer(execution, frame.activity.timeout)
  cancelTimer(execution, frame.activity.heartbeat)
}
