import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { requireInstructor } from '@/app/_server'

export const metadata: Metadata = { robots: { index: false } }

/** Nobody but instructors gets further; each page asks again, because a layout is not rendered anew on each visit. */
export default async function TeachLayout({ children }: { children: ReactNode }) {
  await requireInstructor()
  return children
}
