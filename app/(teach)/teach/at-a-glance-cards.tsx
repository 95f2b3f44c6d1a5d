import Link from 'next/link'
import type { ReactNode } from 'react'
import type { CohortPage } from '@/lib/cohorts'
import { atAGlance } from './at-a-glance'
import { learnerUrl } from './learner-url'

const MOST_NAMES = 5

/** Who is stuck now, which exercise holds people up, who has not started: before anything else. */
export function AtAGlanceCards({ page }: { page: CohortPage }) {
  const { stuck, bottleneck, notStarted } = atAGlance(page)
  return (
    <div className="mt-10 grid gap-x-10 gap-y-8 sm:grid-cols-3">
      {page.pages > 1 && (
        <p className="text-ink-soft sm:col-span-3">Of the {page.rows.length} learners on this page:</p>
      )}
      <Card title="Who is stuck" count={stuck.length} none="Nobody">
        {stuck.slice(0, MOST_NAMES).map(({ learnerId, name, exercises }) => (
          <li key={learnerId}>
            <Link
              href={learnerUrl(learnerId, exercises[0]?.id)}
              className="font-semibold text-accent hover:underline"
            >
              {name}
            </Link>{' '}
            <span className="text-ink-soft">on {exercises.map(({ title }) => `“${title}”`).join(', ')}</span>
          </li>
        ))}
        <More than={MOST_NAMES} of={stuck.length} />
      </Card>
      <Card title="Where people are held up" none="Nowhere so far">
        {bottleneck && (
          <li>
            <span className="font-semibold">{bottleneck.title}</span>
            <span className="block text-ink-soft">
              {bottleneck.failing} checked it and not passed, {bottleneck.passed} passed
            </span>
          </li>
        )}
      </Card>
      <Card title="Who has not started" count={notStarted.length} none="Everybody has">
        {notStarted.slice(0, MOST_NAMES).map(({ learnerId, name }) => (
          <li key={learnerId}>{name}</li>
        ))}
        <More than={MOST_NAMES} of={notStarted.length} />
      </Card>
    </div>
  )
}

function Card({
  title,
  count,
  none,
  children,
}: {
  title: string
  count?: number
  none: string
  children: ReactNode
}) {
  const isEmpty = count === 0 || children === undefined || children === null
  return (
    <section className="border-t-2 border-ink pt-3">
      <h2 className="flex min-h-9 items-baseline justify-between gap-3 text-[0.9375rem] font-semibold text-ink-soft">
        {title}
        {count !== undefined && count > 0 && (
          <span className="text-2xl leading-9 font-bold text-ink">{count}</span>
        )}
      </h2>
      {isEmpty ? <p className="mt-2">{none}</p> : <ul className="mt-2 space-y-1.5">{children}</ul>}
    </section>
  )
}

function More({ than, of }: { than: number; of: number }) {
  return of > than ? <li className="text-ink-faint">and {of - than} more, below</li> : null
}
