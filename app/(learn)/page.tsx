import Link from 'next/link'
import { StandingMark } from '@/app/_ui/standing-mark'
import { courses, exampleGroups } from '@/lib/curriculum/server'
import type { LessonProgress } from '@/lib/progress'
import { currentProgress } from './current-progress'
import { GoOn } from './go-on'
import { SampleRunFigure } from './sample-run-figure'
import { TitledPart } from './titled-part'

export default async function HomePage() {
  const { progress, goOn, hasBegun } = await currentProgress()
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-lesson px-4 outline-none sm:px-6">
      <div className="grid items-center gap-x-14 gap-y-14 pt-14 sm:pt-20 lg:grid-cols-[minmax(0,1fr)_minmax(0,35rem)]">
        <div>
          <h1 className="text-5xl leading-[1.05] font-bold tracking-tight xl:text-6xl">
            Learn AWS Step Functions by running them
          </h1>
          <p className="mt-6 max-w-prose text-xl leading-relaxed text-pretty text-ink-soft">
            Write a state machine, run it in the page, see every event that AWS would show you, and have it
            checked. Made for the AWS Developer Associate exam. No account is needed, neither here nor at AWS.
          </p>
          {goOn && <GoOn step={goOn} hasBegun={hasBegun} newcomer="The first run takes a minute." />}
          <p className="mt-5 text-ink-soft">
            Or begin with{' '}
            <Link href="/playground" prefetch={false} className="font-semibold text-accent hover:underline">
              a machine from the playground
            </Link>
            : {exampleGroups().flatMap(({ examples }) => examples).length} examples, and whatever you make of
            them.
          </p>
        </div>
        <SampleRunFigure />
      </div>
      <section className="mt-24" aria-labelledby="lessons">
        <h2 id="lessons" className="sr-only">
          Lessons
        </h2>
        {courses().flatMap((course) =>
          course.modules.map((module) => (
            <TitledPart key={module.id} title={module.title} summary={module.summary}>
              <ol className="space-y-6">
                {progress.lessons
                  .filter((lesson) => module.lessons.includes(lesson.slug))
                  .map((lesson) => (
                    <LessonLine key={lesson.slug} lesson={lesson} />
                  ))}
              </ol>
            </TitledPart>
          )),
        )}
      </section>
    </main>
  )
}

function LessonLine({ lesson }: { lesson: LessonProgress }) {
  const passed = lesson.exercises.filter(
    ({ state }) => state === 'passed' || state === 'passed-assisted',
  ).length
  return (
    <li className="flex gap-4">
      <StandingMark of={lesson.state === 'done' ? 'passed' : lesson.state} className="mt-0.5 size-7" />
      <div className="max-w-prose">
        <Link
          href={`/lessons/${lesson.slug}`}
          prefetch={false}
          className="text-xl font-semibold text-accent hover:underline"
        >
          {lesson.title}
        </Link>
        <p className="mt-1 text-ink-soft">{lesson.summary}</p>
        <p className="mt-1 text-[0.9375rem] text-ink-faint">
          {lesson.minutes} minutes,{' '}
          {passed > 0 ? `${passed} of ${lesson.exercises.length}` : lesson.exercises.length}{' '}
          {passed > 0 ? 'exercises passed' : 'exercises'}
        </p>
      </div>
    </li>
  )
}
