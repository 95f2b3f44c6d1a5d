import 'server-only'
import path from 'node:path'
import type { Exercise } from '@/lib/exercises'
import type { ExerciseFile } from '@/lib/exercises/schemas'
import type { Question } from '@/lib/quiz'
import { ContentFiles } from './content-files'
import { type ContentProblem, inReadingOrder } from './content-problem'
import { courseFileSchema } from './file-schemas'
import { type JsonFile, readJsonFile } from './json-file'
import type { Course, Lesson } from './lesson'
import type { MdxText } from './mdx-text'
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
  problems: readonly ContentProblem[]
  /** For the checks that look at files and places. */
  files: ContentFiles
  courseFiles: ReadonlyMap<string, JsonFile<unknown>>
  exerciseFiles: ReadonlyMap<string, JsonFile<ExerciseFile>>
  texts: ReadonlyMap<string, MdxText>
}

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
  return {
    courses,
    lessons,
    exercises,
    briefs,
    questions,
    problems: inReadingOrder(problems),
    files,
    courseFiles,
    exerciseFiles,
    texts,
  }
}
