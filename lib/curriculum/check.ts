import 'server-only'
import type { World } from '@/lib/exercises'
import { checkCourses, strayFiles } from './check/check-courses'
import { checkCatalogue, proveExample } from './check/check-examples'
import { checkExercise } from './check/check-exercise'
import { checkBriefs, checkLessons } from './check/check-lessons'
import { proveExercise } from './check/prove-exercise'
import { type ContentProblem, inReadingOrder } from './content-problem'
import { staleSchemas } from './json-schemas'
import { type Library, readLibrary } from './library'

/** The door for whoever wants to know whether the content is sound: `content:check` and its tests. */

export { type ContentProblem, problemText } from './content-problem'
export { type JsonSchemaFile, jsonSchemaFiles } from './json-schemas'

export interface ContentReport {
  problems: readonly ContentProblem[]
  counts: {
    courses: number
    lessons: number
    exercises: number
    mistakes: number
    questions: number
    examples: number
  }
}

/** What reading alone shows: broken files, references to nothing, files that nothing reads. */
export function readingProblems(root: string): readonly ContentProblem[] {
  return problemsOf(readLibrary(root))
}

/** Reads everything below `root`, follows every reference and runs every exercise. */
export async function checkContent(root: string, world: World): Promise<ContentReport> {
  const library = readLibrary(root)
  const problems = [...problemsOf(library)]
  for (const [id, exercise] of library.exercises) {
    const json = library.exerciseFiles.get(id)
    if (!json) continue
    const found = await checkExercise(library, exercise)
    // With an account that does not fit together a run would only say the same in other words.
    problems.push(...(found.length > 0 ? found : await proveExercise(exercise, json, world)))
  }
  for (const example of library.examples.values())
    problems.push(...(await proveExample(library, example, world)))
  return {
    problems: inReadingOrder(problems),
    counts: {
      courses: library.courses.size,
      lessons: library.lessons.size,
      exercises: library.exercises.size,
      mistakes: [...library.exercises.values()].reduce((sum, { mistakes }) => sum + mistakes.length, 0),
      questions: library.questions.size,
      examples: library.examples.size,
    },
  }
}

function problemsOf(library: Library): readonly ContentProblem[] {
  return inReadingOrder([
    ...library.problems,
    ...checkCourses(library),
    ...checkLessons(library),
    ...checkBriefs(library),
    ...checkCatalogue(library),
    ...strayFiles(library),
    ...staleSchemas(library.files),
  ])
}
