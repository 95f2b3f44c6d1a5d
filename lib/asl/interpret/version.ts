/**
 * Stored with every run, verdict and snapshot. Two numbers:
 *
 * - The first is raised when a snapshot has another shape: one of another shape cannot be read, and its execution
 *   cannot go on. `snapshot-shape.test.ts` notices it.
 * - The second is raised when the same definition and signals may lead to another history: an execution that was saved
 *   goes on by the new rules, and one that is played again may come to something else. It begins at 0 again with every
 *   new shape.
 */
export const INTERPRETER_VERSION = '2.0'

/** Whether a snapshot of that version has the shape of ours. */
export function isReadable(version: unknown): boolean {
  return typeof version === 'string' && shapeOf(version) === shapeOf(INTERPRETER_VERSION)
}

function shapeOf(version: string): string {
  return version.slice(0, version.indexOf('.'))
}
