'use client'
import { CircleCheck, CircleX } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { ulid } from 'ulid'
import { Button } from '@/app/_ui/button'
import type { QuestionForLearner, QuestionResult } from '@/lib/quiz'
import { TextWithCode } from '../_ui/text-with-code'
import { questionAnchor } from './anchors'
import { dayText } from './day-text'
import { QuestionOption } from './question-option'
import { sendQuizAnswer } from './send-quiz-answer'

type Phase =
  | { name: 'choosing' }
  | { name: 'sending'; answerId: string }
  | { name: 'unsent'; answerId: string; message: string }
  | { name: 'locked'; result: QuestionResult }

const counts = ['no', 'one', 'two', 'three', 'four', 'five', 'six']

/**
 * One question: choose, Check, and from then on locked, with a reason for every option. Nothing is known here before
 * the server answers. An answer that could not be sent keeps its id, so sending it again counts once.
 */
export function QuestionCard({ question, place }: { question: QuestionForLearner; place: string }) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [phase, setPhase] = useState<Phase>({ name: 'choosing' })
  const id = useId()
  const single = question.choose === 1
  const locked = phase.name === 'sending' || phase.name === 'locked'
  const complete = chosen.length === question.choose

  async function send(answerId: string) {
    setPhase({ name: 'sending', answerId })
    const sent = await sendQuizAnswer({ answerId, questionId: question.id, chosen })
    setPhase(
      sent.ok ? { name: 'locked', result: sent.value } : { name: 'unsent', answerId, message: sent.error },
    )
  }

  const unsent = phase.name === 'unsent' ? phase.answerId : undefined
  useEffect(() => {
    if (unsent === undefined) return
    const again = () => void send(unsent)
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  })

  function toggle(option: string) {
    if (phase.name === 'unsent') setPhase({ name: 'choosing' })
    if (single) setChosen([option])
    else if (chosen.includes(option)) setChosen(chosen.filter((other) => other !== option))
    else if (!complete) setChosen([...chosen, option])
  }

  const result = phase.name === 'locked' ? phase.result : undefined
  return (
    <form
      id={questionAnchor(question.id)}
      className="not-prose rounded-lg border border-line bg-panel p-5 sm:p-6"
      onSubmit={(event) => {
        event.preventDefault()
        if (!locked && complete) void send(unsent ?? ulid())
      }}
    >
      <fieldset disabled={locked} className="min-w-0" aria-describedby={`${id}-count`}>
        <legend className="contents">
          <span className="block text-sm font-semibold text-ink-faint">Question {place}</span>
          <span className="mt-1 block font-semibold wrap-anywhere">
            <TextWithCode text={question.stem} />
          </span>
        </legend>
        <p id={`${id}-count`} className="mt-1 text-[0.9375rem] text-ink-soft">
          Choose{' '}
          {single ? 'one' : `${counts[question.choose] ?? question.choose} of ${question.options.length}`}.
        </p>
        <ul className="mt-4 space-y-2">
          {question.options.map((option) => (
            <QuestionOption
              key={option.id}
              name={id}
              option={option}
              single={single}
              checked={chosen.includes(option.id)}
              full={!single && complete && !chosen.includes(option.id)}
              result={result?.options.find((other) => other.id === option.id)}
              onToggle={() => toggle(option.id)}
            />
          ))}
        </ul>
      </fieldset>
      <div className="mt-4 flex min-h-10 flex-wrap items-center gap-x-4 gap-y-2" aria-live="polite">
        {result ? (
          <Outcome
            result={result}
            onAgain={() => {
              setChosen([])
              setPhase({ name: 'choosing' })
            }}
          />
        ) : (
          <>
            <Button type="submit" look="primary" disabled={locked || !complete}>
              {phase.name === 'sending' ? 'Checking…' : 'Check'}
            </Button>
            {phase.name === 'unsent' && (
              <p className="flex-1 text-[0.9375rem] text-failed">{phase.message}</p>
            )}
          </>
        )}
      </div>
    </form>
  )
}

/** Takes the focus when it appears: the button that had it is gone. */
function Outcome({ result, onAgain }: { result: QuestionResult; onAgain: () => void }) {
  const verdict = useRef<HTMLParagraphElement>(null)
  useEffect(() => verdict.current?.focus(), [])
  const Icon = result.correct ? CircleCheck : CircleX
  return (
    <>
      <p
        ref={verdict}
        tabIndex={-1}
        className={`flex items-center gap-2 font-semibold outline-none ${result.correct ? 'text-succeeded' : 'text-failed'}`}
      >
        <Icon aria-hidden className="size-5 shrink-0" />
        {result.correct ? 'Right.' : 'Not right. The reasons are beside the options.'}
      </p>
      <p className="text-sm text-ink-faint">
        Source:{' '}
        <a
          href={result.source.url}
          rel="external noreferrer"
          className="text-accent underline underline-offset-2"
        >
          {result.source.title}
        </a>
        , checked {dayText(result.source.checked)}
      </p>
      <Button look="quiet" size="sm" className="ml-auto" onClick={onAgain}>
        Answer again
      </Button>
    </>
  )
}
