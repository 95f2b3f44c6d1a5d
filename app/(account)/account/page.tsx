import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { currentPerson } from '@/app/_server'
import { ButtonLink } from '@/app/_ui/button'
import { awsSettings } from '@/lib/runners/server'
import { AccountForm } from '../account-form'
import { changePassword, deleteAccount, signOut } from '../actions'
import { AccessKeys } from './access-keys'

export const metadata: Metadata = { title: 'Your account', robots: { index: false } }

export default async function AccountPage() {
  const person = await currentPerson()
  if (!person) redirect('/sign-in?next=/account')
  if (person.isGuest) return <Guest />
  return (
    <>
      <h1 className="mb-2 text-4xl font-bold tracking-tight">Your account</h1>
      <p className="mb-8 text-ink-soft">
        {person.name}, {person.email}
      </p>
      <AccountForm action={signOut} submit="Sign out" look="secondary" fields={[]} />

      <AccessKeys learner={person} />
      {awsSettings().enabled && (
        <p className="mt-10">
          <Link href="/account/aws" className="font-semibold text-accent underline underline-offset-2">
            Your AWS account, for runs on the real thing
          </Link>
        </p>
      )}

      <h2 className="mt-14 mb-5 text-2xl font-bold">Change the password</h2>
      <AccountForm
        action={changePassword}
        submit="Change the password"
        done="The password is changed."
        look="secondary"
        fields={[
          {
            name: 'currentPassword',
            label: 'Present password',
            type: 'password',
            autoComplete: 'current-password',
          },
          {
            name: 'newPassword',
            label: 'New password',
            type: 'password',
            autoComplete: 'new-password',
            hint: 'At least 8 characters.',
          },
        ]}
      />

      <h2 className="mt-14 mb-2 text-2xl font-bold">Delete the account</h2>
      <p className="mb-5 text-ink-soft">
        With it go your attempts, drafts and answers, at once and for good. Your instructor no longer sees
        them either.
      </p>
      <AccountForm
        action={deleteAccount}
        submit="Delete everything"
        look="secondary"
        fields={[{ name: 'password', label: 'Password', type: 'password', autoComplete: 'current-password' }]}
      />
    </>
  )
}

function Guest() {
  return (
    <>
      <h1 className="mb-2 text-4xl font-bold tracking-tight">You are a guest</h1>
      <p className="mb-8 text-ink-soft">
        What you do is kept for this browser. With an account it follows you to others; everything done so far
        comes along.
      </p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink look="primary" size="lg" href="/sign-up">
          Make an account
        </ButtonLink>
        <ButtonLink size="lg" href="/sign-in">
          Sign in
        </ButtonLink>
      </div>
    </>
  )
}
