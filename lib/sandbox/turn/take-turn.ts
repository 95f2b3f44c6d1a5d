import { newActivity, restoredAccount, savedAccount } from '@/lib/services'
import { meetDue } from './meet-due'
import { madeOf } from './members'
import { obey } from './obey'
import { Turn, type TurnWorld } from './turn'
import type { Answers, Command, TurnGiven, TurnMade } from './turn-data'

/**
 * Takes one turn of a sandbox. Nothing is read or kept but what is given and made, so a turn that comes to nothing,
 * because its process died or lost its lease, can be taken again as if it had never been.
 */
export async function takeTurn(given: TurnGiven, world: TurnWorld): Promise<TurnMade> {
  const account = restoredAccount(given.parts)
  for (const name of given.activities) {
    if (!account.activities.has(name)) account.activities.set(name, newActivity(name, {}))
  }
  for (const name of account.activities.keys()) {
    if (!given.activities.includes(name)) account.activities.delete(name)
  }
  const turn = new Turn(given, account, world)
  const answers: Answers[Command['kind']][] = []
  for (const command of given.commands) answers.push(await obey(turn, command))
  await meetDue(turn)
  return {
    answers,
    now: turn.agenda.now,
    isCut: turn.isCut,
    executionsMade: turn.executionsMade,
    appointmentsMade: turn.agenda.made,
    executions: [...turn.members.values()].flatMap(
      (member) => madeOf(member, turn.touched.has(member.kept.executionArn)) ?? [],
    ),
    ...turn.children.made(),
    appointments: { ...turn.agenda.changes(), clearedOf: [...turn.ended] },
    tasks: turn.tasks.changes(),
    parts: changedParts(given.parts, savedAccount(account)),
  }
}

function changedParts(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Map<string, string | undefined> {
  const changed = new Map<string, string | undefined>()
  for (const [name, text] of after) if (before.get(name) !== text) changed.set(name, text)
  for (const name of before.keys()) if (!after.has(name)) changed.set(name, undefined)
  return changed
}
