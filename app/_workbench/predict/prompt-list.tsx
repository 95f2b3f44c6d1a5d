'use client'

import clsx from 'clsx'
import { Check, X } from 'lucide-react'
import { useId } from 'react'
import type { EventId } from '@/lib/asl'
import type { PromptForLearner, Report } from '@/lib/exercises'
import { EventLink } from '../results/inspector'
import { type Choices, outcomeOf } from './prediction'

/** What to predict. Once the machine has run the choices are fixed, and each shows what happened and why. */
export function PromptList({
  prompts,
  choices,
  report,
  isLocked,
  onChoose,
  onShowEvent,
}: {
  prompts: readonly PromptForLearner[]
  choices: Choices
  report: Report | undefined
  isLocked: boolean
  onChoose: (promptId: string, optionId: string) => void
  onShowEvent: (scenarioId: string, id: EventId) => void
}) {
  const group = useId()
  return (
    <ol className="m-0 grid list-none gap-4 p-3 text-sm">
      {prompts.map((prompt, index) => {
        const outcome = outcomeOf(report, prompt.id)
        const verdict = outcome?.verdict
        return (
          <li key={prompt.id} className="m-0">
            <fieldset disabled={isLocked} className="m-0 min-w-0 border-0 p-0">
              <legend className="mb-1 font-semibold">
                {index + 1}. {prompt.text}
              </legend>
              {prompt.options.map((option) => (
                <label
                  key={option.id}
                  className={clsx(
                    'flex items-start gap-2 rounded-md px-2 py-1.5',
                    choices[prompt.id] === option.id ? 'bg-accent-wash' : !isLocked && 'hover:bg-idle-wash',
                  )}
                >
                  <input
                    type="radio"
                    name={`${group} ${prompt.id}`}
                    checked={choices[prompt.id] === option.id}
                    onChange={() => onChoose(prompt.id, option.id)}
                    className="mt-1 accent-accent"
                  />
                  <span>{option.text}</span>
                </label>
              ))}
            </fieldset>
            {outcome && verdict && (
              <div
                className={clsx(
                  'mt-1 rounded-md border px-3 py-2',
                  verdict.passed ? 'border-succeeded bg-succeeded-wash' : 'border-failed bg-failed-wash',
                )}
              >
                <p className="m-0 flex items-center gap-1.5 font-semibold">
                  {verdict.passed ? (
                    <Check aria-hidden className="size-4 text-succeeded" />
                  ) : (
                    <X aria-hidden className="size-4 text-failed" />
                  )}
                  {verdict.passed ? 'As you predicted.' : `It came out otherwise: ${verdict.expected}`}
                </p>
                {!verdict.passed && verdict.happened !== verdict.expected && (
                  <p className="m-0 mt-1">{verdict.happened}</p>
                )}
                {outcome.teaching !== '' && <p className="m-0 mt-1">{outcome.teaching}</p>}
                {verdict.evidence[0] !== undefined && (
                  <p className="m-0 mt-1">
                    <EventLink id={verdict.evidence[0]} onShow={(id) => onShowEvent(prompt.scenario, id)} />
                  </p>
                )}
              </div>
            )}
          </li>
        )
      })}
    </ol>
  )
}
