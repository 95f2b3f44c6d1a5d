import type { ExamTasks } from '@/lib/exercises'
import { dayText } from './day-text'

/** When each version of the exam can be sat: AWS's certification page, as of November 2026. */
const exams = [
  { code: 'DVA-C02', when: 'last sitting', day: '2026-11-30' },
  { code: 'DVA-C03', when: 'from', day: '2026-12-01' },
] as const

/** Which tasks of both exam versions a lesson or an exercise prepares for. */
export function ExamTags({ tasks }: { tasks: ExamTasks }) {
  return (
    <dl className="space-y-2">
      {exams.map(({ code, when, day }) => (
        <div key={code}>
          <dt>
            <span className="font-semibold">{code}</span>
            <span className="text-ink-faint">
              , {when} <time dateTime={day}>{dayText(day)}</time>
            </span>
          </dt>
          <dd className="text-ink-soft">
            {tasks[code].length === 0
              ? 'Not in this exam'
              : `Task ${tasks[code].length > 1 ? 'statements' : 'statement'} ${tasks[code].join(', ')}`}
          </dd>
        </div>
      ))}
    </dl>
  )
}
