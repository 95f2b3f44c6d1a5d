import 'server-only'

/**
 * An exercise on the sandbox, graded where it can do no harm: in worker threads with limits of time and memory.
 * May import: `lib/db`, `lib/curriculum`, `lib/exercises`, `lib/sandbox`, `lib/handlers`. Server only.
 */
export { type Graded, gradeInPool, UnknownExercise, WrongAnswerKind } from './grade-in-pool'
export { closeGradingPool, gradingPool } from './grading-pool'
export { PoolFull, WorkerPool } from './worker-pool'
