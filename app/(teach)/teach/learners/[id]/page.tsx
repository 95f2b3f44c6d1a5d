import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { requireInstructor } from '@/app/_server'
import { StandingMark, standingFaces } from '@/app/_ui/standing-mark'
import { lastAttempt, learnerPage } from '@/lib/cohorts/server'
import { agoText } from '../../ago-text'
import { learnerUrl } from '../../learner-url'
import { AttemptView } from './attempt-view'

export const metadata: Metadata = { title: 'Learner' }

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<{ exercise?: string | string[] }>
}

export default async function LearnerPage({ params, searchParams }: Props) {
  const instructor = await requireInstructor()
  const [{ id }, { exercise: asked }] = await Promise.all([params, searchParams])
  const learner = await learnerPage(instructor, id)
  if (!learner) notFound()
  const tried = learner.cells.filter((cell) => cell.attempts > 0)
  const chosen =
    tried.find((cell) => cell.exerciseId === asked) ??
    tried.find((cell) => cell.state === 'stuck') ??
    tried[0]
  const attempt = chosen && (await lastAttempt(instructor, id, chosen.exerciseId))
  const titles = new Map(learner.exercises.map((exercise) => [exercise.id, exercise.title]))
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-lesson px-4 pt-10 outline-none sm:px-6 sm:pt-14">
      <Link
        href="/teach"
        className="inline-flex items-center gap-1.5 text-[0.9375rem] text-ink-soft hover:text-accent"
      >
        <ArrowLeft aria-hidden className="size-4" />
        All learners
      </Link>
      <h1 className="mt-3 text-4xl font-bold tracking-tight">{learner.name}</h1>
      <p className="mt-3 text-lg text-ink-soft">
        {learner.lastActive
          ? `Last active ${agoText(learner.lastActive, new Date())}`
          : 'Has not started yet'}
      </p>
      <div className="mt-10 grid gap-x-12 gap-y-10 lg:grid-cols-[18rem_minmax(0,1fr)]">
        <nav aria-label="Exercises of this learner">
          <ul className="divide-y divide-line border-y border-line">
            {learner.cells.map((cell) => (
              <li key={cell.exerciseId}>
                <Line
                  href={cell.attempts > 0 ? learnerUrl(id, cell.exerciseId) : undefined}
                  isChosen={cell === chosen}
                  title={titles.get(cell.exerciseId) ?? cell.exerciseId}
                  mark={<StandingMark of={cell.state} />}
                  words={
                    cell.attempts === 0
                      ? standingFaces[cell.state].words
                      : `${cell.attempts} ${cell.attempts === 1 ? 'attempt' : 'attempts'}`
                  }
                />
              </li>
            ))}
          </ul>
        </nav>
        {attempt ? (
          <AttemptView attempt={attempt} title={titles.get(attempt.exerciseId) ?? attempt.exerciseId} />
        ) : (
          <p className="text-ink-soft">Nothing has been handed in yet.</p>
        )}
      </div>
    </main>
  )
}

function Line(line: {
  href: string | undefined
  isChosen: boolean
  title: string
  mark: React.ReactNode
  words: string
}) {
  const inside = (
    <>
      {line.mark}
      <span className="min-w-0">
        <span className="block font-semibold group-hover:text-accent group-aria-[current]:text-accent">
          {line.title}
        </span>
        <span className="block text-sm text-ink-soft">{line.words}</span>
      </span>
    </>
  )
  if (!line.href) return <div className="flex items-center gap-3 py-3">{inside}</div>
  return (
    <Link
      href={line.href}
      aria-current={line.isChosen ? 'true' : undefined}
      className="group flex items-center gap-3 py-3"
    >
      {inside}
    </Link>
  )
}
