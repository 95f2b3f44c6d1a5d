import { type Exercise, forLearner } from '@/lib/exercises'
import type { AccountProblem } from '@/lib/exercises/schemas'

/** What a learner's browser gets must not give a hidden scenario away: neither its id nor its input. */
export function leaks(exercise: Exercise): AccountProblem[] {
  const seen = JSON.stringify(forLearner(exercise))
  return exercise.scenarios.flatMap(({ id, hidden, input }, place) => {
    if (!hidden) return []
    const path = ['scenarios', place]
    return [
      ...(seen.includes(id)
        ? [
            {
              path: [...path, 'id'],
              message: `What learners may read has the id "${id}" of this hidden scenario.`,
              hint: 'Choose an id that no text and no name of the exercise has.',
            },
          ]
        : []),
      ...(seen.includes(JSON.stringify(input))
        ? [
            {
              path: [...path, 'input'],
              message: 'This hidden scenario has an input that learners may read.',
              hint: 'Give it an input of its own, so that an answer made for the visible ones fails.',
            },
          ]
        : []),
    ]
  })
}
