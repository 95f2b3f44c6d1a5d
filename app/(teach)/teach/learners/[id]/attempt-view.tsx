import { CircleCheck, CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { CodeBlock } from '@/app/_lesson/code-block'
import { Tag } from '@/app/_ui/tag'
import { TextWithCode } from '@/app/_ui/text-with-code'
import type { LastAttempt } from '@/lib/cohorts'
import { exercise as exerciseOf } from '@/lib/curriculum/server'
import type { Answer, CheckResult } from '@/lib/exercises'

const outcomes: Record<LastAttempt['outcome'], string> = {
  passed: 'Passed',
  failed: 'Not passed',
  'invalid-definition': 'Not a valid definition',
  'limit-reached': 'Stopped at a limit',
  'took-too-long': 'Took too long',
}

const when = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

/** The last thing handed in: what failed and why, then the text to the character. */
export function AttemptView({ attempt, title }: { attempt: LastAttempt; title: string }) {
  const passed = attempt.outcome === 'passed'
  const Icon = passed ? CircleCheck : CircleX
  return (
    <article aria-labelledby="attempt" className="min-w-0">
      <h2 id="attempt" className="text-2xl font-bold tracking-tight">
        {title}
      </h2>
      <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.9375rem] text-ink-soft">
        <Tag tone={passed ? 'succeeded' : 'failed'}>
          <Icon aria-hidden />
          {outcomes[attempt.outcome]}
        </Tag>
        {attempt.assisted && <Tag tone="caught">After seeing the solution</Tag>}
        <time dateTime={attempt.recordedAt.toISOString()}>{when.format(attempt.recordedAt)} UTC</time>
      </p>
      {attempt.message && <p className="mt-4 max-w-prose">{attempt.message}</p>}
      {attempt.diagnostics.length > 0 && (
        <Part title="What is wrong with the definition">
          <ul className="space-y-1.5">
            {attempt.diagnostics.map(({ code, message, path, hint }) => (
              <li key={`${code} ${path} ${message}`}>
                {message} {hint && <span className="text-ink-soft">{hint}</span>}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {attempt.failed.length > 0 && (
        <Part title={attempt.failed.length === 1 ? 'The check that failed' : 'The checks that failed'}>
          <ul className="space-y-4">
            {attempt.failed.map((result) => (
              <FailedCheck key={`${result.checkId} ${result.scenarioId}`} result={result} />
            ))}
          </ul>
        </Part>
      )}
      <Part title="What was handed in">
        <div className="prose [&>*]:max-w-none">
          <AnswerText answer={attempt.answer} exerciseId={attempt.exerciseId} />
        </div>
      </Part>
    </article>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-8">
      <h3 className="mb-3 text-lg font-bold">{title}</h3>
      {children}
    </section>
  )
}

function FailedCheck({ result }: { result: CheckResult }) {
  const { verdict } = result
  return (
    <li className="border-l-[3px] border-failed pl-4">
      <p className="font-semibold">{result.title}</p>
      <p className="text-sm text-ink-faint">
        {result.scenarioTitle}
        {result.hidden && ', hidden from learners'}
      </p>
      {!verdict.passed && (
        <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-[0.9375rem] break-words [&_code]:text-[0.9em]">
          <dt className="text-ink-soft">Done</dt>
          <dd>
            <TextWithCode text={verdict.did} />
          </dd>
          <dt className="text-ink-soft">Happened</dt>
          <dd>
            <TextWithCode text={verdict.happened} />
          </dd>
          <dt className="text-ink-soft">Expected</dt>
          <dd>
            <TextWithCode text={verdict.expected} />
          </dd>
        </dl>
      )}
    </li>
  )
}

function AnswerText({ answer, exerciseId }: { answer: Answer; exerciseId: string }) {
  if (answer.kind === 'definition') return <CodeBlock code={answer.definition} language="json" />
  const exercise = exerciseOf(exerciseId)
  const prompts = exercise?.kind === 'predict' ? exercise.prompts : []
  return (
    <dl className="space-y-3">
      {Object.entries(answer.choices).map(([promptId, optionId]) => {
        const prompt = prompts.find(({ id }) => id === promptId)
        return (
          <div key={promptId}>
            <dt className="text-ink-soft">{prompt?.text ?? promptId}</dt>
            <dd className="font-semibold">
              {prompt?.options.find(({ id }) => id === optionId)?.text ?? optionId}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
