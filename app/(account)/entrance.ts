import { redirect } from 'next/navigation'
import { currentPerson } from '@/app/_server'
import type { Person } from '@/lib/auth'
import { safePath } from './safe-path'

/** Of a page that leads to an account. */
export interface EntranceProps {
  searchParams: Promise<{ next?: string | string[] }>
}

/** Where to go afterwards, and the guest who comes in, if it is one. Whoever has an account goes there at once. */
export async function entrance({
  searchParams,
}: EntranceProps): Promise<{ path: string; guest: Person | undefined }> {
  const { next } = await searchParams
  const path = safePath(typeof next === 'string' ? next : undefined)
  const person = await currentPerson()
  if (person && !person.isGuest) redirect(path)
  return { path, guest: person }
}
