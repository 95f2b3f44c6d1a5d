import { redriveRefusal } from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import { mayAssumeRole, operationOf, perform, provision, type Reply, surroundingsOf } from '@/lib/services'
import type { Turn } from './turn'
import type { Answers, Command, KeptExecution, StartCommand } from './turn-data'

type CommandOf<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>

/** Does what somebody asks of the sandbox, and answers by the kind of the command. */
export async function obey(turn: Turn, command: Command): Promise<Answers[Command['kind']]> {
  switch (command.kind) {
    case 'Start':
      return start(turn, command.start)
    case 'Stop':
      return stop(turn, command)
    case 'Redrive':
      return redrive(turn, command)
    case 'Answer':
      return answerTask(turn, command)
    case 'TakeTask':
      return takeTask(turn, command)
    case 'Halt': {
      const member = turn.members.get(command.executionArn)
      if (member?.kept.status === 'RUNNING') turn.halt(member, command.message)
      return undefined
    }
    case 'Forget':
      turn.agenda.clear(command.key)
      return undefined
    case 'UpdateMapRun':
      return updateMapRun(turn, command)
    case 'TryTask': {
      const answer = await perform(turn.account, command.task, turn.serviceWorld())
      if (answer.kind === 'Failed') return { failure: answer.failure }
      return { result: answer.kind === 'Queued' ? {} : answer.output }
    }
    case 'CallService':
      return callService(turn, command)
    case 'Provision':
      return command.changes.map((change) => provision(turn.account, change))
    case 'AssumeRole':
      return mayAssumeRole(turn.account, command.asked, turn.agenda.now)
  }
}

async function start(turn: Turn, command: StartCommand): Promise<Answers['Start']> {
  const { runningAtMost, isFull } = turn.facts
  const earlier =
    command.executionArn === undefined ? undefined : turn.members.get(command.executionArn)?.kept
  if (earlier?.status === 'RUNNING' && earlier.input === command.input)
    return { kind: 'Started', executionArn: earlier.executionArn, startDate: earlier.startDate }
  if (earlier) return { kind: 'NameTaken', executionArn: earlier.executionArn }
  if (turn.running >= runningAtMost) return { kind: 'TooManyRunning' }
  if (isFull) return { kind: 'StorageFull' }
  const member = turn.begin(command)
  const { executionArn, startDate } = member.kept
  await turn.take(member, { type: 'Started', at: startDate, input: JSON.parse(command.input) as JsonValue })
  return { kind: 'Started', executionArn, startDate }
}

async function stop(turn: Turn, { executionArn, failure }: CommandOf<'Stop'>): Promise<Answers['Stop']> {
  const member = turn.members.get(executionArn)
  if (!member) return { kind: 'DoesNotExist' }
  await turn.take(member, { type: 'Stopped', at: turn.agenda.now, failure })
  return { kind: 'Stopped', stopDate: member.kept.stopDate ?? turn.agenda.now }
}

async function redrive(
  turn: Turn,
  { executionArn, clientToken }: CommandOf<'Redrive'>,
): Promise<Answers['Redrive']> {
  const member = turn.members.get(executionArn)
  if (!member) return { kind: 'DoesNotExist' }
  const { kept, running } = member
  const before = clientToken === undefined ? undefined : kept.redrives[clientToken]
  if (before !== undefined) return { kind: 'Redriven', redriveDate: before }
  const redriveDate = turn.agenda.now
  const reason = running && !kept.isHalted ? redriveRefusal(running, redriveDate) : unredrivable(kept)
  if (reason !== undefined) return { kind: 'NotRedrivable', reason }
  if (turn.running >= turn.facts.runningAtMost) return { kind: 'TooManyRunning' }
  turn.revive(member)
  kept.redriveCount += 1
  kept.redriveDate = redriveDate
  if (clientToken !== undefined) kept.redrives = { ...kept.redrives, [clientToken]: redriveDate }
  await turn.take(member, { type: 'Redriven', at: redriveDate })
  return { kind: 'Redriven', redriveDate }
}

/** Why an execution that nothing can come of cannot be redriven. */
function unredrivable({ status, isHalted }: KeptExecution): string {
  return isHalted
    ? 'Stepwise stopped this execution at a limit of its own.'
    : `Execution is ${status} and cannot be redriven`
}

async function answerTask(
  turn: Turn,
  { taskToken, answer }: CommandOf<'Answer'>,
): Promise<Answers['Answer']> {
  const task = turn.tasks.get(taskToken)
  if (!task?.pending) return 'UnknownToken'
  const member = turn.members.get(task.executionArn)
  if (task.waitsFor === 'Nobody' || task.pending.status !== 'Waiting' || !member) return 'TimedOut'
  const at = turn.agenda.now
  switch (answer.kind) {
    case 'Heartbeat':
      turn.tasks.beat(taskToken)
      await turn.take(member, { type: 'TaskHeartbeat', at, taskToken })
      break
    case 'Success':
      turn.tasks.answered(taskToken, 'Succeeded', at)
      await turn.take(member, { type: 'TaskSucceeded', at, taskToken, output: answer.output })
      break
    case 'Failure':
      turn.tasks.answered(taskToken, 'Failed', at)
      await turn.take(member, { type: 'TaskFailed', at, taskToken, failure: answer.failure })
  }
  return 'Accepted'
}

async function takeTask(
  turn: Turn,
  { activity, workerName }: CommandOf<'TakeTask'>,
): Promise<Answers['TakeTask']> {
  const task = turn.tasks.takeFrom(activity)
  const member = task && turn.members.get(task.executionArn)
  if (!task?.pending || !member) return undefined
  const { taskToken } = task
  const at = turn.agenda.now
  await turn.take(member, {
    type: 'TaskStarted',
    at,
    taskToken,
    ...(workerName !== undefined && { workerName }),
  })
  return { taskToken, input: task.pending.input }
}

async function updateMapRun(
  turn: Turn,
  { executionArn, mapRunArn, changes }: CommandOf<'UpdateMapRun'>,
): Promise<Answers['UpdateMapRun']> {
  const member = turn.members.get(executionArn)
  if (member?.kept.status !== 'RUNNING') return 'Ended'
  await turn.take(member, { type: 'MapRunUpdated', at: turn.agenda.now, mapRunArn, changes })
  return 'Updated'
}

async function callService(
  turn: Turn,
  { service, action, request }: CommandOf<'CallService'>,
): Promise<Reply> {
  const operation = operationOf(service, action)
  if (!operation) return { ok: false, notSimulated: `${service}:${action}` }
  return operation(request, surroundingsOf(turn.account, turn.serviceWorld()))
}
