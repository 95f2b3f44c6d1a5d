import type { Heading } from './headings'

/** The headings of the text as links; on wide screens it stays beside the text. */
export function TableOfContents({ id, headings }: { id: string; headings: readonly Heading[] }) {
  return (
    <nav aria-labelledby={id} data-contents className="print:hidden">
      <h2 id={id} className="text-sm font-bold text-ink-soft">
        On this page
      </h2>
      <ol className="mt-2 border-l border-line text-[0.9375rem] leading-snug">
        {headings.map(({ id: anchor, level, text }) => (
          <li key={anchor}>
            <a
              href={`#${anchor}`}
              className={`-ml-px block border-l border-transparent py-1 text-ink-soft hover:border-accent hover:text-accent aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-accent ${level === 3 ? 'pl-7' : 'pl-4'}`}
            >
              {text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
