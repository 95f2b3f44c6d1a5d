import { type ReactNode, useId } from 'react'
import type { Diagnostic } from '@/lib/asl'
import type { FieldFacts } from '@/lib/language'
import { TextWithCode } from '../../../_ui/text-with-code'

/** A field with its name, its line of help, and what is wrong with it. */
export function FieldRow({
  facts,
  problems,
  aside,
  children,
}: {
  facts: Pick<FieldFacts, 'name' | 'help' | 'isRequired' | 'default' | 'limits'>
  problems: readonly Diagnostic[]
  aside?: ReactNode
  children: (ids: { id: string; describedBy: string }) => ReactNode
}) {
  const id = useId()
  const helpId = `${id}-help`
  const problemId = `${id}-problems`
  const more = [facts.default && `When absent: ${facts.default}`, facts.limits].filter(Boolean).join(' ')
  return (
    <div className="py-1.5" data-field={facts.name}>
      <div className="flex items-baseline gap-2">
        <label htmlFor={id} className="text-sm font-semibold">
          {facts.name}
          {facts.isRequired && <span className="font-normal text-ink-faint"> (required)</span>}
        </label>
        <span className="ml-auto">{aside}</span>
      </div>
      {children({ id, describedBy: problems.length > 0 ? `${helpId} ${problemId}` : helpId })}
      <p id={helpId} className="m-0 mt-0.5 text-xs text-ink-soft" title={more || undefined}>
        <TextWithCode text={facts.help} />
      </p>
      <Problems id={problemId} problems={problems} />
    </div>
  )
}

/** What is wrong at a place, as the editor's strip says it. */
export function Problems({ id, problems }: { id?: string; problems: readonly Diagnostic[] }) {
  if (problems.length === 0) return null
  return (
    <ul id={id} className="m-0 list-none p-0 text-xs text-failed">
      {problems.slice(0, 5).map(({ message, path, code }) => (
        <li key={`${path} ${code} ${message}`} className="m-0 mt-0.5">
          <span aria-hidden>! </span>
          {message}
        </li>
      ))}
    </ul>
  )
}
