import clsx from 'clsx'
import type { ReactNode } from 'react'

/** A part of the page that scrolls by itself: named, and reachable by keyboard, so that it can be scrolled without a mouse. On paper it is as long as what is in it. */
export function ScrollArea({
  label,
  className,
  children,
}: {
  label: string
  className?: string
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, and every section would be a landmark
    <div
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
      tabIndex={0}
      className={clsx(
        'relative overflow-auto -outline-offset-2 print:h-auto! print:max-h-none! print:overflow-visible!',
        className,
      )}
    >
      {children}
    </div>
  )
}
