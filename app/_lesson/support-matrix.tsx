import { Fragment, type ReactNode } from 'react'
import type { IntegrationPattern } from '@/lib/asl'
import { patterns, supportMatrix } from '@/lib/services'
import { dayText } from './day-text'
import { type Offer, type SupportLine, supportLines } from './support-table'

/** Where a long suffix may be broken on a narrow page. */
const headings: Record<IntegrationPattern, readonly string[]> = {
  requestResponse: ['Request-', 'response'],
  sync: ['.sync'],
  'sync:2': ['.sync:2'],
  waitForTaskToken: ['.waitFor', 'Task', 'Token'],
}

const offers: Record<Offer, { shown: string; spoken: string; look: string }> = {
  both: { shown: 'Both', spoken: 'Standard and Express', look: 'bg-succeeded-wash text-succeeded' },
  standard: { shown: 'Standard', spoken: 'Standard only', look: 'bg-running-wash text-running' },
  express: { shown: 'Express', spoken: 'Express only', look: 'bg-caught-wash text-caught' },
  none: { shown: '–', spoken: 'not offered', look: 'text-ink-faint' },
}

/** Which pattern each integration offers, in which type of workflow: the data by which definitions are refused. */
export function SupportMatrix() {
  const lines = supportLines()
  const doubts = [...new Set(lines.flatMap(({ doubt }) => doubt ?? []))]
  const checked = supportMatrix.reduce((first, row) => (row.checked < first ? row.checked : first), '9999')
  return (
    <figure className="wide">
      <div className="not-prose">
        <table className="w-full border-separate border-spacing-0 text-[0.6875rem] min-[24rem]:text-xs sm:text-[0.9375rem]">
          <caption className="sr-only">
            Integration patterns by service, and whether Standard or Express workflows offer them
          </caption>
          <thead>
            <tr>
              <Heading className="w-[30%] min-[24rem]:w-[36%] sm:w-[44%]">Integration</Heading>
              {patterns.map((pattern) => (
                <Heading key={pattern}>
                  {headings[pattern].map((part, place) => (
                    <span key={part}>
                      {place > 0 && <wbr />}
                      {part}
                    </span>
                  ))}
                </Heading>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={`${line.title} ${line.actions[0] ?? ''}`} line={line} doubts={doubts} />
            ))}
          </tbody>
        </table>
      </div>
      <figcaption className="mt-3 text-[0.9375rem] text-ink-soft">
        “Both” is Standard and Express. Compared with AWS’s pages on{' '}
        <time dateTime={checked}>{dayText(checked)}</time>; the editor refuses by the same data what the table
        does not offer.
        {doubts.map((doubt, place) => (
          <span key={doubt} className="mt-1 block">
            <sup>{place + 1}</sup> {doubt}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

function Heading({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    <th
      scope="col"
      className={`sticky top-0 z-[1] border-b border-line-strong bg-paper py-2 pr-1 text-left align-bottom leading-tight font-bold sm:pr-3 ${className}`}
    >
      {children}
    </th>
  )
}

function Line({ line, doubts }: { line: SupportLine; doubts: readonly string[] }) {
  const { title, service, actions, offers: byPattern, doubt } = line
  return (
    <tr>
      <th
        scope="row"
        className="border-b border-line py-2 pr-1.5 text-left align-top font-semibold [overflow-wrap:anywhere] sm:pr-3"
      >
        {title}
        {doubt !== undefined && (
          <sup>
            <span className="sr-only">note </span>
            {doubts.indexOf(doubt) + 1}
          </sup>
        )}
        {service !== undefined && (
          <span className="mt-0.5 block leading-snug font-normal text-ink-soft sm:text-[0.8125rem]">
            {actions.map((action, place) => (
              <span key={action}>
                {place > 0 && ', '}
                <code>
                  {/* Said with each action, shown with the first. */}
                  <span className={place > 0 ? 'sr-only' : ''}>{service}:</span>
                  <wbr />
                  {wordsOf(action).map((word) => (
                    <Fragment key={word}>
                      {word}
                      <wbr />
                    </Fragment>
                  ))}
                </code>
              </span>
            ))}
          </span>
        )}
      </th>
      {patterns.map((pattern, place) => (
        <Cell key={pattern} offer={byPattern[place] ?? 'none'} />
      ))}
    </tr>
  )
}

/** `start`, `Job`, `Run`: where a name may be broken on a narrow page. */
function wordsOf(action: string): string[] {
  return action.split(/(?=[A-Z][a-z])/)
}

function Cell({ offer }: { offer: Offer }) {
  const { shown, spoken, look } = offers[offer]
  return (
    <td className="border-b border-line py-2 pr-1 align-top sm:pr-3">
      <span className={`inline-block rounded-sm px-0.5 py-0.5 leading-5 min-[24rem]:px-1 sm:px-1.5 ${look}`}>
        <span aria-hidden>{shown}</span>
        <span className="sr-only">{spoken}</span>
      </span>
    </td>
  )
}
