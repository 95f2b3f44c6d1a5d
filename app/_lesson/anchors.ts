/** Ids of places in a lesson, so that graphs, exercises and pages that lead to them agree. */

/** Where the graph of a lesson's machine stands. */
export function machineAnchor(name: string): string {
  return `machine-${name}`
}

/** `task-types/lambda-by-arn` as an id: slashes are awkward in an address. */
export function exerciseAnchor(exerciseId: string): string {
  return `exercise-${exerciseId.replaceAll('/', '-')}`
}

export function questionAnchor(questionId: string): string {
  return `question-${questionId}`
}
