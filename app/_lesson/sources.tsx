import type { Source } from '@/lib/curriculum'

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' })

/** `2026-11-22` as "Nov 22, 2026". */
export function dayText(isoDay: string): string {
  return day.format(new Date(`${isoDay}T00:00:00Z`))
}

/** Where the facts of a lesson were read, each with the day it was checked last. */
export function Sources({ sources }: { sources: readonly Source[] }) {
  return (
    <section aria-labelledby="sources" className="mt-20! border-t border-line pt-6 text-[0.9375rem]">
      <h2 id="sources" className="text-lg!">
        Sources
      </h2>
      <ol>
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
    </section>
  )
}
