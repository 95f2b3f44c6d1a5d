import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { currentPerson } from '@/app/_server'
import { AccountForm } from '../account-form'
import { signUp } from '../actions'
import { safePath } from '../safe-path'

export const metadata: Metadata = { title: 'Make an account', robots: { index: false } }

export default async function SignUpPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>
}) {
  const { next } = await searchParams
  const path = safePath(typeof next === 'string' ? next : undefined)
  const person = await currentPerson()
  if (person && !person.isGuest) redirect(path)
  return (
    <>
      <h1 className="mb-2 text-4xl font-bold tracking-tight">Make an account</h1>
      <p className="mb-8 text-ink-soft">
        Then your progress follows you to other browsers, and your instructor sees your name.
        {person && ' What you have done here as a guest comes along.'}
      </p>
      <AccountForm
        action={signUp}
        submit="Make the account"
        fields={[
          { name: 'name', label: 'Name', type: 'text', autoComplete: 'name' },
          { name: 'email', label: 'E-mail address', type: 'email', autoComplete: 'username' },
          {
            name: 'password',
            label: 'Password',
            type: 'password',
            autoComplete: 'new-password',
            hint: 'At least 8 characters.',
          },
        ]}
      >
        <input type="hidden" name="next" value={path} />
      </AccountForm>
      <p className="mt-8">
        You have one?{' '}
        <Link
          href={`/sign-in?next=${encodeURIComponent(path)}`}
          className="font-semibold text-accent underline underline-offset-4"
        >
          Sign in
        </Link>
      </p>
    </>
  )
}
