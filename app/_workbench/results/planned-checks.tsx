import type { ExerciseForLearner } from '@/lib/exercises'

/** What will be checked, so that the task can be understood before anything has run. */
export function PlannedChecks({
  title = 'What will be checked',
  checks,
}: {
  title?: string
  checks: ExerciseForLearner['checks']
}) {
  return (
    <div className="p-4 text-sm">
      <p className="m-0 font-semibold">{title}</p>
      <ul className="m-0 mt-1 list-disc pl-5">
        {checks.map((check) => (
          <li key={check.id} className="m-0">
            {check.title}
          </li>
        ))}
      </ul>
    </div>
  )
}
