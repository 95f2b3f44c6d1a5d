import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { CodeView } from './code-view'
import type { Resource } from './content/resource'
import { EntryList } from './entry-list'
import { MarkTag } from './mark-tag'

/** One table, queue, function … as a line that opens. */
export function ResourceView({
  id,
  resource,
  isOpen,
  onToggle,
}: {
  id: string
  resource: Resource
  isOpen: boolean
  onToggle: (isOpen: boolean) => void
}) {
  const bodyId = useId()
  const { key, name, facts, count, change, entries, empty, code } = resource
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <li className="m-0 border-t border-line first:border-t-0">
      <button
        type="button"
        data-resource={id}
        aria-expanded={isOpen}
        aria-controls={bodyId}
        onClick={() => onToggle(!isOpen)}
        className="flex min-h-10 w-full scroll-mt-2 flex-wrap items-center gap-x-2 gap-y-0.5 px-2 py-1.5 text-left -outline-offset-2 hover:bg-idle-wash"
      >
        <Chevron aria-hidden className="size-4 shrink-0 text-ink-faint" />
        <span className="min-w-0 font-semibold break-words">{name}</span>
        <span className="text-ink-soft">{count}</span>
        {change && <MarkTag mark={change} />}
      </button>
      <div id={bodyId} hidden={!isOpen} className="border-t border-line pb-2">
        {isOpen && (
          <>
            {facts.length > 0 && <p className="m-0 px-3 pt-1.5 text-ink-soft">{facts.join(' · ')}</p>}
            {entries.length > 0 ? (
              <EntryList label={`${key}: ${count}`} entries={entries} />
            ) : (
              <p className="m-0 px-3 pt-1.5 text-ink-soft">{empty}</p>
            )}
            {code && <CodeView name={name} code={code} />}
          </>
        )}
      </div>
    </li>
  )
}
