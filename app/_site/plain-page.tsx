import type { ReactNode } from 'react'

/** A page with little on it: a sentence or two and the way on. */
export function PlainPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-prose px-4 pt-20 outline-none sm:px-6 sm:pt-28">
      <h1 className="text-4xl font-bold tracking-tight">{title}</h1>
      <div className="mt-5 space-y-6 text-lg leading-relaxed text-ink-soft">{children}</div>
    </main>
  )
}
