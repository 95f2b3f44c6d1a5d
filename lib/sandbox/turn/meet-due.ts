import type { JsonValue } from '@/lib/json'
import { type Happening, happen } from '@/lib/services'
import { signalOf } from '../task-signals'
import { askService } from './execution-world'
import type { Member } from './members'
import { needsOf } from './needs'
import type { Turn } from './turn'
import type { Appointment } from './turn-data'

/** Lets happen what is due, until nothing is or time is over. What has to wait for another turn is appointed anew. */
export async function meetDue(turn: Turn): Promise<void> {
  for (let next = turn.next(); next; next = turn.next()) await meet(turn, next)
  turn.appointDeferred()
}

async function meet(turn: Turn, appointment: Appointment): Promise<void> {
  if (!turn.has(needsOf(appointment))) {
    turn.defer(appointment)
    return
  }
  const { what, executionArn } = appointment
  const member = executionArn === undefined ? undefined : turn.members.get(executionArn)
  switch (what.kind) {
    case 'Signal':
      return member && turn.take(member, what.signal)
    case 'Call':
      return member && askService(turn, member, what.task)
    case 'Happening':
      return meetHappening(turn, what.happening)
  }
}

async function meetHappening(turn: Turn, happening: Happening): Promise<void> {
  switch (happening.kind) {
    case 'TaskStarted':
    case 'TaskHeartbeat':
    case 'TaskSettled': {
      const task = turn.tasks.get(happening.taskToken)
      const member = task && turn.members.get(task.executionArn)
      if (!member) return
      if (happening.kind === 'TaskSettled') turn.tasks.close(happening.taskToken)
      return turn.take(member, signalOf(happening, turn.agenda.now))
    }
    case 'ExecutionStarts': {
      const member = turn.members.get(happening.executionArn)
      return member && startAdopted(turn, member)
    }
    case 'ExecutionStops': {
      const { executionArn, failure } = happening
      const member = turn.members.get(executionArn)
      return member && turn.take(member, { type: 'Stopped', at: turn.agenda.now, failure })
    }
    default:
      try {
        return await happen(turn.account, happening, turn.serviceWorld())
      } catch (error) {
        turn.noteFault(error)
      }
  }
}

async function startAdopted(turn: Turn, member: Member): Promise<void> {
  const { isFull, runningAtMost } = turn.facts
  if (isFull) return turn.halt(member, 'This sandbox has no room for more executions.')
  if (turn.running > runningAtMost)
    return turn.halt(member, `This sandbox runs ${runningAtMost} executions already, and no more at once.`)
  const input = JSON.parse(member.kept.input) as JsonValue
  return turn.take(member, { type: 'Started', at: turn.agenda.now, input })
}
