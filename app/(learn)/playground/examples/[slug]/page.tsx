import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { example as exampleOf } from '@/lib/curriculum/server'
import { PlaygroundBench } from '../../playground-bench'

interface Props {
  params: Promise<{ slug: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const example = exampleOf((await params).slug)
  return example ? { title: example.title, description: example.idea } : {}
}

/** One example, ready to run. What is changed becomes a machine of one's own; the example stays as it is. */
export default async function ExamplePage({ params }: Props) {
  const example = exampleOf((await params).slug)
  if (!example) notFound()
  return <PlaygroundBench example={example} heading={example.title} text={example.idea} look={example.look} />
}
