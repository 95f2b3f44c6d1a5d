import { exerciseAnchor, questionAnchor } from '@/app/_lesson/anchors'
import type { Step } from '@/lib/progress'

/** The address of somewhere to go: a lesson, or the place in it. */
export function stepUrl({ lesson, exercise, question, anchor }: Step): string {
  const id = exercise ? exerciseAnchor(exercise.id) : question ? questionAnchor(question) : anchor
  return `/lessons/${lesson}${id ? `#${encodeURIComponent(id)}` : ''}`
}

/** What is there, to follow "Go on with": the exercise where there is one, otherwise the lesson. */
export function stepTitle({ exercise, lessonTitle }: Step): string {
  return exercise ? exercise.title : lessonTitle
}
