import clsx from 'clsx'
import type { ComponentProps } from 'react'
import { Group } from './group'

/** A part of the page that scrolls by itself: named, and reachable by keyboard, so that it can be scrolled without a mouse. On paper it is as long as what is in it. */
export function ScrollArea({
  className,
  ...rest
}: Omit<ComponentProps<typeof Group>, 'tabIndex'> & { label: string }) {
  return (
    <Group
      tabIndex={0}
      className={clsx(
        'relative overflow-auto -outline-offset-2 print:h-auto! print:max-h-none! print:overflow-visible!',
        className,
      )}
      {...rest}
    />
  )
}
