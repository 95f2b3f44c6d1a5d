/** A learner's page, open at one exercise. */
export function learnerUrl(learnerId: string, exerciseId?: string): string {
  const query = exerciseId ? `?exercise=${encodeURIComponent(exerciseId)}` : ''
  return `/teach/learners/${encodeURIComponent(learnerId)}${query}`
}
