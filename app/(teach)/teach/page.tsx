import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { requireInstructor } from '@/app/_server'
import type { CohortPage } from '@/lib/cohorts'
import { cohortPage } from '@/lib/cohorts/server'
import { AtAGlanceCards } from './at-a-glance-cards'
import { CohortMatrix } from './cohort-matrix'

export const metadata: Metadata = { title: 'Teach' }

interface Props {
  searchParams: Promise<{ cohort?: string | string[]; page?: string | string[] }>
}

export default async function TeachPage({ searchParams }: Props) {
  const instructor = await requireInstructor()
  const { cohort, page } = await searchParams
  const shown = await cohortPage(instructor, {
    ...(typeof cohort === 'string' && { cohortId: cohort }),
    ...(typeof page === 'string' && /^\d{1,6}$/.test(page) && { page: Number(page) }),
  })
  if (!shown) notFound()
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-lesson px-4 pt-12 outline-none sm:px-6 sm:pt-16">
      <h1 className="text-4xl font-bold tracking-tight sm:text-5xl">{shown.cohort.name}</h1>
      <p className="mt-4 text-xl text-ink-soft">
        {shown.cohort.learners} {shown.cohort.learners === 1 ? 'learner' : 'learners'},{' '}
        {shown.exercises.length} exercises.
      </p>
      <OtherCohorts shown={shown} />
      {shown.cohort.learners === 0 ? (
        <p className="mt-10 max-w-prose text-ink-soft">
          Nobody is here yet. Whoever signs up on this installation appears in this table with the first thing
          they do.
        </p>
      ) : (
        <>
          <AtAGlanceCards page={shown} />
          <CohortMatrix page={shown} />
          <Pages shown={shown} />
        </>
      )}
    </main>
  )
}

function OtherCohorts({ shown }: { shown: CohortPage }) {
  if (shown.cohorts.length < 2) return null
  return (
    <nav aria-label="Cohorts" className="mt-5 flex flex-wrap gap-2">
      {shown.cohorts.map(({ id, name, learners }) => (
        <Link
          key={id}
          href={`/teach?cohort=${encodeURIComponent(id)}`}
          aria-current={id === shown.cohort.id ? 'page' : undefined}
          className="rounded-md border border-line px-3 py-1.5 text-[0.9375rem] text-ink-soft hover:border-accent aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-accent"
        >
          {name} ({learners})
        </Link>
      ))}
    </nav>
  )
}

function Pages({ shown }: { shown: CohortPage }) {
  if (shown.pages < 2) return null
  const to = (page: number) => `/teach?cohort=${encodeURIComponent(shown.cohort.id)}&page=${page}`
  return (
    <nav aria-label="Pages of learners" className="mt-6 flex items-center gap-5">
      {shown.page > 1 && (
        <Link href={to(shown.page - 1)} className="font-semibold text-accent hover:underline">
          Those before
        </Link>
      )}
      <span className="text-ink-soft">
        Page {shown.page} of {shown.pages}
      </span>
      {shown.page < shown.pages && (
        <Link href={to(shown.page + 1)} className="font-semibold text-accent hover:underline">
          Those after
        </Link>
      )}
    </nav>
  )
}
