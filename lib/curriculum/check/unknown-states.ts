import { parse } from '@/lib/asl'
import type { Check, Exercise } from '@/lib/exercises'
import type { AccountProblem } from '@/lib/exercises/schemas'
import { stateNames } from './state-names'

/** States that a check asks for and no definition of the exercise has: it would hold, or fail, for nothing. */
export function unknownStates(exercise: Exercise): AccountProblem[] {
  const known = new Set(definitionsOf(exercise).flatMap(namesIn))
  const about = ({ check, path }: { check: Check; path: AccountProblem['path'] }): AccountProblem[] => {
    const state = 'state' in check ? check.state : undefined
    if (state === undefined || known.has(state)) return []
    return [
      {
        path: [...path, 'state'],
        message: `No definition of this exercise has a state called "${state}".`,
        hint: `Write one of: ${[...known].join(', ')}.`,
      },
    ]
  }
  return checksOf(exercise).flatMap(about)
}

function checksOf(exercise: Exercise): { check: Check; path: AccountProblem['path'] }[] {
  if (exercise.kind === 'predict') {
    return exercise.prompts.flatMap(({ options }, place) =>
      options.map(({ holds }, option) => ({
        check: holds,
        path: ['prompts', place, 'options', option, 'holds'],
      })),
    )
  }
  return exercise.checks.flatMap(({ expect, expectIn = {} }, place) => [
    { check: expect, path: ['checks', place, 'expect'] },
    ...Object.entries(expectIn).map(([id, check]) => ({ check, path: ['checks', place, 'expectIn', id] })),
  ])
}

function definitionsOf(exercise: Exercise): string[] {
  return exercise.kind === 'predict'
    ? [exercise.definition]
    : [exercise.solution, exercise.starter, ...exercise.mistakes.map(({ definition }) => definition)]
}

/** None for a text that is no definition; that is reported elsewhere. */
function namesIn(definition: string): string[] {
  const parsed = parse(definition)
  return parsed.ok ? stateNames(parsed.machine) : []
}
