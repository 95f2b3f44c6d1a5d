import type { Instant, TaskToken } from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import type { ActivitySetup, WorkSetup } from '../account'
import type { Outcome } from '../agenda'
import type { Answer, Call, Surroundings } from '../answer'
import { includes } from '../includes'
import { runNamed } from '../lambda'
import { apiOutcome, sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './task-tokens'

/** An activity: tasks that wait, and the workers of the exercise that ask for them. */
export interface Activity {
  readonly name: string
  /** Tokens in the order in which the tasks came. Some may be given up already. */
  readonly waiting: TaskToken[]
  readonly workers: Map<string, { isBusy: boolean; taken: number }>
}

export type WorkerHappening =
  | { kind: 'WorkerAsks'; activity: string; worker: string }
  | {
      kind: 'WorkerBeats'
      activity: string
      worker: string
      taskToken: TaskToken
      everyMs: number
      until: Instant
    }
  | { kind: 'WorkerAnswers'; activity: string; worker: string; taskToken: TaskToken; work: number }

export function newActivity(name: string, { workers = {} }: ActivitySetup): Activity {
  return {
    name,
    waiting: [],
    workers: new Map(Object.keys(workers).map((worker) => [worker, { isBusy: false, taken: 0 }])),
  }
}

/** The task lies there until a worker asks; one that is free does so at once, or after `asksAfterSeconds`. */
export function scheduleActivity(activity: Activity, { taskToken = '' }: Call, around: Surroundings): Answer {
  activity.waiting.push(taskToken)
  for (const [worker, { isBusy }] of activity.workers) if (!isBusy) ask(activity, worker, around)
  return { kind: 'Queued', durationMs: 0 }
}

/** What was appointed for a worker. */
export async function workerActs(happening: WorkerHappening, around: Surroundings): Promise<void> {
  const activity = around.account.activities.get(happening.activity)
  const worker = activity?.workers.get(happening.worker)
  if (!activity || !worker) return
  switch (happening.kind) {
    case 'WorkerAsks':
      if (!worker.isBusy) takeTask(activity, happening.worker, worker, around)
      return
    case 'WorkerBeats': {
      const { taskToken, everyMs, until } = happening
      const reply = await sendTaskHeartbeat({ taskToken }, around)
      const next = around.at + everyMs
      if (reply.ok && next < until) around.agenda.at(next, happening)
      return
    }
    case 'WorkerAnswers': {
      const work = worksOf(around, activity.name, happening.worker)[happening.work]
      const outcome = work && (await outcomeOf(work, happening.taskToken, around))
      if (outcome) {
        const send = outcome.ok ? sendTaskSuccess : sendTaskFailure
        await send(apiOutcome(happening.taskToken, outcome), around)
      }
      worker.isBusy = false
      if (activity.waiting.length > 0) ask(activity, happening.worker, around)
      return
    }
  }
}

/** GetActivityTask: the first task that still waits. */
function takeTask(
  activity: Activity,
  name: string,
  worker: { isBusy: boolean; taken: number },
  around: Surroundings,
): void {
  const { at, agenda, account } = around
  let task = account.pendingTasks.get(activity.waiting.shift() ?? '')
  while (task?.status === 'GivenUp') task = account.pendingTasks.get(activity.waiting.shift() ?? '')
  if (!task) return
  const { taskToken } = task
  const works = worksOf(around, activity.name, name)
  const fitting = works.findIndex(({ where }) => where !== undefined && includes(where, task.input))
  const unconditional = works.flatMap(({ where }, index) => (where === undefined ? [index] : []))
  const inTurn = unconditional[Math.min(worker.taken, unconditional.length - 1)] ?? 0
  const index = fitting >= 0 ? fitting : inTurn
  const { takesSeconds = 0, heartbeatEverySeconds } = works[index] ?? {}
  worker.taken += 1
  worker.isBusy = true
  agenda.at(at, { kind: 'TaskStarted', taskToken, workerName: name })
  const done = at + takesSeconds * 1000
  if (heartbeatEverySeconds !== undefined) {
    const everyMs = heartbeatEverySeconds * 1000
    const beat = { activity: activity.name, worker: name, taskToken, everyMs, until: done }
    if (at + everyMs < done) agenda.at(at + everyMs, { kind: 'WorkerBeats', ...beat })
  }
  agenda.at(done, { kind: 'WorkerAnswers', activity: activity.name, worker: name, taskToken, work: index })
}

/** Undefined: the worker vanished, and nobody ever answers. */
async function outcomeOf(
  work: WorkSetup,
  taskToken: TaskToken,
  around: Surroundings,
): Promise<Outcome | undefined> {
  const { does = 'Succeed', output = {}, error, cause } = work
  const input: JsonValue = around.account.pendingTasks.get(taskToken)?.input ?? {}
  if (work.function !== undefined) return runNamed(work.function, input, around)
  switch (does) {
    case 'Succeed':
      return { ok: true, output }
    case 'Fail':
      return {
        ok: false,
        failure: { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) },
      }
    case 'Vanish':
      return undefined
  }
}

function ask(activity: Activity, worker: string, { account, agenda, at }: Surroundings): void {
  const seconds = account.setup.activities?.[activity.name]?.workers?.[worker]?.asksAfterSeconds ?? 0
  agenda.at(at + seconds * 1000, { kind: 'WorkerAsks', activity: activity.name, worker })
}

function worksOf({ account }: Surroundings, activity: string, worker: string): readonly WorkSetup[] {
  return account.setup.activities?.[activity]?.workers?.[worker]?.works ?? []
}
