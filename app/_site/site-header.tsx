import { LogIn, UserRound } from 'lucide-react'
import Link from 'next/link'
import type { Theme } from '@/app/_ui/theme'
import { ThemeSwitch } from '@/app/_ui/theme-switch'
import { Mark } from './mark'
import { NavLink } from './nav-link'

/** Who is looking at the page, as far as the header cares. */
export interface Visitor {
  name: string
  isGuest: boolean
  isInstructor: boolean
}

export function SiteHeader({ visitor, theme }: { visitor: Visitor | undefined; theme: Theme | undefined }) {
  const known = visitor && !visitor.isGuest
  return (
    <header className="border-b border-line bg-paper print:hidden">
      <div className="mx-auto flex min-h-14 max-w-lesson flex-wrap items-center gap-x-1 px-4 py-2 sm:px-6">
        <Link
          href="/"
          prefetch={false}
          className="mr-auto flex items-center gap-2 rounded-sm text-lg font-bold tracking-tight sm:mr-6"
        >
          <Mark className="size-6 text-accent" />
          Stepwise
        </Link>
        <nav
          aria-label="Main"
          className="order-last -mx-2 flex w-full flex-wrap sm:order-none sm:mx-0 sm:w-auto sm:flex-1"
        >
          <NavLink href="/#lessons" match="/lessons">
            Lessons
          </NavLink>
          <NavLink href="/playground">Playground</NavLink>
          <NavLink href="/progress">Progress</NavLink>
          {visitor?.isInstructor && <NavLink href="/teach">Teach</NavLink>}
        </nav>
        <ThemeSwitch chosen={theme} />
        <Link
          href={known ? '/account' : '/sign-in'}
          prefetch={false}
          className="flex min-h-9 items-center gap-1.5 rounded-md px-2.5 text-sm font-semibold text-ink-soft hover:bg-idle-wash hover:text-ink"
        >
          {known ? <UserRound aria-hidden className="size-4" /> : <LogIn aria-hidden className="size-4" />}
          <span className="max-w-[16ch] truncate">{known ? visitor.name : 'Sign in'}</span>
        </Link>
      </div>
    </header>
  )
}
