import type { CheckOf } from '../check'
import { ending } from './ending'
import { type Finding, fails, holds, type Subject } from './finding'
import { entriesOf, isEntered, lastId } from './history'
import { howOften, isOftenEnough } from './often'
import { placeOfState, stateNamed } from './places'
import { listed, times } from './words'

export function judgeStateEntered(check: CheckOf<'StateEntered'>, subject: Subject): Finding {
  const { run, machine } = subject
  const ids = entriesOf(run.history, check.state)
  if (isOftenEnough(ids.length, check)) return holds(ids)
  const expected = `It goes through "${check.state}"${howOften(check)}.`
  if (!stateNamed(machine, check.state)) {
    return fails(`There is no state called "${check.state}".`, expected, [], '/States')
  }
  if (ids.length > 0) {
    return fails(
      `It went through "${check.state}" ${times(ids.length)}.`,
      expected,
      ids,
      placeOfState(machine, check.state),
    )
  }
  const end = ending(subject)
  return fails(
    `It never came to "${check.state}": it went ${route(subject)}. ${end.text}`,
    expected,
    lastId(run.history),
    end.at ?? placeOfState(machine, run.history.findLast(isEntered)?.details.name),
  )
}

export function judgeStateNotEntered(check: CheckOf<'StateNotEntered'>, subject: Subject): Finding {
  const ids = entriesOf(subject.run.history, check.state)
  if (ids.length === 0) return holds(lastId(subject.run.history))
  return fails(
    `It went through "${check.state}": ${route(subject)}.`,
    `It does not go through "${check.state}".`,
    ids,
    placeOfState(subject.machine, check.state),
  )
}

function route({ run }: Subject): string {
  const names = run.history.filter(isEntered).map((event) => event.details.name)
  return names.length === 0 ? 'nowhere' : listed(names, 8).replaceAll(', ', ' → ')
}
