/** A question of the bank. One key, a reason for every option, a source. */
export interface Question {
  id: string
  kind: 'multiple-choice' | 'multiple-response'
  stem: string
  options: readonly { id: string; text: string; correct: boolean; reason: string }[]
  concepts: readonly string[]
  examTasks: { 'DVA-C02': readonly string[]; 'DVA-C03': readonly string[] }
  source: { title: string; url: string; checked: string }
}

/** What the browser gets before an answer: neither key nor reasons. */
export interface QuestionForLearner {
  id: string
  kind: Question['kind']
  stem: string
  /** How many options to choose; always stated. */
  choose: number
  options: readonly { id: string; text: string }[]
}

/** What the server answers once the learner has locked a choice. */
export interface QuestionResult {
  questionId: string
  correct: boolean
  options: readonly { id: string; correct: boolean; chosen: boolean; reason: string }[]
  source: Question['source']
}
