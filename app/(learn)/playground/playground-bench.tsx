import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { requestNonce } from '@/app/_server'
import { Shell } from '@/app/_workbench/shell'
import { pictureOf } from '@/app/_workbench/workers/reading'
import type { Example } from '@/lib/curriculum'
import { startingExample } from '@/lib/curriculum/server'
import { sketchOfExample } from '@/lib/playground'
import { Playground } from './playground'
import { machineOf } from './sketch-subject'

/** A page of the playground: what it begins with is complete before any script runs. */
export async function PlaygroundBench({
  example,
  heading,
  text,
  look,
}: {
  example: Example
  heading: string
  text: string
  look?: string
}) {
  const sketch = sketchOfExample(example)
  const picture = pictureOf(sketch.definition)
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-[112rem] px-4 pt-8 outline-none sm:px-6 sm:pt-10">
      <Link
        href="/playground"
        prefetch={false}
        className="mb-4 inline-flex items-center gap-1.5 text-[0.9375rem] text-ink-soft hover:text-accent print:hidden"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Playground
      </Link>
      <Playground
        slug={example.slug}
        sketch={sketch}
        heading={heading}
        text={text}
        {...(look !== undefined && { look })}
        picture={picture}
        usualAccount={startingExample()?.account ?? example.account}
        nonce={await requestNonce()}
      >
        <Shell subject={machineOf(example.slug, sketch, {})} picture={picture} />
      </Playground>
    </main>
  )
}
