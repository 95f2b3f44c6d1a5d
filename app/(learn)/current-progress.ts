import 'server-only'
import { placeCookie, placeOfCookie } from '@/app/_lesson/place'
import { browserCookie, currentPerson } from '@/app/_server'
import { learnerOf } from '@/lib/auth/server'
import { lesson as lessonOf } from '@/lib/curriculum/server'
import type { CourseProgress, ExerciseProgress, Step } from '@/lib/progress'
import { progressOf } from '@/lib/progress/server'

/** Progress of whoever asks, and where to go on: where they stopped, otherwise the next thing that is open. */
export async function currentProgress(): Promise<{
  progress: CourseProgress
  goOn: Step | undefined
  hasBegun: boolean
}> {
  const person = await currentPerson()
  const progress = await progressOf(person && learnerOf(person))
  if (!progress) throw new Error('content/courses has no course "step-functions".')
  const stopped = progress.resume ?? (await placeInThisBrowser())
  return { progress, goOn: stopped ?? progress.next, hasBegun: stopped !== undefined }
}

/** Somebody who only read has no account; the browser remembers the place. */
async function placeInThisBrowser(): Promise<Step | undefined> {
  const place = placeOfCookie(await browserCookie(placeCookie))
  const lesson = place && lessonOf(place.lesson)
  if (!lesson) return undefined
  return { lesson: lesson.slug, lessonTitle: lesson.title, ...(place.anchor && { anchor: place.anchor }) }
}

/** How whoever asks stands on the exercises, for the lessons that show them. */
export async function currentStandings(): Promise<ReadonlyMap<string, ExerciseProgress['state']>> {
  const { progress } = await currentProgress()
  return new Map(progress.lessons.flatMap(({ exercises }) => exercises.map(({ id, state }) => [id, state])))
}
