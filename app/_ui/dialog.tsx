'use client'

import clsx from 'clsx'
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './button'

/** A modal dialog on the browser's own element: focus stays inside, Escape closes, focus goes back afterwards. */
export function Dialog({
  title,
  onClose,
  size = 'md',
  children,
}: {
  title: string
  onClose: () => void
  size?: 'md' | 'lg'
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    // Not closed on the way out: leaving the page's tree is enough, and closing would call `onClose` once more.
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
      onKeyDown={(event) => event.stopPropagation()}
      className={clsx(
        'm-auto max-h-[85dvh] w-[min(100vw-1.5rem,var(--dialog))] overflow-hidden rounded-lg border border-line bg-panel p-0 text-ink shadow-floating backdrop:bg-[oklch(0_0_0/0.45)]',
        size === 'lg' ? '[--dialog:60rem]' : '[--dialog:34rem]',
      )}
    >
      <div className="flex max-h-[85dvh] flex-col">
        <header className="flex items-center justify-between gap-4 border-b border-line px-5 py-3">
          <h2 id={titleId} className="m-0 text-lg font-bold">
            {title}
          </h2>
          <Button look="quiet" size="sm" aria-label="Close" onClick={() => dialog.current?.close()}>
            <X aria-hidden />
          </Button>
        </header>
        <div className="overflow-y-auto px-5 py-4">{children}</div>
      </div>
    </dialog>
  )
}
