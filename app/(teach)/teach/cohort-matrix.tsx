import clsx from 'clsx'
import Link from 'next/link'
import { ScrollArea } from '@/app/_ui/scroll-area'
import { StandingMark, type StandingState, standingFaces } from '@/app/_ui/standing-mark'
import type { CohortPage, ExerciseCell, LearnerRow } from '@/lib/cohorts'
import { agoText } from './ago-text'
import { learnerUrl } from './learner-url'

const shownStates: readonly StandingState[] = [
  'not-started',
  'working',
  'failing',
  'stuck',
  'passed-assisted',
  'passed',
]

/** Learners × exercises, those who need help first. Every cell leads to the last attempt. */
export function CohortMatrix({ page }: { page: CohortPage }) {
  const now = new Date()
  return (
    <section aria-labelledby="matrix" className="mt-14">
      <h2 id="matrix" className="text-2xl font-bold tracking-tight">
        Learners and exercises
      </h2>
      <ul
        aria-label="What the marks mean"
        className="mt-3 flex flex-wrap gap-x-5 gap-y-2 text-sm text-ink-soft"
      >
        {shownStates.map((state) => (
          <li key={state} className="flex items-center gap-1.5">
            <span aria-hidden>
              <StandingMark of={state} className="size-5" />
            </span>
            {standingFaces[state].words}
          </li>
        ))}
      </ul>
      <ScrollArea label="Learners and exercises" className="mt-5">
        <table className="w-full border-collapse text-[0.9375rem]">
          <thead>
            <tr className="border-b border-line-strong align-bottom">
              <th scope="col" className={clsx('py-2 pr-4 text-start font-semibold', STAYS)}>
                Learner
              </th>
              {page.exercises.map(({ id, title }) => (
                <th key={id} scope="col" className="w-40 px-2 py-2 text-center leading-snug font-semibold">
                  {title}
                </th>
              ))}
              <th scope="col" className="py-2 pl-4 text-end font-semibold whitespace-nowrap">
                Last active
              </th>
            </tr>
          </thead>
          <tbody>
            {page.rows.map((row) => (
              <LearnerLine key={row.learnerId} row={row} page={page} now={now} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </section>
  )
}

/** The names, while the exercises are scrolled. */
const STAYS = 'sticky left-0 z-[1] bg-paper'

function LearnerLine({ row, page, now }: { row: LearnerRow; page: CohortPage; now: Date }) {
  return (
    <tr className="border-b border-line">
      <th scope="row" className={clsx('py-1 pr-4 text-start font-semibold', STAYS)}>
        <Link href={learnerUrl(row.learnerId)} className="hover:text-accent hover:underline">
          {row.name}
        </Link>
      </th>
      {row.cells.map((cell, index) => (
        <td key={cell.exerciseId} className="px-2 py-1 text-center">
          <Cell cell={cell} learner={row} title={page.exercises[index]?.title ?? cell.exerciseId} />
        </td>
      ))}
      <td className="py-1 pl-4 text-end whitespace-nowrap text-ink-soft">
        {row.lastActive ? (
          <time dateTime={row.lastActive.toISOString()}>{agoText(row.lastActive, now)}</time>
        ) : (
          'never'
        )}
      </td>
    </tr>
  )
}

function Cell({ cell, learner, title }: { cell: ExerciseCell; learner: LearnerRow; title: string }) {
  const mark = <StandingMark of={cell.state} />
  if (cell.attempts === 0) return <span className="inline-flex w-15 p-1.5">{mark}</span>
  return (
    <Link
      href={learnerUrl(learner.learnerId, cell.exerciseId)}
      className="inline-flex w-15 items-center gap-1.5 rounded-md p-1.5 hover:bg-idle-wash"
      title={`${standingFaces[cell.state].words}: ${learner.name}, “${title}”`}
    >
      {mark}
      <span className="text-sm text-ink-soft tabular-nums">
        {cell.attempts}
        <span className="sr-only"> {cell.attempts === 1 ? 'attempt' : 'attempts'}, open the last one</span>
      </span>
    </Link>
  )
}
