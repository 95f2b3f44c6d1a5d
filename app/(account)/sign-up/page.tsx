import type { Metadata } from 'next'
import Link from 'next/link'
import { AccountForm } from '../account-form'
import { signUp } from '../actions'
import { type EntranceProps, entrance } from '../entrance'

export const metadata: Metadata = { title: 'Make an account', robots: { index: false } }

export default async function SignUpPage(props: EntranceProps) {
  const { path, guest } = await entrance(props)
  return (
    <>
      <h1 className="mb-2 text-4xl font-bold tracking-tight">Make an account</h1>
      <p className="mb-8 text-ink-soft">
        Then your progress follows you to other browsers, and your instructor sees your name.
        {guest && ' What you have done here as a guest comes along.'}
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
