import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import type { Entry } from './content/resource'
import { EntryView } from './entry-view'

/** Five hundred messages at once would make the page wait, and nobody reads them at once. */
const WINDOW = 50

/** The entries of a resource, a window at a time. */
export function EntryList({ label, entries }: { label: string; entries: readonly Entry[] }) {
  const [from, setFrom] = useState(0)
  // Another run may have left fewer.
  const first = from < entries.length ? from : 0
  const last = Math.min(first + WINDOW, entries.length)
  return (
    <>
      <ol aria-label={label} className="m-0 list-none p-0">
        {entries.slice(first, last).map((entry) => (
          <EntryView key={entry.key} entry={entry} />
        ))}
      </ol>
      {entries.length > WINDOW && (
        <div className="flex flex-wrap items-center gap-2 border-t border-line px-3 pt-2">
          <p role="status" className="m-0 mr-auto text-ink-soft">
            {first + 1} to {last} of {entries.length.toLocaleString('en')}
          </p>
          <Button size="sm" aria-disabled={first === 0} onClick={() => setFrom(Math.max(0, first - WINDOW))}>
            Earlier
          </Button>
          <Button
            size="sm"
            aria-disabled={last === entries.length}
            onClick={() => last < entries.length && setFrom(last)}
          >
            Later
          </Button>
        </div>
      )}
    </>
  )
}
