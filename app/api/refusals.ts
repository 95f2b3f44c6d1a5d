import { RefusedRequest } from '@/app/_server'
import { AttemptConflict, DraftsFull, QuizAnswerConflict } from '@/lib/progress/server'
import { PoolFull, UnknownExercise, WrongAnswerKind } from '@/lib/runners/server'

/** What `lib` refuses, in HTTP's terms. Anything else is a fault of ours and goes on as it is. */
export function asRefusal(error: unknown): never {
  if (error instanceof UnknownExercise) throw new RefusedRequest(404, 'UnknownExercise', error.message)
  if (error instanceof WrongAnswerKind) throw new RefusedRequest(400, 'WrongAnswerKind', error.message)
  if (error instanceof AttemptConflict) throw new RefusedRequest(409, 'AttemptConflict', error.message)
  if (error instanceof QuizAnswerConflict) throw new RefusedRequest(409, 'QuizAnswerConflict', error.message)
  if (error instanceof DraftsFull) throw new RefusedRequest(409, 'DraftsFull', error.message)
  if (error instanceof PoolFull) {
    throw new RefusedRequest(503, 'GraderBusy', error.message, {
      'Retry-After': `${error.retryAfterSeconds}`,
    })
  }
  throw error
}

/** The same answer for what does not exist and for what belongs to somebody else. */
export function notFound(what: string): RefusedRequest {
  return new RefusedRequest(404, 'NotFound', `There is no such ${what} here. Reload the page and try again.`)
}
