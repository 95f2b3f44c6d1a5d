import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { ButtonLink } from '@/app/_ui/button'
import type { Step } from '@/lib/progress'
import { stepUrl } from './step-url'

/** The way to go on: to where a learner stopped, or for a newcomer to the beginning. */
export function GoOn({ step, hasBegun, newcomer }: { step: Step; hasBegun: boolean; newcomer?: ReactNode }) {
  const { exercise, lessonTitle } = step
  return (
    <div className="mt-8 flex flex-wrap items-center gap-x-5 gap-y-3">
      <ButtonLink look="primary" size="lg" href={stepUrl(step)} className="whitespace-normal">
        {hasBegun ? 'Resume where I stopped' : 'Start the first lesson'}
        <ArrowRight aria-hidden />
      </ButtonLink>
      <p className="text-ink-soft">
        {hasBegun ? (exercise ? `at “${exercise.title}”` : `in “${lessonTitle}”`) : newcomer}
      </p>
    </div>
  )
}
