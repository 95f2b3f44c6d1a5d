import type { ExerciseForLearner } from '@/lib/exercises'
import { Shell } from './shell'
import { starterOf } from './subject'
import { WorkbenchLoader } from './workbench-loader'
import { pictureOf } from './workers/reading'

/** Where to go once an exercise has been passed. */
export interface NextStep {
  href: string
  title: string
}

/**
 * Editor, graph, run and check of one exercise. Rendered on the server as text and picture; the live workbench takes
 * their place, in the same space, when the reader comes near.
 */
export function Workbench({
  exercise,
  nonce,
  next,
}: {
  exercise: ExerciseForLearner
  /** Of the page's Content-Security-Policy, for the editor's styles. */
  nonce: string | undefined
  /** Where to go after passing. */
  next?: NextStep
}) {
  const picture = pictureOf(starterOf(exercise))
  return (
    <WorkbenchLoader subject={exercise} picture={picture} nonce={nonce} {...(next && { next })}>
      <Shell subject={exercise} picture={picture} />
    </WorkbenchLoader>
  )
}
