import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { ButtonLink } from '@/app/_ui/button'
import { exampleGroups, startingExample } from '@/lib/curriculum/server'
import { ExampleFinder } from './example-finder'
import { ImportButton } from './import-dialog'
import { OwnMachines } from './own-machines'

export const metadata: Metadata = {
  title: 'Playground',
  description: 'Write a state machine of your own and run it: examples to start from, one per idea.',
}

/** Where machines are made without a lesson: those that one has, and examples to start from. */
export default function PlaygroundPage() {
  const groups = exampleGroups().map(({ examples, ...group }) => ({
    ...group,
    examples: examples.map(({ slug, title, idea, words, type }) => ({ slug, title, idea, words, type })),
  }))
  const usual = startingExample()
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-lesson px-4 pt-10 outline-none sm:px-6 sm:pt-14">
      <h1 className="text-4xl leading-[1.1] font-bold tracking-tight sm:text-5xl">Playground</h1>
      <p className="mt-5 max-w-prose text-xl leading-relaxed text-pretty text-ink-soft">
        The workbench without a lesson. Start from an example or from nothing, change the machine, its input
        and the account that it runs in, and see every event. What you make is kept.
      </p>
      <div className="mt-8 flex flex-wrap gap-3 print:hidden">
        <ButtonLink look="primary" href="/playground/new" prefetch={false}>
          <Plus aria-hidden /> New machine
        </ButtonLink>
        {usual && <ImportButton usualAccount={usual.account} />}
      </div>
      <OwnMachines />
      <ExampleFinder groups={groups} />
    </main>
  )
}
