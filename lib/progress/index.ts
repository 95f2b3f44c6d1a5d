/**
 * What learners did and how far they are. This door has the pure rules and the forms, safe anywhere; the queries are
 * behind `server.ts`. May import: `lib/auth` (types), `lib/db`, `lib/curriculum`, `lib/exercises`, `lib/quiz`.
 */
export {
  type CourseProgress,
  type ExerciseProgress,
  isPassed,
  type LessonProgress,
  type QuestionProgress,
  type Step,
} from './course-progress'
export { MOST_DRAFT_BYTES, MOST_DRAFTS } from './draft-room'
export { type Completion, completion, NOT_STARTED, type Standing } from './standing'
