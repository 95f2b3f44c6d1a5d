'use client'

import clsx from 'clsx'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'

export interface Tab<Id extends string> {
  id: Id
  label: ReactNode
}

/** Id of the panel that a tab shows; give it to the panel together with `role="tabpanel"`. */
export function tabPanelId(group: string, id: string): string {
  return `${group}-${id}-panel`
}

export function tabId(group: string, id: string): string {
  return `${group}-${id}-tab`
}

/** A row of tabs. Arrow keys, Home and End move and choose; only the chosen one is in the tab order. */
export function Tabs<Id extends string>({
  group,
  label,
  tabs,
  chosen,
  onChoose,
  className,
}: {
  /** Unique in the page. */
  group: string
  label: string
  tabs: readonly Tab<Id>[]
  chosen: Id
  onChoose: (id: Id) => void
  className?: string
}) {
  const row = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const place = tabs.findIndex((tab) => tab.id === chosen)
    const target = targetOf(event.key, place, tabs.length)
    const tab = target === undefined ? undefined : tabs[target]
    if (!tab) return
    event.preventDefault()
    onChoose(tab.id)
    row.current?.querySelector<HTMLElement>(`#${CSS.escape(tabId(group, tab.id))}`)?.focus()
  }
  return (
    <div
      ref={row}
      role="tablist"
      aria-label={label}
      onKeyDown={move}
      className={clsx('flex items-stretch gap-1 overflow-x-auto', className)}
    >
      {tabs.map((tab) => {
        const isChosen = tab.id === chosen
        return (
          <button
            key={tab.id}
            id={tabId(group, tab.id)}
            type="button"
            role="tab"
            aria-selected={isChosen}
            aria-controls={tabPanelId(group, tab.id)}
            tabIndex={isChosen ? 0 : -1}
            onClick={() => onChoose(tab.id)}
            className={clsx(
              'inline-flex min-h-10 items-center gap-1.5 border-b-2 px-3 text-sm font-semibold whitespace-nowrap -outline-offset-2',
              isChosen
                ? 'border-accent text-ink'
                : // In forced colours a transparent border is drawn: then only its own colour hides it.
                  'border-transparent text-ink-soft hover:text-ink forced-colors:border-[Canvas]',
            )}
          >
            {tab.label}
          </button>
        )
      })}
    </div>
  )
}

function targetOf(key: string, place: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (place + 1) % count
    case 'ArrowLeft':
      return (place + count - 1) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
