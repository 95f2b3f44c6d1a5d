import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { exerciseAnchor } from '@/app/_lesson/anchors'
import { ExerciseBlock } from '@/app/_lesson/exercise-block'
import { requestNonce } from '@/app/_server'
import { exerciseForLearner, lessons } from '@/lib/curriculum/server'
import { currentStandings } from '../../current-progress'

interface Props {
  params: Promise<{ id: string[] }>
}

async function exerciseIdOf(params: Props['params']): Promise<string> {
  return (await params).id.join('/')
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const exercise = exerciseForLearner(await exerciseIdOf(params))
  return exercise ? { title: exercise.title, description: exercise.summary } : {}
}

/** One exercise with the whole width to itself; drafts and attempts are the same as in its lesson. */
export default async function ExercisePage({ params }: Props) {
  const id = await exerciseIdOf(params)
  if (!exerciseForLearner(id)) notFound()
  const standings = await currentStandings()
  const lesson = lessons().find(({ exercises }) => exercises.includes(id))
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-lesson px-4 pt-10 outline-none sm:px-6 sm:pt-14">
      {lesson && (
        <Link
          href={`/lessons/${lesson.slug}#${exerciseAnchor(id)}`}
          className="mb-5 inline-flex items-center gap-1.5 text-[0.9375rem] text-ink-soft hover:text-accent"
        >
          <ArrowLeft aria-hidden className="size-4" />
          In the lesson “{lesson.title}”
        </Link>
      )}
      <ExerciseBlock
        id={id}
        nonce={await requestNonce()}
        next={lesson && nextIn(lesson.exercises, id)}
        standing={standings.get(id)}
        level={1}
      />
    </main>
  )
}

/** The exercise that follows in the lesson. */
function nextIn(ids: readonly string[], id: string) {
  const next = exerciseForLearner(ids[ids.indexOf(id) + 1] ?? '')
  return next && { href: `/exercises/${next.id}`, title: next.title }
}
