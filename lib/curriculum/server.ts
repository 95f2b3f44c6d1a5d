import 'server-only'
import { type Exercise, type ExerciseForLearner, forLearner as exerciseView } from '@/lib/exercises'
import { type Question, type QuestionForLearner, forLearner as questionView } from '@/lib/quiz'
import { ContentFiles } from './content-files'
import { problemText } from './content-problem'
import type { Example, ExampleGroup } from './example'
import type { Course, Lesson } from './lesson'
import { contentRoot, type Library, readLibrary } from './library'

/**
 * The readers of `content/`. Read once per process; in development again whenever a file has changed. What is
 * broken is left out and printed in development; `content:check` keeps it from being shipped.
 */

interface Cached {
  library: Library
  fingerprint: string
}

// On globalThis because a development server evaluates this module anew after each edit.
const cache = globalThis as typeof globalThis & { stepwiseContent?: Cached }

function library(): Library {
  const cached = cache.stepwiseContent
  const isLive = process.env.NODE_ENV === 'development'
  if (cached && !isLive) return cached.library
  const root = contentRoot()
  const fingerprint = new ContentFiles(root).fingerprint()
  if (cached?.fingerprint === fingerprint) return cached.library
  const read = readLibrary(root)
  if (isLive) for (const problem of read.problems) console.warn(problemText(problem))
  cache.stepwiseContent = { library: read, fingerprint }
  return read
}

export function courses(): readonly Course[] {
  return [...library().courses.values()]
}

export function course(id: string): Course | undefined {
  return library().courses.get(id)
}

/** Every lesson that a course names, in the order of the courses. */
export function lessons(): readonly Lesson[] {
  const { courses: all, lessons: bySlug } = library()
  const slugs = [...all.values()].flatMap((one) => one.modules.flatMap((module) => module.lessons))
  return [...new Set(slugs)].flatMap((slug) => bySlug.get(slug) ?? [])
}

export function lesson(slug: string): Lesson | undefined {
  return library().lessons.get(slug)
}

/** Every exercise, those of lessons first, in the order in which a learner meets them. */
export function exercises(): readonly Exercise[] {
  const { exercises: byId } = library()
  const met = lessons().flatMap((one) => one.exercises)
  return [...new Set([...met, ...byId.keys()])].flatMap((id) => byId.get(id) ?? [])
}

/** With solution, hidden scenarios and mistakes: never send it to a browser. */
export function exercise(id: string): Exercise | undefined {
  return library().exercises.get(id)
}

export function exerciseForLearner(id: string): ExerciseForLearner | undefined {
  const found = exercise(id)
  return found && exerciseView(found)
}

/** What the exercise asks, as MDX without components. */
export function exerciseBrief(id: string): string | undefined {
  return library().briefs.get(id)
}

/** With key and reasons: never send it to a browser before it is answered. */
export function question(id: string): Question | undefined {
  return library().questions.get(id)
}

export function questionForLearner(id: string): QuestionForLearner | undefined {
  const found = question(id)
  return found && questionView(found)
}

export function example(slug: string): Example | undefined {
  return library().examples.get(slug)
}

/** The examples of the playground as its page shows them. */
export function exampleGroups(): readonly ExampleGroup[] {
  const { catalogueFile, examples } = library()
  return (catalogueFile?.value.groups ?? []).map(({ examples: slugs, ...group }) => ({
    ...group,
    examples: slugs.flatMap((slug) => examples.get(slug) ?? []),
  }))
}

/** What a machine of one's own begins with. */
export function startingExample(): Example | undefined {
  const { catalogueFile, examples } = library()
  return catalogueFile && examples.get(catalogueFile.value.start)
}
