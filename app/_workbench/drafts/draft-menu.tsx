'use client'

import { History, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../_ui/button'
import type { Draft } from './draft'

const WHY: Readonly<Record<NonNullable<Draft['setAside']>, string>> = {
  reset: 'before Reset',
  solution: 'before the solution',
  'other-draft': 'before another draft',
}

/** The other drafts, each one click away. Taking one keeps the text that it replaces; discarding one asks again. */
export function DraftMenu({
  drafts,
  onTake,
  onDiscard,
}: {
  drafts: readonly Draft[]
  onTake: (draft: Draft) => void
  /** False when it could not be done now. */
  onDiscard: (draft: Draft) => Promise<boolean>
}) {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: PointerEvent) => {
      if (event.target instanceof Node && !details.current?.contains(event.target))
        details.current?.removeAttribute('open')
    }
    document.addEventListener('pointerdown', close)
    return () => document.removeEventListener('pointerdown', close)
  }, [])
  if (drafts.length === 0) return null
  return (
    <details
      ref={details}
      className="static"
      onKeyDown={(event) => event.key === 'Escape' && details.current?.removeAttribute('open')}
    >
      <summary className="inline-flex min-h-8 list-none items-center gap-1.5 rounded-md px-2.5 text-sm font-semibold whitespace-nowrap text-ink-soft hover:bg-idle-wash">
        <History aria-hidden className="size-4" /> Drafts ({drafts.length})
      </summary>
      <ul className="absolute top-11 right-2 left-2 z-30 m-0 max-h-72 list-none overflow-y-auto rounded-md border border-line bg-panel p-1 text-sm shadow-floating">
        {drafts.map((draft) => (
          <li key={draft.draftId} className="m-0 flex items-center gap-1">
            <button
              type="button"
              className="min-w-0 flex-1 rounded-sm px-2 py-1.5 text-left hover:bg-idle-wash"
              onClick={() => {
                details.current?.removeAttribute('open')
                onTake(draft)
              }}
            >
              <span className="font-semibold">{new Date(draft.savedAt).toLocaleString()}</span>{' '}
              <span className="text-ink-soft">
                {draft.setAside ? WHY[draft.setAside] : 'from another tab or device'}
              </span>
              <span className="block truncate font-mono text-xs text-ink-faint">
                {draft.text.replace(/\s+/g, ' ').slice(0, 120)}
              </span>
            </button>
            <Discard
              onDiscard={async () => {
                const isGone = await onDiscard(draft)
                if (isGone) details.current?.querySelector('summary')?.focus()
                return isGone
              }}
            />
          </li>
        ))}
      </ul>
    </details>
  )
}

const DISCARD = {
  unasked: 'Discard',
  asked: 'Discard for good',
  doing: 'Discarding…',
  failed: 'Not now: no network. Try again',
} as const

/** Two presses, because nothing brings a discarded draft back. */
function Discard({ onDiscard }: { onDiscard: () => Promise<boolean> }) {
  const [state, setState] = useState<keyof typeof DISCARD>('unasked')
  return (
    <Button
      look="quiet"
      size="sm"
      aria-disabled={state === 'doing'}
      onClick={async () => {
        if (state === 'unasked') setState('asked')
        if (state === 'unasked' || state === 'doing') return
        setState('doing')
        if (!(await onDiscard())) setState('failed')
      }}
      onBlur={() => setState((now) => (now === 'asked' ? 'unasked' : now))}
    >
      <Trash2 aria-hidden /> {DISCARD[state]}
    </Button>
  )
}
