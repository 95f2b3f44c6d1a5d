import type { Question, QuestionForLearner, QuestionResult } from './question'

/** What the browser gets before an answer: neither key nor reasons nor the source, which often gives it away. */
export function forLearner(question: Question): QuestionForLearner {
  return {
    id: question.id,
    kind: question.kind,
    stem: question.stem,
    choose: question.options.filter((option) => option.correct).length,
    options: question.options.map(({ id, text }) => ({ id, text })),
  }
}

/**
 * Right when exactly the correct options were chosen, as in the exam: nothing for a part. A choice that is not
 * among the options makes the answer wrong.
 */
export function score(question: Question, chosen: readonly string[]): QuestionResult {
  const choice = new Set(chosen)
  const known = question.options.filter((option) => choice.has(option.id))
  return {
    questionId: question.id,
    correct: known.length === choice.size && question.options.every((o) => o.correct === choice.has(o.id)),
    options: question.options.map(({ id, correct, reason }) => ({
      id,
      correct,
      chosen: choice.has(id),
      reason,
    })),
    source: question.source,
  }
}
