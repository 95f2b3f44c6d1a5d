import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { startingExample } from '@/lib/curriculum/server'
import { SharedPreview } from '../shared-preview'

export const metadata: Metadata = { title: 'A machine from a link', robots: { index: false } }

/** What somebody shared. Opening the link shows it, and does nothing else. */
export default function SharedPage() {
  const usual = startingExample()
  if (!usual) notFound()
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-lesson px-4 pt-10 outline-none sm:px-6 sm:pt-14">
      <h1 className="text-3xl font-bold tracking-tight sm:text-4xl">A machine from a link</h1>
      <SharedPreview usualAccount={usual.account} />
    </main>
  )
}
