import type { CohortPage } from '@/lib/cohorts'

/** The three questions an instructor has first, answered from the rows of one page. */
export interface AtAGlance {
  /** Those stuck somewhere, the longest list first, as the page has them. */
  stuck: readonly { learnerId: string; name: string; exercises: readonly { id: string; title: string }[] }[]
  /** The exercise with most learners stuck or failing; absent while nobody is. */
  bottleneck?: { id: string; title: string; failing: number; passed: number }
  notStarted: readonly { learnerId: string; name: string }[]
}

export function atAGlance({ rows, exercises }: Pick<CohortPage, 'rows' | 'exercises'>): AtAGlance {
  const titles = new Map(exercises.map(({ id, title }) => [id, title]))
  const counted = exercises.map((exercise) => {
    const states = rows
      .flatMap((row) => row.cells.filter((cell) => cell.exerciseId === exercise.id))
      .map((cell) => cell.state)
    return {
      ...exercise,
      failing: states.filter((state) => state === 'failing' || state === 'stuck').length,
      passed: states.filter((state) => state === 'passed' || state === 'passed-assisted').length,
    }
  })
  const worst = counted.toSorted((a, b) => b.failing - a.failing || a.passed - b.passed)[0]
  return {
    stuck: rows
      .filter((row) => row.stuckOn.length > 0)
      .map(({ learnerId, name, stuckOn }) => ({
        learnerId,
        name,
        exercises: stuckOn.map((id) => ({ id, title: titles.get(id) ?? id })),
      })),
    ...(worst && worst.failing > 0 && { bottleneck: worst }),
    notStarted: rows.filter((row) => row.cells.every((cell) => cell.state === 'not-started')),
  }
}
