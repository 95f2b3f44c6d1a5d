import clsx from 'clsx'
import type { StateName } from '@/lib/asl'
import type { OutlineEntry } from '@/lib/graph'
import type { JsonPointer } from '@/lib/json'
import { type ShownStatus, STATUS_WORDS } from './status'

const KIND_WORDS = { next: 'then', rule: 'if', default: 'otherwise', catch: 'on' } as const

/** The graph as a list: the same states in reading order, each with where it leads. */
export function Outline({
  entries,
  statuses,
  selected,
  onSelect,
}: {
  entries: readonly OutlineEntry[]
  statuses: ReadonlyMap<StateName, ShownStatus>
  selected: JsonPointer | undefined
  onSelect: (at: JsonPointer) => void
}) {
  if (entries.length === 0)
    return <p className="m-0 p-4 text-sm text-ink-soft">The definition has no states yet.</p>
  return (
    <ol className="m-0 list-none p-2 text-sm">
      {entries.map((entry) => (
        <li key={entry.at} className="m-0" style={{ paddingInlineStart: `${entry.depth * 1.25}rem` }}>
          {entry.container !== undefined && (
            <p className="mt-2 mb-0.5 text-xs font-semibold text-ink-faint">{entry.container}</p>
          )}
          <button
            type="button"
            aria-pressed={entry.at === selected}
            onClick={() => onSelect(entry.at)}
            className={clsx(
              'w-full rounded-sm px-2 py-1.5 text-left -outline-offset-2',
              entry.at === selected ? 'bg-accent-wash' : 'hover:bg-idle-wash',
            )}
          >
            <span className="font-semibold">{entry.name || '(no name)'}</span>{' '}
            <span className="text-ink-soft">
              {entry.type === 'Unknown' ? 'no type yet' : entry.type}
              {entry.isStart && ', start'}
              {entry.isUnreachable && ', never reached'}
              {statuses.has(entry.name) && `, ${STATUS_WORDS[statuses.get(entry.name) ?? 'idle']}`}
            </span>
            <span className="block text-ink-faint">{leads(entry)}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}

function leads(entry: OutlineEntry): string {
  const ways = entry.leadsTo.map(({ kind, label, to }) =>
    kind === 'next'
      ? `then ${to}`
      : kind === 'default'
        ? `otherwise ${to}`
        : `${KIND_WORDS[kind]} ${label}: ${to}`,
  )
  return [...ways, ...(entry.isTerminal ? ['ends'] : [])].join(' · ')
}
