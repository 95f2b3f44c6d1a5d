import type { ReactNode } from 'react'

/** A part of a catalogue: its title and what it is about, beside what it holds. */
export function TitledPart({
  title,
  summary,
  children,
}: {
  title: string
  summary: string
  children: ReactNode
}) {
  return (
    <div className="grid gap-x-14 gap-y-6 border-t border-line py-10 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <div>
        <h3 className="text-xl font-bold tracking-tight">{title}</h3>
        <p className="mt-2 text-ink-soft">{summary}</p>
      </div>
      {children}
    </div>
  )
}
