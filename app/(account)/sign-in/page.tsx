import type { Metadata } from 'next'
import Link from 'next/link'
import { AccountForm } from '../account-form'
import { signIn } from '../actions'
import { type EntranceProps, entrance } from '../entrance'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

export default async function SignInPage(props: EntranceProps) {
  const { path, guest } = await entrance(props)
  return (
    <>
      <h1 className="mb-2 text-4xl font-bold tracking-tight">Sign in</h1>
      <p className="mb-8 text-ink-soft">
        {guest ? 'What you have done here as a guest goes to your account.' : 'To learn you need no account.'}
      </p>
      <AccountForm
        action={signIn}
        submit="Sign in"
        fields={[
          { name: 'email', label: 'E-mail address', type: 'email', autoComplete: 'username' },
          { name: 'password', label: 'Password', type: 'password', autoComplete: 'current-password' },
        ]}
      >
        <input type="hidden" name="next" value={path} />
      </AccountForm>
      <p className="mt-8">
        No account yet?{' '}
        <Link
          href={`/sign-up?next=${encodeURIComponent(path)}`}
          className="font-semibold text-accent underline underline-offset-4"
        >
          Make one
        </Link>
      </p>
    </>
  )
}
