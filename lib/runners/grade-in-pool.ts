import { INTERPRETER_VERSION } from '@/lib/asl'
import { assertNever } from '@/lib/assert-never'
import { exercise as exerciseOf } from '@/lib/curriculum/server'
import { type Answer, type Exercise, type Report, tookTooLong } from '@/lib/exercises'
import { gradingPool, HEAP_MIB, WALL_MS } from './grading-pool'
import type { GradingReply } from './grading-worker'
import { faultOf, jobOn } from './job-on'
import type { Outcome } from './worker-pool'

/** A verdict with what it was reached by. */
export interface Graded {
  /** With the data of hidden scenarios: for the database and the instructor, never for the learner as it is. */
  report: Report
  contentVersion: string
  interpreterVersion: string
  /** Wall time of grading alone, without the wait for a worker. */
  gradingMs: number
}

/**
 * Grades an answer in a worker thread, hidden scenarios too.
 *
 * @throws UnknownExercise, WrongAnswerKind, or PoolFull when too many submissions wait. Anything else is a fault of
 * the grader, and no attempt.
 */
export async function gradeInPool(exerciseId: string, answer: Answer): Promise<Graded> {
  const exercise = exerciseOf(exerciseId)
  if (!exercise) throw new UnknownExercise(exerciseId)
  if (answer.kind !== answerKind(exercise)) throw new WrongAnswerKind(exercise)
  const outcome = await gradingPool().run((known) => jobOn(exercise, known, { answer }))
  return {
    report: reportOf(outcome, exerciseId),
    contentVersion: exercise.contentVersion,
    interpreterVersion: INTERPRETER_VERSION,
    gradingMs: Math.round(outcome.workedMs),
  }
}

export class UnknownExercise extends Error {
  constructor(readonly exerciseId: string) {
    super(`There is no exercise "${exerciseId}". Reload the lesson; it may have been renamed or removed.`)
    this.name = 'UnknownExercise'
  }
}

/** The exercise asks for something else. */
export class WrongAnswerKind extends Error {
  constructor(exercise: Exercise) {
    super(
      `Exercise "${exercise.id}" asks for an answer of kind "${answerKind(exercise)}". Reload the lesson and try again.`,
    )
    this.name = 'WrongAnswerKind'
  }
}

function answerKind(exercise: Exercise): Answer['kind'] {
  return exercise.kind === 'predict' ? 'prediction' : 'definition'
}

/** The report of a worker that answered, or what became of one that could not. */
export function reportOf(outcome: Outcome<GradingReply>, exerciseId: string): Report {
  switch (outcome.kind) {
    case 'Replied':
      if ('report' in outcome.reply) return outcome.reply.report
      throw new Error(`Grading "${exerciseId}" failed: ${faultOf(outcome.reply)}`)
    case 'TookTooLong':
      return tookTooLong(WALL_MS / 1_000)
    case 'OutOfMemory':
      return outOfMemory
    case 'Crashed':
      throw new Error(`The worker that graded "${exerciseId}" ended.`, { cause: outcome.error })
    default:
      return assertNever(outcome)
  }
}

const outOfMemory: Report = {
  outcome: 'limit-reached',
  results: [],
  diagnostics: [],
  message: `Checking needed more than ${HEAP_MIB} MiB of memory, so it was ended. Look for a value that grows with every round of a loop.`,
}
