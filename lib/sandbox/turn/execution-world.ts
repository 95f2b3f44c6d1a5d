import type { HistoryEvent, Instant, ScheduledTask, Signal, TaskToken } from '@/lib/asl'
import { answerStorage, giveUp, type Happening, perform } from '@/lib/services'
import { clockWithin, type World } from '../drive'
import { answerSignal, answerTo } from '../task-signals'
import { keepsHistory, type Member } from './members'
import { needsOfTask } from './needs'
import type { Turn } from './turn'
import type { RecordedSignal } from './turn-data'

/**
 * The world of an execution while it takes in one signal: the turn's clock and account, and the store for what it
 * records. Steps are counted on the signal.
 */
export function executionWorld(
  turn: Turn,
  member: Member,
  signal: RecordedSignal,
  mustStop: () => boolean,
): World {
  const { agenda } = turn
  const { kept, events } = member
  const set = (id: string, due: Instant, comes: Signal) =>
    agenda.set(keyOf(member, id), due, { kind: 'Signal', signal: comes }, kept.executionArn)
  return {
    clock: clockWithin(agenda, (id) => keyOf(member, id), set),
    mustStop,
    record: (made) => {
      signal.steps += 1
      kept.lastEventId += made.length
      if (keepsHistory(kept)) for (const event of made) kept.historyBytes += keepText(events, event)
    },
    recordChildren: (parts, mapRuns) => {
      kept.historyBytes += turn.children.record(kept.executionArn, parts, mapRuns)
    },
    askStorage: (requestId, request) => {
      const answer = answerStorage(turn.account.buckets, request, agenda.now)
      set(requestId, agenda.now, { type: 'StorageAnswered', at: agenda.now, requestId, answer })
    },
    schedule: async (task) => {
      if (turn.has(needsOfTask(task))) return askService(turn, member, task)
      turn.defer({
        key: keyOf(member, `call ${task.taskToken}`),
        number: 0,
        due: agenda.now,
        executionArn: kept.executionArn,
        what: { kind: 'Call', task },
      })
    },
    cancel: (taskToken) => cancel(turn, member, taskToken),
  }
}

/** Asks a service to do a task's work. What the call leads to comes after its own answer. */
export async function askService(turn: Turn, member: Member, task: ScheduledTask): Promise<void> {
  const { running, kept } = member
  const { taskToken, stateName } = task
  if (!running || kept.status !== 'RUNNING') return
  turn.touched.add(kept.executionArn)
  const { executionArn, stateMachineArn, roleArn } = running.identity
  const later: [Instant, Happening][] = []
  const world = {
    ...turn.serviceWorld(),
    agenda: { at: (due: Instant, what: Happening) => later.push([due, what]) },
  }
  const caller = { executionArn, stateMachineArn, stateName, roleArn }
  const answer = await perform(turn.account, { ...task, caller }, world)
  const at = turn.agenda.now + answer.durationMs
  const signal = answerSignal(answer, taskToken, at)
  if (signal)
    turn.agenda.set(keyOf(member, answerTo(taskToken)), at, { kind: 'Signal', signal }, executionArn)
  turn.tasks.scheduled(
    task,
    executionArn,
    answer,
    later.map(([, what]) => what),
  )
  for (const [due, what] of later) turn.expect(due, what)
}

function cancel(turn: Turn, member: Member, taskToken: TaskToken): void {
  turn.agenda.clear(keyOf(member, answerTo(taskToken)))
  const awaited = turn.tasks.get(taskToken)?.awaits
  turn.tasks.close(taskToken)
  giveUp(turn.account, taskToken, turn.serviceWorld())
  if (awaited !== undefined && !turn.members.has(awaited))
    turn.expect(turn.agenda.now, { kind: 'ExecutionStops', executionArn: awaited, failure: {} })
}

function keyOf({ kept }: Member, id: string): string {
  return `${kept.number} ${id}`
}

/** Bytes of UTF-8, or a little more. */
function keepText(texts: string[], event: HistoryEvent): number {
  const text = JSON.stringify(event)
  texts.push(text)
  return text.length
}
