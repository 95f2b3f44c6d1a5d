import type { ExerciseForLearner, Scenario } from '@/lib/exercises'

/** What a workbench is open on: an exercise, or a machine of the playground, which nothing checks. */
export type Subject = ExerciseForLearner | PlaygroundMachine

export interface PlaygroundMachine {
  kind: 'machine'
  /** Names it among the machines of the playground: a ULID, or the slug of the example that it was begun from. */
  id: string
  title: string
  /** The text to begin with. */
  starter: string
  workflowType?: 'STANDARD' | 'EXPRESS'
  /** One: the input and the account that its desk has at the moment. */
  scenarios: readonly Scenario[]
}

/** The exercise, where there is something to check. */
export function exerciseOf(subject: Subject): ExerciseForLearner | undefined {
  return subject.kind === 'machine' ? undefined : subject
}

/** The text to begin with; of a prediction, the only one. */
export function starterOf(subject: Subject): string {
  return subject.kind === 'predict' ? subject.definition : subject.starter
}
