import type { Resource, TaskToken } from '@/lib/asl'
import { isJsonArray, isJsonObject } from '@/lib/json'
import { isInAccount } from './agenda'
import { type Answer, type Call, failed, type Surroundings, type World } from './answer'
import type { Account } from './create-account'
import { withFaults } from './faults'
import type { Admission, JobWatch } from './iam'
import { WATCHED } from './iam/job-watch'
import { Ids } from './ids'
import { isJob, stopJobOf, submitJob } from './jobs'
import { invokeByArn } from './lambda'
import { performerOf, simulatedActions } from './registry'
import { notScripted, scriptedAnswer } from './scripted'
import { callClients, giveUpTask, scheduleActivity } from './step-functions'

type Integration = Extract<Resource, { kind: 'Integration' }>

/**
 * Asks the account's services to do one task's work. Every call has an answer, a failed one at worst. What
 * follows later (a job ends, somebody answers a token) is put on the agenda.
 */
export async function perform(account: Account, call: Call, world: World): Promise<Answer> {
  const around = surroundingsOf(account, world)
  const { resource } = call
  const admission = await admitted(call, around)
  if (!admission.ok) return admission.answer
  const there = within(admission.account, around)
  switch (resource.kind) {
    case 'LambdaFunction': {
      const { functionName: name, account: owner, region, qualifier } = resource
      const reference = { name, account: owner, region, ...(qualifier !== undefined && { qualifier }) }
      return withFaults(call.resourceArn, call, around, () =>
        invokeByArn(there.account.functions, reference, call.payload, there),
      )
    }
    case 'Activity':
      return performActivity(resource.activityArn, call, around)
    case 'Integration':
      return performIntegration(resource, call, admission.job, around, there)
  }
}

/** Whether the role may do this, and in which account it then acts. Policies load where an account has roles. */
async function admitted(call: Call, around: Surroundings): Promise<Admission> {
  const { role, roles, otherAccount } = around.account
  if (!role && roles.size === 0 && !otherAccount) return { ok: true, account: around.account, job: WATCHED }
  const { admit } = await import('./iam')
  return admit(call, around)
}

/** The surroundings in the account where a call is made: what it leads to there, happens there. */
export function within(account: Account, around: Surroundings): Surroundings {
  if (account === around.account) return around
  const { agenda } = around
  return {
    ...around,
    account,
    agenda: {
      at: (due, happening) =>
        agenda.at(due, isInAccount(happening) ? { kind: 'InOtherAccount', happening } : happening),
    },
  }
}

/** Nobody waits for this task any more: it timed out, or its branch or execution was ended. */
export function giveUp(account: Account, taskToken: TaskToken, world: World): void {
  giveUpTask(account.pendingTasks, taskToken, world.at)
  stopJobOf(account.jobs, taskToken, world.at)
  // A best-effort cancel: what a `.sync` task started is stopped with it.
  const executions = [account, account.otherAccount].flatMap((one) => [...(one?.executions.values() ?? [])])
  for (const { executionArn, status, awaitedBy } of executions) {
    const waiting = awaitedBy.find((one) => one.taskToken === taskToken)
    if (status !== 'RUNNING' || !waiting || waiting.goesOn) continue
    world.agenda.at(world.at, { kind: 'ExecutionStops', executionArn, failure: {} })
  }
}

export function surroundingsOf(account: Account, world: World): Surroundings {
  return { ...world, account, ids: new Ids(account.chance) }
}

/** An activity that is not there fails the state before anything is scheduled (recorded); see `RefuseTask`. */
export function activityRefusal(account: Account, { resource }: Pick<Call, 'resource'>): string | undefined {
  if (resource.kind !== 'Activity' || activityOf(account, resource.activityArn)) return undefined
  return missingActivity(resource.activityArn)
}

function activityOf({ activities }: Account, activityArn: string) {
  return activities.get(activityArn.split(':')[6] ?? '')
}

function missingActivity(activityArn: string): string {
  return `The activity ${activityArn} does not exist.`
}

/** Whether the sandbox knows what a Task asks for by itself; for anything else the exercise has to give answers. */
export function isSimulated(resource: Resource): boolean {
  if (resource.kind !== 'Integration') return true
  const spoken = spokenOf(resource)
  return performerOf(spoken) !== undefined || isJob(spoken)
}

export { simulatedActions }

