import type { Source } from '@/lib/curriculum'

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' })

/** `2026-11-22` as "Nov 22, 2026". */
export function dayText(isoDay: string): string {
  return day.format(new Date(`${isoDay}T00:00:00Z`))
}

/** Where the facts of a lesson were read, each with the day it was checked last. */
export function Sources({ sources }: { sources: readonly Source[] }) {
  return (
    <ol className="text-[0.9375rem]">
      {sources.map(({ title, url, checked }) => (
        <li key={url}>
          <a href={url} rel="external noreferrer">
            {title}
          </a>
          <span className="text-ink-faint">
            , checked <time dateTime={checked}>{dayText(checked)}</time>
          </span>
        </li>
      ))}
    </ol>
  )
}
