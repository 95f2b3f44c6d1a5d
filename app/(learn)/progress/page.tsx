import type { Metadata } from 'next'
import Link from 'next/link'
import { exerciseAnchor, questionAnchor } from '@/app/_lesson/anchors'
import { currentPerson } from '@/app/_server'
import { ButtonLink } from '@/app/_ui/button'
import { StandingMark, standingFaces } from '@/app/_ui/standing-mark'
import { type ExerciseProgress, isPassed, type LessonProgress } from '@/lib/progress'
import { currentProgress } from '../current-progress'
import { GoOn } from '../go-on'
import { stepUrl } from '../step-url'

export const metadata: Metadata = { title: 'Your progress', robots: { index: false } }

export default async function ProgressPage() {
  const [person, { progress, goOn, hasBegun }] = await Promise.all([currentPerson(), currentProgress()])
  const exercises = progress.lessons.flatMap((lesson) => lesson.exercises)
  const questions = progress.lessons.flatMap((lesson) => lesson.questions)
  const passed = exercises.filter(isPassed).length
  const answered = questions.filter((question) => question.state !== 'unanswered').length
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-lesson px-4 pt-12 outline-none sm:px-6 sm:pt-16">
      <h1 className="text-4xl font-bold tracking-tight sm:text-5xl">Your progress</h1>
      <p className="mt-4 text-xl text-ink-soft">
        {passed} of {exercises.length} exercises passed, {answered} of {questions.length} questions answered.
      </p>
      {goOn && <GoOn step={goOn} hasBegun={hasBegun} />}
      {hasBegun && progress.next && progress.next.exercise?.id !== goOn?.exercise?.id && (
        <p className="mt-5">
          Next to do:{' '}
          <Link
            href={stepUrl(progress.next)}
            className="font-semibold text-accent underline underline-offset-4"
          >
            {progress.next.exercise?.title ?? `the questions of “${progress.next.lessonTitle}”`}
          </Link>
        </p>
      )}
      {!progress.next && (
        <p className="mt-5 font-semibold text-succeeded">Everything there is so far is done.</p>
      )}
      <div className="mt-14 max-w-[58rem] space-y-14">
        {progress.lessons.map((lesson) => (
          <LessonStanding key={lesson.slug} lesson={lesson} />
        ))}
      </div>
      <WhereItIsKept isGuest={person?.isGuest} />
    </main>
  )
}

function LessonStanding({ lesson }: { lesson: LessonProgress }) {
  const right = lesson.questions.filter((question) => question.state === 'right').length
  const answered = lesson.questions.filter((question) => question.state !== 'unanswered').length
  const [firstQuestion] = lesson.questions
  return (
    <section aria-labelledby={lesson.slug}>
      <h2 id={lesson.slug} className="text-2xl font-bold tracking-tight">
        <Link href={`/lessons/${lesson.slug}`} className="hover:text-accent hover:underline">
          {lesson.title}
        </Link>
      </h2>
      <ul className="mt-4 divide-y divide-line border-y border-line">
        {lesson.exercises.map((exercise) => (
          <li key={exercise.id}>
            <Row
              href={`/lessons/${lesson.slug}#${exerciseAnchor(exercise.id)}`}
              title={exercise.title}
              mark={<StandingMark of={exercise.state} />}
              standing={standingText(exercise)}
            />
          </li>
        ))}
        {firstQuestion && (
          <li>
            <Row
              href={`/lessons/${lesson.slug}#${questionAnchor(firstQuestion.id)}`}
              title="Questions"
              mark={
                <StandingMark
                  of={
                    answered === 0 ? 'not-started' : answered < lesson.questions.length ? 'started' : 'passed'
                  }
                />
              }
              standing={
                answered === 0
                  ? `${lesson.questions.length} to answer`
                  : `${answered} of ${lesson.questions.length} answered, ${right} right`
              }
            />
          </li>
        )}
      </ul>
    </section>
  )
}

function Row({
  href,
  title,
  mark,
  standing,
}: {
  href: string
  title: string
  mark: React.ReactNode
  standing: string
}) {
  return (
    <Link href={href} className="group flex flex-wrap items-center gap-x-4 gap-y-1 py-3.5">
      {mark}
      <span className="min-w-0 flex-1 font-semibold group-hover:text-accent group-hover:underline">
        {title}
      </span>
      <span className="w-full pl-11 text-[0.9375rem] text-ink-soft sm:w-auto sm:pl-0">{standing}</span>
    </Link>
  )
}

function WhereItIsKept({ isGuest }: { isGuest: boolean | undefined }) {
  if (isGuest === false) return null
  return (
    <aside className="mt-16 max-w-prose rounded-lg bg-accent-wash p-6">
      <h2 className="font-bold">Kept in this browser’s guest account</h2>
      <p className="mt-2 text-ink-soft">
        {isGuest
          ? 'What you did is on this server under a guest account that only this browser knows. Sign up to keep it for good and to find it on other devices; nothing is lost on the way.'
          : 'Nothing is kept yet. With your first exercise a guest account is made that only this browser knows; sign up whenever you want to keep it for good.'}
      </p>
      <p className="mt-4 flex flex-wrap gap-3">
        <ButtonLink look="secondary" href="/sign-up">
          Sign up to keep it
        </ButtonLink>
        <ButtonLink look="quiet" href="/sign-in">
          I have an account
        </ButtonLink>
      </p>
    </aside>
  )
}

function standingText({ state, attempts, minutes }: ExerciseProgress): string {
  const words = standingFaces[state].words
  if (state === 'not-started') return `about ${minutes} min`
  if (attempts === 0) return words
  return `${words}, ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`
}
