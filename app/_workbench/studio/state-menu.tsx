import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { Command } from './commands'

/** The commands of a state where it stands. Arrow keys, Home and End go through it; Escape and Tab close it. */
export function StateMenu({
  name,
  commands,
  where,
  onClose,
}: {
  name: string
  commands: readonly Command[]
  /** In the window. */
  where: { x: number; y: number }
  onClose: (focusBack: boolean) => void
}) {
  const menu = useRef<HTMLDivElement>(null)
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])]
  useEffect(() => {
    const element = menu.current
    element?.showPopover()
    element?.querySelector<HTMLElement>('[role="menuitem"]')?.focus()
  }, [])

  const keys = (event: KeyboardEvent) => {
    const all = items()
    const place = all.findIndex((item) => item.matches(':focus'))
    const next = {
      ArrowDown: all[(place + 1) % all.length],
      ArrowUp: all[(place + all.length - 1) % all.length],
      Home: all[0],
      End: all.at(-1),
    }[event.key]
    event.stopPropagation()
    if (next) next.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') onClose(true)
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={menu}
      popover="manual"
      role="menu"
      tabIndex={-1}
      aria-label={name}
      onKeyDown={keys}
      onBlur={(event) => {
        if (!menu.current?.contains(event.relatedTarget)) onClose(false)
      }}
      style={{
        left: Math.max(4, Math.min(where.x, window.innerWidth - 220)),
        top: Math.max(4, Math.min(where.y, window.innerHeight - 300)),
      }}
      className="fixed inset-auto m-0 w-52 rounded-md border border-line bg-panel p-1 text-ink shadow-floating"
    >
      {commands.map(({ id, label, icon: Icon, run }) => (
        <button
          key={id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            onClose(true)
            run()
          }}
          className="flex w-full items-center gap-2 rounded-sm px-2 py-1.5 text-left text-sm -outline-offset-2 hover:bg-idle-wash [&_svg]:size-4"
        >
          <Icon aria-hidden /> {label}
        </button>
      ))}
    </div>
  )
}
