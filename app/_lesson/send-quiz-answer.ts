import type { QuestionResult } from '@/lib/quiz'
import type { Result } from '@/lib/result'

interface QuizAnswer {
  answerId: string
  questionId: string
  chosen: readonly string[]
}

/** Hands an answer in; the error is a sentence for the learner. Sending the same `answerId` again changes nothing. */
export async function sendQuizAnswer(answer: QuizAnswer): Promise<Result<QuestionResult, string>> {
  if (!navigator.onLine) return unsent('You are offline')
  try {
    const response = await fetch('/api/quiz-answers', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(answer),
    })
    if (response.ok) return { ok: true, value: await response.json() }
    return {
      ok: false,
      error:
        (await messageOf(response)) ?? `The server answered ${response.status}. Press Check to try again.`,
    }
  } catch {
    return unsent('The server cannot be reached')
  }
}

function unsent(why: string): Result<never, string> {
  return {
    ok: false,
    error: `${why}. Your choice stays here and is checked when the connection is back, or press Check.`,
  }
}

async function messageOf(response: Response): Promise<string | undefined> {
  try {
    const body: { error?: { message?: string } } = await response.json()
    return body.error?.message
  } catch {
    return undefined
  }
}
