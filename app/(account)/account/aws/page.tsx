import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { currentPerson } from '@/app/_server'
import { ScrolledText } from '@/app/_ui/scrolled-text'
import {
  type AwsSettings,
  awsSettings,
  callerAccount,
  roleSetupOf,
  serverRoleTemplate,
} from '@/lib/runners/server'
import { AccountForm } from '../../account-form'
import { saveRole } from './actions'

export const metadata: Metadata = { title: 'Your AWS account', robots: { index: false } }

/** How runs on a real AWS account come about here, and on a shared server the role for them. */
export default async function AwsPage() {
  const person = await currentPerson()
  if (!person) redirect('/sign-in?next=/account/aws')
  const settings = awsSettings()
  return (
    <>
      <h1 className="mb-2 text-4xl font-bold tracking-tight">Your AWS account</h1>
      {!settings.enabled && <p className="mb-8 text-ink-soft">{settings.because}</p>}
      {settings.enabled && settings.access === 'local' && <Local settings={settings} />}
      {settings.enabled && settings.access === 'role' && person.isGuest && (
        <p className="mb-8 text-ink-soft">
          A role belongs to somebody who can come back to it: make an account here first.
        </p>
      )}
      {settings.enabled && settings.access === 'role' && !person.isGuest && (
        <ByRole learnerId={person.id} settings={settings} />
      )}
    </>
  )
}

function Local({ settings }: { settings: AwsSettings }) {
  const { profile, region, endpoints } = settings
  return (
    <p className="mb-8 text-ink-soft">
      This server runs on your own machine and uses{' '}
      {profile ? `the profile “${profile}”` : 'what AWS’s default credential chain finds'} in {region}
      {endpoints.sfn && `, at ${endpoints.sfn}`}. It keeps no credentials. Open an exercise and choose
      Compare, then “Plan a run on AWS”.
    </p>
  )
}

async function ByRole({ learnerId, settings }: { learnerId: string; settings: AwsSettings }) {
  const [{ externalId, roleArn }, serverAccountId] = await Promise.all([
    roleSetupOf(learnerId),
    callerAccount(settings),
  ])
  return (
    <>
      <p className="mb-5 text-ink-soft">
        This server acts in your account by a role that you make for it, in sessions of fifteen minutes, and
        keeps no credentials. The template below makes the role; delete its stack, and the server is out.
      </p>
      <dl className="mb-6 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-ink-soft">Your external id</dt>
        <dd className="font-mono break-all">{externalId}</dd>
        <dt className="text-ink-soft">Your role</dt>
        <dd className="font-mono break-all">{roleArn ?? 'none yet'}</dd>
      </dl>
      {serverAccountId === undefined ? (
        <p role="alert" className="mb-6 text-failed">
          This server has no AWS identity of its own at the moment, so it cannot say whom your role should
          trust. Its operator has to give it one.
        </p>
      ) : (
        <Template text={JSON.stringify(serverRoleTemplate({ externalId, serverAccountId }), null, 2)} />
      )}
      <AccountForm
        action={saveRole}
        submit="Use this role"
        done="The role asks for your external id, and lets us in with it. Runs on AWS use it from now on."
        fields={[
          {
            name: 'roleArn',
            label: 'ARN of the role',
            type: 'text',
            autoComplete: 'off',
            hint: 'The output RoleArn of the stack. We try it without the external id first: a role that lets us in so is refused.',
          },
        ]}
      />
    </>
  )
}

function Template({ text }: { text: string }) {
  return (
    <section aria-labelledby="role-template" className="mb-8">
      <h2 id="role-template" className="mb-2 text-2xl font-bold">
        The template
      </h2>
      <p className="mb-2 text-ink-soft">
        Save it as role.json and run{' '}
        <code className="break-words">
          aws cloudformation deploy --stack-name stepwise-access --template-file role.json --capabilities
          CAPABILITY_NAMED_IAM
        </code>
        . What it allows:
      </p>
      <ul className="mb-4 list-disc pl-5 text-ink-soft">
        <li>
          <strong>Who</strong>: this server’s account, and only with your external id. It stops anybody else
          who uses this server from naming your role.
        </li>
        <li>
          <strong>What</strong>: making, running and deleting what exercises need, under names that begin with
          “stepwise-”. State machines have to bear the tag of their run.
        </li>
        <li>
          <strong>Roles</strong>: a role made for an exercise has to carry the boundary beside it, which names
          the most that it may ever do; the boundary and this role itself are out of its reach.
        </li>
        <li>
          <strong>PassRole</strong>: to Step Functions and Lambda, and to nothing else.
        </li>
      </ul>
      <ScrolledText className="max-h-96 overflow-auto rounded-md bg-sunken p-4 text-sm">{text}</ScrolledText>
    </section>
  )
}
