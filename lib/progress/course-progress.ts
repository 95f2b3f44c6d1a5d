import type { Course, Lesson } from '@/lib/curriculum'
import type { Exercise } from '@/lib/exercises'
import { type Completion, completion, type Standing } from './standing'

/** What is known of one learner, read from the database. */
export interface Work {
  standings: readonly (Pick<Standing, 'attempts' | 'lastAt' | 'passedAt' | 'assistedAt'> & {
    exerciseId: string
  })[]
  /** When each exercise's newest draft was saved. */
  drafts: readonly { exerciseId: string; savedAt: Date }[]
  /** The last answer to each question. */
  answers: readonly { questionId: string; correct: boolean; createdAt: Date }[]
  places: readonly { lesson: string; anchor: string | null; visitedAt: Date }[]
}

/** A lesson with what it asks for. */
export interface LessonOutline {
  lesson: Pick<Lesson, 'slug' | 'title' | 'summary' | 'minutes' | 'questions'>
  exercises: readonly Pick<Exercise, 'id' | 'title' | 'minutes' | 'kind'>[]
}

export interface CourseProgress {
  course: Pick<Course, 'id' | 'title'>
  lessons: readonly LessonProgress[]
  /** The first thing in the order of the course that is not done; absent when all is. */
  next?: Step
  /** What was worked on last; absent for a learner who has not begun. */
  resume?: Step & { at: Date }
}

export interface LessonProgress {
  slug: string
  title: string
  summary: string
  minutes: number
  /** Done: every exercise passed, every question answered. */
  state: 'not-started' | 'started' | 'done'
  exercises: readonly ExerciseProgress[]
  questions: readonly QuestionProgress[]
}

export interface ExerciseProgress {
  id: string
  title: string
  minutes: number
  kind: Exercise['kind']
  state: 'not-started' | 'started' | Exclude<Completion, 'open'>
  attempts: number
  passedAt?: Date
}

export interface QuestionProgress {
  id: string
  /** By the last answer. */
  state: 'unanswered' | 'right' | 'wrong'
}

/** Somewhere to go: a lesson, or a place in it. */
export interface Step {
  lesson: string
  lessonTitle: string
  exercise?: { id: string; title: string }
  question?: string
  /** Id of a heading, where the learner was reading. */
  anchor?: string
}

/** What is done, what comes next and where the learner stopped; a fold over rows that are already there. */
export function courseProgress(
  course: Pick<Course, 'id' | 'title'>,
  outlines: readonly LessonOutline[],
  work: Work,
): CourseProgress {
  const lessons = outlines.map((outline) => lessonProgress(outline, work))
  const next = nextStep(lessons)
  const resume = lastStep(lessons, work)
  return {
    course: { id: course.id, title: course.title },
    lessons,
    ...(next && { next }),
    ...(resume && { resume }),
  }
}

function lessonProgress({ lesson, exercises: all }: LessonOutline, work: Work): LessonProgress {
  const exercises = all.map((exercise) => exerciseProgress(exercise, work))
  const questions = lesson.questions.map((id) => questionProgress(id, work))
  const { slug, title, summary, minutes } = lesson
  const isBegun =
    exercises.some((exercise) => exercise.state !== 'not-started') ||
    questions.some((question) => question.state !== 'unanswered') ||
    work.places.some((place) => place.lesson === slug)
  const hasTasks = exercises.length + questions.length > 0
  const isDone = hasTasks && exercises.every(isPassed) && questions.every(isAnswered)
  return {
    slug,
    title,
    summary,
    minutes,
    state: isDone ? 'done' : isBegun ? 'started' : 'not-started',
    exercises,
    questions,
  }
}

function exerciseProgress(
  { id, title, minutes, kind }: LessonOutline['exercises'][number],
  work: Work,
): ExerciseProgress {
  const standing = work.standings.find((one) => one.exerciseId === id)
  const completed = standing ? completion(standing) : 'open'
  const isBegun = standing !== undefined || work.drafts.some((draft) => draft.exerciseId === id)
  const state = completed === 'open' ? (isBegun ? 'started' : 'not-started') : completed
  const passedAt = standing?.passedAt
  return { id, title, minutes, kind, state, attempts: standing?.attempts ?? 0, ...(passedAt && { passedAt }) }
}

function questionProgress(id: string, work: Work): QuestionProgress {
  const answer = work.answers.find((one) => one.questionId === id)
  return { id, state: answer ? (answer.correct ? 'right' : 'wrong') : 'unanswered' }
}

/** With the solution's help or without. */
export function isPassed(exercise: ExerciseProgress): boolean {
  return exercise.state === 'passed' || exercise.state === 'passed-assisted'
}

function isAnswered(question: QuestionProgress): boolean {
  return question.state !== 'unanswered'
}

function nextStep(lessons: readonly LessonProgress[]): Step | undefined {
  const open = lessons.find((lesson) => lesson.state !== 'done')
  if (!open) return undefined
  const exercise = open.exercises.find((one) => !isPassed(one))
  const question = open.questions.find((one) => !isAnswered(one))
  if (exercise) return stepTo(open, { exercise })
  return stepTo(open, question ? { question: question.id } : {})
}

/** The newest trace of work on anything that the course still has. */
function lastStep(lessons: readonly LessonProgress[], work: Work): (Step & { at: Date }) | undefined {
  const steps = lessons.flatMap((lesson) => [
    ...lesson.exercises.flatMap((exercise) => {
      const tried = work.standings.find((one) => one.exerciseId === exercise.id)
      const draft = work.drafts.find((one) => one.exerciseId === exercise.id)
      return [tried?.lastAt, draft?.savedAt].flatMap((at) =>
        at ? [{ ...stepTo(lesson, { exercise }), at }] : [],
      )
    }),
    ...work.answers
      .filter((answer) => lesson.questions.some((question) => question.id === answer.questionId))
      .map((answer) => ({ ...stepTo(lesson, { question: answer.questionId }), at: answer.createdAt })),
    ...work.places
      .filter((place) => place.lesson === lesson.slug)
      .map(({ anchor, visitedAt }) => ({ ...stepTo(lesson, anchor ? { anchor } : {}), at: visitedAt })),
  ])
  return steps.reduce<(Step & { at: Date }) | undefined>(
    (last, step) => (last && last.at >= step.at ? last : step),
    undefined,
  )
}

function stepTo(
  lesson: LessonProgress,
  { exercise, ...place }: { exercise?: ExerciseProgress; question?: string; anchor?: string },
): Step {
  return {
    lesson: lesson.slug,
    lessonTitle: lesson.title,
    ...(exercise && { exercise: { id: exercise.id, title: exercise.title } }),
    ...place,
  }
}
