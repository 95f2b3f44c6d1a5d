'use client'

import { Search } from 'lucide-react'
import Link from 'next/link'
import { useId, useState } from 'react'
import { Tag } from '@/app/_ui/tag'
import type { Example, ExampleGroup } from '@/lib/curriculum'
import { TitledPart } from '../titled-part'
import { foundGroups } from './found-groups'

export type ExampleLine = Pick<Example, 'slug' | 'title' | 'idea' | 'words' | 'type'>
export type ExampleLines = Omit<ExampleGroup, 'examples'> & { examples: readonly ExampleLine[] }

/** Every example, and those that fit what is typed. Without script the whole list is there. */
export function ExampleFinder({ groups }: { groups: readonly ExampleLines[] }) {
  const [asked, setAsked] = useState('')
  const id = useId()
  const found = foundGroups(groups, asked)
  const count = found.reduce((sum, { examples }) => sum + examples.length, 0)
  return (
    <section className="mt-14" aria-labelledby="examples">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <h2 id="examples" className="text-2xl font-bold tracking-tight">
          Examples
        </h2>
        <div className="print:hidden">
          <label htmlFor={id} className="block text-sm font-semibold text-ink-soft">
            Find an example
          </label>
          <span className="mt-1 flex items-center gap-2 rounded-md border border-line-strong bg-panel pl-3">
            <Search aria-hidden className="size-4 text-ink-faint" />
            <input
              id={id}
              type="search"
              value={asked}
              placeholder="retry, callback, Map …"
              onChange={(event) => setAsked(event.target.value)}
              className="min-h-10 w-60 rounded-r-md bg-transparent pr-3 placeholder:text-ink-faint"
            />
          </span>
        </div>
      </div>
      <p role="status" className="mt-3 min-h-6 text-sm text-ink-soft">
        {asked.trim() === ''
          ? ''
          : count === 0
            ? 'No example fits. Try one word, such as wait or JSONata.'
            : `${count} ${count === 1 ? 'example fits' : 'examples fit'}.`}
      </p>
      {found.map((group) => (
        <TitledPart key={group.title} title={group.title} summary={group.summary}>
          <ul className="m-0 grid list-none gap-x-10 gap-y-6 p-0 md:grid-cols-2">
            {group.examples.map(({ slug, title, idea, type }) => (
              <li key={slug} className="m-0">
                <Link
                  href={`/playground/examples/${slug}`}
                  prefetch={false}
                  className="text-lg font-semibold text-accent hover:underline"
                >
                  {title}
                </Link>{' '}
                {type === 'EXPRESS' && <Tag>Express</Tag>}
                <p className="mt-1 text-pretty text-ink-soft">{idea}</p>
              </li>
            ))}
          </ul>
        </TitledPart>
      ))}
    </section>
  )
}