function performActivity(activityArn: string, call: Call, around: Surroundings): Answer {
  const activity = activityOf(around.account, activityArn)
  if (!activity) return failed('States.Runtime', missingActivity(activityArn), 0)
  keepPending(call, activityArn, around)
  return scheduleActivity(activity, call, around)
}

async function performIntegration(
  resource: Integration,
  call: Call,
  job: JobWatch,
  around: Surroundings,
  there: Surroundings,
): Promise<Answer> {
  const spoken = spokenOf(resource)
  const isAwaited = resource.pattern === 'sync' || resource.pattern === 'sync:2'
  const ask = () =>
    withFaults(spoken, call, around, () => answerOf(spoken, call, isAwaited ? job : undefined, there))
  switch (resource.pattern) {
    case 'requestResponse':
      return ask()
    case 'waitForTaskToken': {
      keepPending(call, `${resource.resourceType}:${resource.resource}`, around)
      const answer = withoutFailures(spoken, await ask())
      if (answer.kind === 'Failed') giveUpTask(around.account.pendingTasks, call.taskToken ?? '', around.at)
      if (answer.kind !== 'Succeeded') return answer
      callClients(call, spoken, around, around.at + answer.durationMs)
      return { ...answer, kind: 'Submitted' }
    }
    case 'sync':
    case 'sync:2': {
      const answer = withoutFailures(spoken, await ask())
      if (answer.kind !== 'Succeeded') return answer
      if (!awaitExecution(answer, resource.pattern, call, job, there)) endsAtOnce(answer, call, around)
      return { ...answer, kind: 'Submitted' }
    }
  }
}

/** What the exercise has written down goes first, then the simulated services and jobs. */
async function answerOf(
  spoken: string,
  call: Call,
  awaited: JobWatch | undefined,
  around: Surroundings,
): Promise<Answer> {
  const scripted = scriptedAnswer(spoken, call, around)
  if (scripted) return scripted
  if (isJob(spoken)) return submitJob(spoken, call, awaited, around)
  const performer = performerOf(spoken)
  return performer ? performer(call, around) : notScripted(spoken, 'answers', call.payload)
}

/** The task waits for the execution that the answer names; false when it names none. */
function awaitExecution(
  answer: Extract<Answer, { kind: 'Succeeded' }>,
  pattern: 'sync' | 'sync:2',
  { taskToken }: Call,
  { hears, stops }: JobWatch,
  { account, at }: Surroundings,
): boolean {
  const arn = isJsonObject(answer.output) ? answer.output.ExecutionArn : undefined
  const execution = typeof arn === 'string' ? account.executions.get(arn) : undefined
  if (!execution || taskToken === undefined) return false
  execution.awaitedBy.push({
    taskToken,
    pattern,
    from: at + answer.durationMs,
    ...(!hears && { unheard: true }),
    ...(!stops && { goesOn: true }),
  })
  return true
}

/** What an exercise writes down for a job is what the job came to. */
function endsAtOnce(
  { output, durationMs }: Extract<Answer, { kind: 'Succeeded' }>,
  { taskToken }: Call,
  { at, agenda }: Surroundings,
): void {
  if (taskToken === undefined) return
  agenda.at(at + durationMs, { kind: 'TaskSettled', taskToken, outcome: { ok: true, output } })
}

/**
 * ECS tells of tasks that it could not place in an answer that is a success. Whoever waits for such a task would
 * wait forever, so Step Functions fails it (guide, "Run Amazon ECS or Fargate tasks"); its cause is nowhere shown.
 */
function withoutFailures(spoken: string, answer: Answer): Answer {
  if (spoken !== 'ecs:runTask' || answer.kind !== 'Succeeded' || !isJsonObject(answer.output)) return answer
  const { Failures: failures } = answer.output
  if (!isJsonArray(failures) || failures.length === 0) return answer
  return failed('AmazonECS.Unknown', JSON.stringify(answer.output), answer.durationMs)
}

function keepPending({ taskToken, payload, caller }: Call, resource: string, around: Surroundings): void {
  if (taskToken === undefined) return
  around.account.pendingTasks.set(taskToken, {
    taskToken,
    executionArn: caller?.executionArn ?? '',
    stateName: caller?.stateName ?? '',
    resource,
    input: payload,
    status: 'Waiting',
    createdAt: around.at,
    heartbeats: 0,
  })
}

/** The words of the `Resource` without the pattern: `sqs:sendMessage`, `aws-sdk:sqs:sendMessage`. */
function spokenOf({ resourceType, action }: Integration): string {
  return `${resourceType}:${action}`
}
