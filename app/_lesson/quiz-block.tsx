import { questionForLearner } from '@/lib/curriculum/server'
import { QuestionCard } from './question-card'

/** Questions at the end of a thought. Without script they are a list to read and think about. */
export function QuizBlock({ questions: ids }: { questions: readonly string[] }) {
  const questions = ids.flatMap((id) => questionForLearner(id) ?? [])
  return (
    <section aria-label="Questions" className="space-y-5">
      {questions.map((question, index) => (
        <QuestionCard key={question.id} question={question} place={`${index + 1} of ${questions.length}`} />
      ))}
      <noscript>
        <p className="text-sm text-ink-soft">Checking an answer needs JavaScript, which is off here.</p>
      </noscript>
    </section>
  )
}
