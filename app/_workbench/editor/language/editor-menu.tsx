'use client'

import { Ellipsis } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { type LanguageCommand, languageCommands } from './commands'

/** Everything that the editor's keys do, for the mouse, for touch, and for finding it. */
export function EditorMenu({
  isReadOnly,
  onCommand,
}: {
  isReadOnly: boolean
  onCommand: (command: LanguageCommand) => void
}) {
  const details = useRef<HTMLDetailsElement>(null)
  const close = () => details.current?.removeAttribute('open')
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !details.current?.contains(event.target))
        details.current?.removeAttribute('open')
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [])
  return (
    <details
      ref={details}
      className="static"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !details.current?.open) return
        close()
        details.current.querySelector('summary')?.focus()
      }}
    >
      <summary
        aria-label="Editor commands"
        title="Editor commands"
        className="inline-flex min-h-8 list-none items-center rounded-md px-2.5 text-ink-soft hover:bg-idle-wash hover:text-ink"
      >
        <Ellipsis aria-hidden className="size-4.5" />
      </summary>
      <ul className="absolute top-11 right-2 z-30 m-0 w-72 max-w-[calc(100%-1rem)] list-none rounded-md border border-line bg-panel p-1 text-sm shadow-floating">
        {languageCommands
          .filter(({ changes }) => !changes || !isReadOnly)
          .map(({ command, title, keys }) => (
            <li key={command} className="m-0">
              <button
                type="button"
                className="flex min-h-10 w-full items-center justify-between gap-3 rounded-sm px-2 text-left hover:bg-idle-wash"
                onClick={() => {
                  close()
                  onCommand(command)
                }}
              >
                {title} <kbd className="font-mono text-xs text-ink-faint">{keys}</kbd>
              </button>
            </li>
          ))}
      </ul>
    </details>
  )
}
