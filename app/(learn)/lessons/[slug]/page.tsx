import { ArrowLeft, ArrowRight, Clock } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { compileText } from '@/app/_lesson/compile'
import { ExamTags } from '@/app/_lesson/exam-tags'
import { LessonText } from '@/app/_lesson/lesson-text'
import { ReadingPlace } from '@/app/_lesson/reading-place'
import { TableOfContents } from '@/app/_lesson/table-of-contents'
import { currentPerson, requestNonce } from '@/app/_server'
import type { Lesson } from '@/lib/curriculum'
import { courses, lesson as lessonOf, lessons } from '@/lib/curriculum/server'
import { currentStandings } from '../../current-progress'

interface Props {
  params: Promise<{ slug: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const lesson = lessonOf((await params).slug)
  return lesson ? { title: lesson.title, description: lesson.summary } : {}
}

export default async function LessonPage({ params }: Props) {
  const lesson = lessonOf((await params).slug)
  if (!lesson) notFound()
  const [{ headings }, nonce, person, standings] = await Promise.all([
    compileText(lesson.body),
    requestNonce(),
    currentPerson(),
    currentStandings(),
  ])
  return (
    <div className="mx-auto grid max-w-lesson gap-x-14 px-4 sm:px-6 xl:grid-cols-[13rem_minmax(0,1fr)]">
      <main id="main" tabIndex={-1} className="min-w-0 pt-10 outline-none sm:pt-14 xl:col-start-2">
        <LessonHead lesson={lesson} />
        <div className="mt-8 rounded-lg border border-line p-4 xl:hidden print:hidden">
          <TableOfContents id="contents-above" headings={headings} />
        </div>
        <article className="mt-10">
          <LessonText lesson={lesson} nonce={nonce} standings={standings} />
        </article>
        <Neighbours lesson={lesson} />
      </main>
      <div className="hidden xl:col-start-1 xl:row-start-1 xl:block">
        <div className="sticky top-8 max-h-[calc(100dvh-4rem)] overflow-y-auto pt-14 pb-8">
          <TableOfContents id="contents" headings={headings} />
          <aside aria-label="About this lesson" className="mt-8 text-sm leading-snug">
            <About lesson={lesson} />
          </aside>
        </div>
      </div>
      <ReadingPlace lesson={lesson.slug} hasAccount={person !== undefined} />
    </div>
  )
}

function LessonHead({ lesson }: { lesson: Lesson }) {
  const place = courses().flatMap((course) =>
    course.modules
      .filter((module) => module.lessons.includes(lesson.slug))
      .map((module) => ({ course, module })),
  )[0]
  return (
    <header className="max-w-prose">
      {place && (
        <p className="text-[0.9375rem] text-ink-faint">
          {place.course.title} <span aria-hidden>/</span> {place.module.title}
        </p>
      )}
      <h1 className="mt-2 text-4xl leading-[1.1] font-bold tracking-tight sm:text-5xl">{lesson.title}</h1>
      <p className="mt-5 text-xl leading-relaxed text-pretty text-ink-soft">{lesson.summary}</p>
      <p className="mt-5 flex items-center gap-1.5 text-[0.9375rem] text-ink-soft">
        <Clock aria-hidden className="size-4" />
        {lesson.minutes} minutes, {countText(lesson.exercises.length, 'exercise')},{' '}
        {countText(lesson.questions.length, 'question')}
      </p>
      <div className="mt-6 text-[0.9375rem] xl:hidden">
        <About lesson={lesson} />
      </div>
    </header>
  )
}

/** What the lesson is about, in the words of the course and of the exam. */
function About({ lesson }: { lesson: Lesson }) {
  return (
    <div className="space-y-4">
      <div>
        <p className="font-bold text-ink-soft">Concepts</p>
        <p className="mt-1 text-ink-soft">
          {lesson.concepts.map((concept) => concept.replaceAll('-', ' ')).join(', ')}
        </p>
      </div>
      <div>
        <p className="mb-1 font-bold text-ink-soft">In the exam</p>
        <ExamTags tasks={lesson.examTasks} />
      </div>
    </div>
  )
}

function countText(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}

function Neighbours({ lesson }: { lesson: Lesson }) {
  const all = lessons()
  const index = all.findIndex(({ slug }) => slug === lesson.slug)
  const [before, after] = [all[index - 1], all[index + 1]]
  return (
    <nav
      aria-label="Lessons before and after"
      className="mt-20 flex max-w-prose flex-wrap gap-4 print:hidden"
    >
      {before && (
        <Link
          href={`/lessons/${before.slug}`}
          className="group flex items-center gap-2 font-semibold text-accent"
        >
          <ArrowLeft aria-hidden className="size-4" />
          <span className="group-hover:underline">{before.title}</span>
        </Link>
      )}
      <Link
        href={after ? `/lessons/${after.slug}` : '/progress'}
        className="group ml-auto flex items-center gap-2 font-semibold text-accent"
      >
        <span className="group-hover:underline">{after ? after.title : 'Your progress'}</span>
        <ArrowRight aria-hidden className="size-4" />
      </Link>
    </nav>
  )
}
