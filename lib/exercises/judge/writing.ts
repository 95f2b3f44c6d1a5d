import { childPointer } from '@/lib/json'
import type { CheckOf } from '../check'
import { type Finding, fails, holds, type Subject } from './finding'
import { isEntered } from './history'
import { states } from './places'
import { listed } from './words'

/** How a definition is written. */
export function judgeResourceUsed(check: CheckOf<'ResourceUsed'>, { run, machine }: Subject): Finding {
  const tasks = states(machine).filter((state) => state.type === 'Task')
  const using = new Set(tasks.filter((task) => task.resourceArn === check.resource).map((task) => task.name))
  if (using.size > 0) {
    return holds(
      run.history.filter((event) => isEntered(event) && using.has(event.details.name)).map(({ id }) => id),
    )
  }
  const [first] = tasks
  return fails(
    first
      ? `The tasks use ${listed([...new Set(tasks.map((task) => task.resourceArn))])}.`
      : 'There is no Task in the definition.',
    `A Task has the Resource ${check.resource}.`,
    [],
    first ? childPointer(first.at, 'Resource') : '/States',
  )
}
