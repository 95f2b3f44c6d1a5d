'use client'
import clsx from 'clsx'
import { Check, X } from 'lucide-react'
import type { QuestionForLearner, QuestionResult } from '@/lib/quiz'
import { TextWithCode } from '../_ui/text-with-code'

interface Props {
  /** Shared by the options of one question. */
  name: string
  option: QuestionForLearner['options'][number]
  single: boolean
  checked: boolean
  /** As many as asked for are chosen; this one would be too many. */
  full: boolean
  result: QuestionResult['options'][number] | undefined
  onToggle: () => void
}

/** One option; once checked, whether it holds, whether it was chosen, and why. */
export function QuestionOption({ name, option, single, checked, full, result, onToggle }: Props) {
  return (
    <li
      className={clsx(
        'rounded-md border',
        !result && (checked ? 'border-accent bg-accent-wash' : 'border-line hover:border-line-strong'),
        result?.correct && 'border-succeeded bg-succeeded-wash',
        result && !result.correct && (result.chosen ? 'border-failed bg-failed-wash' : 'border-line'),
      )}
    >
      <label className={clsx('flex items-start gap-3 px-3.5 py-2.5', !result && !full && 'cursor-pointer')}>
        <input
          type={single ? 'radio' : 'checkbox'}
          name={name}
          value={option.id}
          checked={checked}
          disabled={full}
          onChange={onToggle}
          className="mt-[0.3em] size-4 shrink-0 accent-accent"
        />
        <span className="min-w-0 flex-1 wrap-anywhere">
          <TextWithCode text={option.text} />
        </span>
        {result && <Mark result={result} />}
      </label>
      {result && (
        <p className="px-3.5 pb-3 pl-10.5 text-[0.9375rem] text-ink-soft">
          <TextWithCode text={result.reason} />
        </p>
      )}
    </li>
  )
}

function Mark({ result }: { result: QuestionResult['options'][number] }) {
  const Icon = result.correct ? Check : X
  const words = `${result.correct ? 'Holds' : 'Does not hold'}${result.chosen ? ', your choice' : ''}`
  return (
    <span
      className={clsx(
        'flex shrink-0 items-center gap-1 text-sm font-semibold',
        result.correct ? 'text-succeeded' : result.chosen ? 'text-failed' : 'text-ink-faint',
      )}
    >
      <Icon aria-hidden className="size-4" />
      {words}
    </span>
  )
}
