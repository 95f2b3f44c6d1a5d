import type { StateMachine } from '@/lib/asl'
import type { Run } from '@/lib/sandbox'
import type { CheckResult, Prompt, PromptForLearner, Scenario, Verdict } from './exercise'
import { judge } from './judge/judge'

type AnyPrompt = Prompt | PromptForLearner
type Option = AnyPrompt['options'][number] & { because?: string }

/** Ids of the options that hold in this run: the key of a prompt is derived by running, never written down. */
export function holdingOptions(prompt: AnyPrompt, run: Run, machine: StateMachine): string[] {
  return prompt.options
    .filter((option) => judge(option.holds, run, machine).passed)
    .map((option) => option.id)
}

/** What became of one prompt. Throws when not exactly one option holds, which `content:check` keeps out. */
export function scorePrompt(
  prompt: AnyPrompt,
  chosenId: string | undefined,
  scenario: Scenario,
  run: Run,
  machine: StateMachine,
): CheckResult {
  const [keyId, ...others] = holdingOptions(prompt, run, machine)
  const options: readonly Option[] = prompt.options
  const key = options.find((option) => option.id === keyId)
  if (!key || others.length > 0) {
    throw new Error(
      `Of the options of "${prompt.id}" exactly one has to hold; these do: ${[keyId, ...others]}`,
    )
  }
  const chosen = options.find((option) => option.id === chosenId)
  return {
    checkId: prompt.id,
    title: prompt.text,
    scenarioId: scenario.id,
    scenarioTitle: scenario.title,
    hidden: scenario.hidden,
    verdict: verdictOn(chosen, key, run, machine),
    teaching: key.because ?? '',
  }
}

function verdictOn(chosen: Option | undefined, key: Option, run: Run, machine: StateMachine): Verdict {
  const { evidence } = judge(key.holds, run, machine)
  if (chosen?.id === key.id) return { passed: true, evidence }
  return {
    passed: false,
    did: chosen ? `You predicted: ${chosen.text}` : 'You predicted nothing here.',
    happened: chosen?.because ?? key.text,
    expected: key.text,
    evidence,
  }
}
