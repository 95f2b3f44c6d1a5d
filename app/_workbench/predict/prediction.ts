import type { CheckResult, PromptForLearner, Report } from '@/lib/exercises'

/** Option by prompt. */
export type Choices = Readonly<Record<string, string>>

export function isComplete(prompts: readonly PromptForLearner[], choices: Choices): boolean {
  return prompts.every((prompt) => Object.hasOwn(choices, prompt.id))
}

/** What became of one prompt once the machine has run. */
export function outcomeOf(report: Report | undefined, promptId: string): CheckResult | undefined {
  return report?.results.find((result) => result.checkId === promptId)
}

/** "2 of 3 predictions were right." */
export function scoreSentence(report: Report): string {
  const right = report.results.filter((result) => result.verdict.passed).length
  const count = report.results.length
  return `${right} of ${count} ${count === 1 ? 'prediction was' : 'predictions were'} right.`
}
