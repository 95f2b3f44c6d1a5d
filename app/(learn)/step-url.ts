import { exerciseAnchor, questionAnchor } from '@/app/_lesson/anchors'
import type { Step } from '@/lib/progress'

/** The address of somewhere to go: a lesson, or the place in it. */
export function stepUrl({ lesson, exercise, question, anchor }: Step): string {
  const id = exercise ? exerciseAnchor(exercise.id) : question ? questionAnchor(question) : anchor
  return `/lessons/${lesson}${id ? `#${encodeURIComponent(id)}` : ''}`
}
