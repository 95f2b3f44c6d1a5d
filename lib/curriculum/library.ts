import 'server-only'
import path from 'node:path'
import type * as z from 'zod/mini'
import type { Exercise, Runnable } from '@/lib/exercises'
import type { ExerciseFile } from '@/lib/exercises/schemas'
import type { Question } from '@/lib/quiz'
import { ContentFiles } from './content-files'
import { type ContentProblem, inReadingOrder } from './content-problem'
import type { Example } from './example'
import { catalogueFileSchema, type ExampleFile } from './example-file'
import { courseFileSchema } from './file-schemas'
import { type JsonFile, readJsonFile } from './json-file'
import type { Course, Lesson } from './lesson'
import type { MdxText } from './mdx-text'
import { readExample } from './read-example'
import { readExercise } from './read-exercise'
import { readLesson } from './read-lesson'
import { readQuestion } from './read-question'

/** Everything under one content root that could be read, and what is wrong with the rest. */
export interface Library {
  courses: ReadonlyMap<string, Course>
  lessons: ReadonlyMap<string, Lesson>
  exercises: ReadonlyMap<string, Exercise>
  briefs: ReadonlyMap<string, string>
  questions: ReadonlyMap<string, Question>
  /** Of the playground. */
  examples: ReadonlyMap<string, Example>
  problems: readonly ContentProblem[]
  /** For the checks that look at files and places. */
  files: ContentFiles
  courseFiles: ReadonlyMap<string, JsonFile<unknown>>
  exerciseFiles: ReadonlyMap<string, JsonFile<ExerciseFile>>
  exampleFiles: ReadonlyMap<string, JsonFile<ExampleFile>>
  /** The examples, to be run. */
  runnables: ReadonlyMap<string, Runnable>
  /** Which examples belong together, in which order; absent where it cannot be read. */
  catalogueFile?: JsonFile<z.infer<typeof catalogueFileSchema>>
  texts: ReadonlyMap<string, MdxText>
}

const CATALOGUE = 'examples/catalogue.json'

/** Where the content of this installation lies. */
export function contentRoot(): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), 'content')
}

export function readLibrary(root: string): Library {
  const files = new ContentFiles(root)
  const courses = new Map<string, Course>()
  const lessons = new Map<string, Lesson>()
  const exercises = new Map<string, Exercise>()
  const briefs = new Map<string, string>()
  const questions = new Map<string, Question>()
  const examples = new Map<string, Example>()
  const exampleFiles = new Map<string, JsonFile<ExampleFile>>()
  const runnables = new Map<string, Runnable>()
  const courseFiles = new Map<string, JsonFile<unknown>>()
  const exerciseFiles = new Map<string, JsonFile<ExerciseFile>>()
  const texts = new Map<string, MdxText>()
  const problems: ContentProblem[] = []

  for (const id of files.ids('courses/', '.json')) {
    const file = `courses/${id}.json`
    const json = readJsonFile(file, files.text(file), courseFileSchema, 'content/schemas/course.schema.json')
    if (!json.ok) {
      problems.push(...json.error)
      continue
    }
    const { $schema, ...course } = json.value.value
    courses.set(id, { id, ...course })
    courseFiles.set(id, json.value)
  }
  for (const slug of files.ids('lessons/', '/lesson.mdx')) {
    const read = readLesson(files, slug)
    problems.push(...read.problems)
    if (read.lesson) lessons.set(slug, read.lesson)
    if (read.text) texts.set(slug, read.text)
  }
  for (const id of files.ids('exercises/', '/exercise.json')) {
    const read = readExercise(files, id)
    problems.push(...read.problems)
    briefs.set(id, read.brief)
    if (read.exercise) exercises.set(id, read.exercise)
    if (read.json) exerciseFiles.set(id, read.json)
  }
  for (const id of files.ids('questions/', '.json')) {
    const read = readQuestion(files, id)
    problems.push(...read.problems)
    if (read.question) questions.set(id, read.question)
  }
  for (const slug of files.ids('examples/', '/example.json')) {
    const read = readExample(files, slug)
    problems.push(...read.problems)
    if (read.example) examples.set(slug, read.example)
    if (read.json) exampleFiles.set(slug, read.json)
    if (read.runnable) runnables.set(slug, read.runnable)
  }
  const catalogue = files.has(CATALOGUE)
    ? readJsonFile(
        CATALOGUE,
        files.text(CATALOGUE),
        catalogueFileSchema,
        'content/schemas/catalogue.schema.json',
      )
    : undefined
  if (catalogue && !catalogue.ok) problems.push(...catalogue.error)
  return {
    courses,
    lessons,
    exercises,
    briefs,
    questions,
    examples,
    problems: inReadingOrder(problems),
    files,
    courseFiles,
    exerciseFiles,
    exampleFiles,
    runnables,
    ...(catalogue?.ok && { catalogueFile: catalogue.value }),
    texts,
  }
}
