import type { Source } from '@/lib/curriculum'
import { dayText } from './day-text'

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
