import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { startingExample } from '@/lib/curriculum/server'
import { PlaygroundBench } from '../playground-bench'

export const metadata: Metadata = { title: 'A machine of your own' }

/** A machine that is begun from nothing, or one that was kept: the address's fragment names it. */
export default function NewMachinePage() {
  const example = startingExample()
  if (!example) notFound()
  return <PlaygroundBench example={example} heading="A machine of your own" text={example.look} />
}
