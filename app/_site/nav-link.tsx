'use client'
import clsx from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

/**
 * A link of the main navigation; it knows when it leads to where the reader is. `match` is a path prefix. Pages are
 * made for each request, so there is nothing in fetching one ahead but work while the reader's page comes alive.
 */
export function NavLink({
  href,
  match = href,
  children,
}: {
  href: string
  match?: string
  children: ReactNode
}) {
  const path = usePathname()
  const here = path === match || path.startsWith(`${match}/`)
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={path === href ? 'page' : here ? 'true' : undefined}
      className={clsx(
        'flex min-h-9 items-center rounded-md px-2.5 text-[0.9375rem] font-medium',
        here ? 'text-accent' : 'text-ink-soft hover:bg-idle-wash hover:text-ink',
      )}
    >
      {children}
    </Link>
  )
}
